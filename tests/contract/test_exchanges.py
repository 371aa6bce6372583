"""That the judge of exchanges can say no."""

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


def answer(status: int = 200, drop: str = "", path: str = "/me", **members: Any) -> httpx.Response:
    headers = {name: value for name, value in HEADERS.items() if name != drop}
    request = httpx.Request("GET", f"http://127.0.0.1/api/v1{path}", headers={"Authorization": "Bearer x"})
    body = json.dumps({**ME, **members}).encode()
    return httpx.Response(status, headers=headers, content=body, request=request)


def test_a_true_answer_is_passed():
    check_exchange(answer())


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda: answer(extra=1),
        lambda: answer(subject=None),
        lambda: answer(roles=["root"]),
        lambda: answer(status=418),
        lambda: answer(status=500),
        lambda: answer(drop="X-Request-Id"),
        lambda: answer(path="/nothing"),
    ],
)
def test_a_false_answer_is_not(spoilt: Callable[[], httpx.Response]):
    with pytest.raises((pytest.fail.Exception, AssertionError)):
        check_exchange(spoilt())
