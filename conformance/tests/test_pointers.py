"""Pointers of validation errors resolve in the body that was sent, or name a member that is missing there."""

import json

import httpx
import pytest
from oneprotect_conformance.checks.pointers import unresolved

BODY = {"title": "x", "tags": ["a", "b"], "a/b~c": {"": None}}


def answer(content: bytes) -> httpx.Response:
    return httpx.Response(422, request=httpx.Request("POST", "http://127.0.0.1/", content=content))


@pytest.mark.parametrize(
    "pointer", ["", "/title", "/missing", "/tags", "/tags/1", "/a~1b~0c", "/a~1b~0c/", "/a~1b~0c/x"]
)
def test_pointer_into_the_body_resolves(pointer: str):
    assert unresolved(answer(json.dumps(BODY).encode()), {"errors": [{"pointer": pointer}]}) == []


@pytest.mark.parametrize(
    "pointer", ["title", "/body/title", "/tags/2", "/tags/01", "/tags/-", "/title/x", "/missing/x", "/a/b~c/x"]
)
def test_pointer_elsewhere_is_reported(pointer: str):
    assert unresolved(answer(json.dumps(BODY).encode()), {"errors": [{"pointer": pointer}]}) == [pointer]


@pytest.mark.parametrize("content", [b"{", b"\xff", b"[" * 100_000])
def test_unreadable_body_has_no_unresolved_pointer(content: bytes):
    assert unresolved(answer(content), {"errors": [{"pointer": "/x/y"}]}) == []


@pytest.mark.parametrize("errors", [None, "x", [1], [{}], [{"pointer": 1}]])
def test_malformed_errors_have_no_pointer(errors: object):
    assert unresolved(answer(b"{}"), {"errors": errors}) == []
