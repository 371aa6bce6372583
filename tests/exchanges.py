"""Checks every HTTP exchange of every test against the bundle, with a validator that is not part of the product."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
from oneprotect_conformance.contract import Contract

BUNDLE = Path(__file__).parent.parent / "generated" / "openapi.json"


@cache
def contract() -> Contract:
    return Contract.of("", json.loads(BUNDLE.read_text()))


def check_exchange(response: httpx.Response) -> None:
    """Fail unless the answer conforms to the bundle, and so does a request that was accepted."""
    request = response.request
    breach = contract().breach(response)
    if breach is not None:
        pytest.fail(
            f"{request.method} {request.url.path} answered {response.status_code} against the bundle: {breach}"
            f"\n{response.text[:2000]}"
        )


@pytest.fixture(autouse=True, scope="session")
def every_exchange_is_checked() -> Iterator[None]:
    """Check what any synchronous client of a test exchanges with `/api/v1`."""
    send = httpx.Client.send

    def checked(self: httpx.Client, request: httpx.Request, **options: Any) -> httpx.Response:
        response = send(self, request, **options)
        if request.url.path.startswith("/api/v1/"):
            check_exchange(response)
        return response

    patch = pytest.MonkeyPatch()
    patch.setattr(httpx.Client, "send", checked)
    yield
    patch.undo()
