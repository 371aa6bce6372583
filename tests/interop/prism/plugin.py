"""A pytest plugin that puts Prism between the tests and the API, and counts requests and violations."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.interop.prism.proxy import document, prism, violations
from tests.product import Product


@pytest.fixture(scope="session")
def product(product: Product, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The product of `tests.product`, reached through Prism."""
    with prism(document(), tmp_path_factory.mktemp("prism"), product.url) as url:
        yield replace(product, url=url)


@pytest.fixture(autouse=True, scope="session")
def every_response_is_counted(product: Product) -> Iterator[None]:
    """Write the number of requests and all violations to the file that `PRISM_RESULT` names."""
    requests = 0
    breaches: list[str] = []
    send = httpx.Client.send

    def counted(self: httpx.Client, request: httpx.Request, **options: Any) -> httpx.Response:
        nonlocal requests
        # Prism uses one processor, which it may have to share.
        request.extensions["timeout"] = dict.fromkeys(("connect", "read", "write", "pool"), 120)
        response = send(self, request, **options)
        if str(request.url).startswith(product.url):
            requests += 1
            breaches.extend(violations(response))
        return response

    patch = pytest.MonkeyPatch()
    patch.setattr(httpx.Client, "send", counted)
    yield
    patch.undo()
    Path(os.environ["PRISM_RESULT"]).write_text(json.dumps({"requests": requests, "violations": breaches}))
