"""The validation that every test applies to its HTTP exchanges rejects what the contract does not allow."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.exchanges import check_exchange

ME = {
    "tenant": {"id": "5f0c1d2e-3a4b-5c6d-8e7f-9a0b1c2d3e4f", "name": "demo"},
    "principal": {"id": "7b1d2c3e-4f5a-5b6c-9d8e-0f1a2b3c4d5e", "kind": "user", "display_name": "sensor"},
    "subject": "sensor",
    "roles": ["ingest"],
    "permissions": ["alerts:ingest"],
}
HEADERS = {"Cache-Control": "private, no-store", "X-Request-Id": ME["tenant"]["id"], "Content-Type": "application/json"}


def response(status: int = 200, drop: str = "", path: str = "/me", **members: Any) -> httpx.Response:
    headers = {name: value for name, value in HEADERS.items() if name != drop}
    request = httpx.Request("GET", f"http://127.0.0.1/api/v1{path}", headers={"Authorization": "Bearer x"})
    body = json.dumps({**ME, **members}).encode()
    return httpx.Response(status, headers=headers, content=body, request=request)


def test_valid_response_is_accepted():
    check_exchange(response())


@pytest.mark.parametrize(
    "invalid",
    [
        lambda: response(extra=1),
        lambda: response(subject=None),
        lambda: response(roles=["root"]),
        lambda: response(status=418),
        lambda: response(status=500),
        lambda: response(drop="X-Request-Id"),
        lambda: response(path="/nothing"),
    ],
)
def test_invalid_response_is_rejected(invalid: Callable[[], httpx.Response]):
    with pytest.raises((pytest.fail.Exception, AssertionError)):
        check_exchange(invalid())
