"""Every exchange of every HTTP test is judged against the bundle by openapi-core, which knows nothing of ours."""

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from oneprotect_conformance.contract import Contract

BUNDLE = Path(__file__).parent.parent / "generated" / "openapi.json"
JUDGED: Counter[str] = Counter()


@cache
def contract() -> Contract:
    return Contract.of("", json.loads(BUNDLE.read_text()))


def judge(response: httpx.Response) -> None:
    """Hold an answer to the bundle, and a request that was accepted, too."""
    request = response.request
    breach = contract().breach(response)
    if breach is not None:
        pytest.fail(
            f"{request.method} {request.url.path} answered {response.status_code} against the bundle: {breach}"
            f"\n{response.text[:2000]}"
        )
    JUDGED[request.url.path] += 1


@pytest.fixture(autouse=True, scope="session")
def every_exchange_is_judged() -> Iterator[None]:
    """Look at what any client of a test sends and receives below /api/v1."""
    send = httpx.Client.send

    def judged(self: httpx.Client, request: httpx.Request, **options: Any) -> httpx.Response:
        response = send(self, request, **options)
        if request.url.path.startswith("/api/v1/"):
            judge(response)
        return response

    patch = pytest.MonkeyPatch()
    patch.setattr(httpx.Client, "send", judged)
    yield
    patch.undo()
