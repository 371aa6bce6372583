"""Invalid requests: the contract's problems, in the documented order of checks, and never a 500."""

import json
import socket
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest

JSON = {"Content-Type": "application/json"}


def deep(levels: int) -> bytes:
    return b'{"title":' + b"[" * levels + b"]" * levels + b"}"


BODIES = [
    (b"{", 400, "malformed-json"),
    (b"", 400, "malformed-json"),
    (b'{"title": NaN}', 400, "malformed-json"),
    (b'{"title": 1e999}', 400, "malformed-json"),
    (b'{"title": -Infinity}', 400, "malformed-json"),
    (b'{"title": "a", "title": "b"}', 400, "malformed-json"),
    (b'{"title": "\xff"}', 400, "malformed-json"),
    ('{"title": "x"}'.encode("utf-16"), 400, "malformed-json"),
    (b'\xef\xbb\xbf{"title": "x"}', 400, "malformed-json"),
    (b'{"title": ' + b"9" * 5000 + b"}", 400, "malformed-json"),
    (deep(64), 400, "malformed-json"),
    (deep(100_000), 400, "malformed-json"),
    (deep(63), 422, "validation"),
    (b'{"title": "a\\u0000b"}', 422, "validation"),
    (b'{"title": "\\ud800"}', 422, "validation"),
    (b'{"ti\\u0000tle": "x"}', 422, "validation"),
    (b"[]", 422, "validation"),
    (b"null", 422, "validation"),
    (b'{"title": ""}', 422, "validation"),
    (b'{"title": "x", "surplus": 1}', 422, "validation"),
    (b'{"title": "x", "tags": ["a", "\\n"]}', 422, "validation"),
    (b'{"title": 5}', 422, "validation"),
    (json.dumps({"title": "x" * 161}).encode(), 422, "validation"),
    (json.dumps({"title": "x", "description": "x" * (2 << 20)}).encode(), 413, "payload-too-large"),
]


@pytest.mark.parametrize(("body", "status", "code"), BODIES)
def test_invalid_body_is_rejected(analyst: httpx.Client, body: bytes, status: int, code: str):
    answer = analyst.post("/tickets", content=body, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
    assert analyst.get("/tickets").json()["items"] == []


def test_body_without_a_content_length_is_limited_too(analyst: httpx.Client):
    def chunks() -> Iterator[bytes]:
        for _ in range(64):
            yield b" " * 65_536

    answer = analyst.post("/tickets", content=chunks(), headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "payload-too-large")


def test_raw_is_limited_to_256_kib(ingest: httpx.Client):
    body = {
        "source": "s",
        "source_alert_id": "1",
        "title": "x",
        "severity": "low",
        "detected_at": "2026-01-01T00:00:00Z",
        "raw": "ü" * (128 * 1024 - 1),
    }
    assert ingest.post("/alerts", json=body).status_code == 201
    answer = ingest.post("/alerts", json={**body, "source_alert_id": "2", "raw": "ü" * (128 * 1024)})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/raw")


def test_oversized_document_is_rejected_before_the_source_is_checked(product, tenant: str):
    headers = {"Authorization": f"Bearer {product.token('ingest', tenant, sources=['elsewhere'])}"}
    body = {
        "source": "s",
        "source_alert_id": "1",
        "title": "x",
        "severity": "low",
        "detected_at": "2026-01-01T00:00:00Z",
    }
    url = f"{product.url}/api/v1/alerts"
    assert httpx.post(url, json=body, headers=headers).status_code == 403
    answer = httpx.post(url, json={**body, "raw": "x" * (256 * 1024)}, headers=headers)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/raw")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("unknown=1", "unknown-parameter"),
        ("limit=1&limit=2", "invalid-parameter"),
        ("limit=0", "invalid-parameter"),
        ("limit=101", "invalid-parameter"),
        ("limit=1.0", "invalid-parameter"),
        ("limit=", "invalid-parameter"),
        ("status=open", "invalid-parameter"),
        ("sort=title", "invalid-parameter"),
        ("assignee_id=me", "invalid-parameter"),
        ("created_from=yesterday", "invalid-parameter"),
        ("created_from=1700000000", "invalid-parameter"),
        ("q=%00", "invalid-parameter"),
        ("q=%ff", "invalid-parameter"),
        ("cursor=AAAA", "invalid-cursor"),
        ("cursor=%2B", "invalid-parameter"),
    ],
)
def test_invalid_parameter_is_rejected(analyst: httpx.Client, query: str, code: str):
    answer = analyst.get(f"/tickets?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, code)


@pytest.mark.parametrize(
    "ticket_id", ["1", "019A5F3E-7C1B-7D20-9B1A-3F6F0C2D4E55", "urn:uuid:019a5f3e-7c1b-7d20-9b1a-3f6f0c2d4e55", "%00"]
)
def test_invalid_id_is_400(analyst: httpx.Client, ticket_id: str):
    assert analyst.get(f"/tickets/{ticket_id}").json()["code"] == "invalid-parameter"


@pytest.mark.parametrize("tag", ["3", 'W/"1"', "*", '"1", "2"', '""', "'1'"])
def test_if_match_must_be_one_strong_tag(analyst: httpx.Client, tag: str):
    ticket = analyst.post("/tickets", json={"title": "x"}).json()
    answer = analyst.patch(f"/tickets/{ticket['id']}", json={}, headers={"If-Match": tag})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid-parameter")


def test_if_none_match_returns_304(analyst: httpx.Client):
    path = f"/tickets/{analyst.post('/tickets', json={'title': 'x'}).json()['id']}"
    for held in ('"1"', 'W/"1"', '"0", "1"', "*"):
        answer = analyst.get(path, headers={"If-None-Match": held})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", '"1"')
    assert analyst.get(path, headers={"If-None-Match": '"2"'}).status_code == 200


def test_checks_run_in_the_documented_order(product, tenant: str):
    """401, then scope, media type, parameters, JSON, schema, precondition, existence."""
    path = f"/tickets/{uuid4()}"
    bad: dict[str, Any] = {"content": b"{", "headers": {"Content-Type": "text/plain", "If-Match": "x"}}
    with product.client("ingest", tenant) as ingest, product.client("analyst", tenant) as analyst:
        assert httpx.patch(f"{product.url}/api/v1{path}?x=1", **bad).status_code == 401
        denied = ingest.patch(f"{path}?x=1", **bad)
        assert (denied.status_code, bool(denied.json()["audit_id"])) == (403, True)
        assert analyst.patch(f"{path}?x=1", **bad).status_code == 415
        assert analyst.patch(f"{path}?x=1", content=b"{", headers=JSON).json()["code"] == "unknown-parameter"
        assert analyst.patch(path, content=b"{", headers=JSON).json()["code"] == "malformed-json"
        assert analyst.patch(path, json={"x": 1}).json()["code"] == "validation"
        assert analyst.patch(path, json={}).json()["code"] == "precondition-required"
        assert analyst.patch(path, json={}, headers={"If-Match": '"1"'}).json()["code"] == "not-found"


@pytest.mark.parametrize(
    "authorization", [None, "", "Bearer", "Bearer x", "Basic eDp5", "Bearer eyJhbGciOiJub25lIn0.e30."]
)
def test_missing_or_invalid_token_is_401(product, authorization: str | None):
    headers = {} if authorization is None else {"Authorization": authorization}
    answer = httpx.get(f"{product.url}/api/v1/me", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_role_auditor_cannot_be_combined(product, tenant: str):
    with product.client("auditor", tenant) as auditor, product.client(["auditor", "analyst"], tenant) as both:
        assert auditor.get("/me").json()["roles"] == ["auditor"]
        assert auditor.get("/tickets").status_code == 200
        assert auditor.post("/tickets", json={"title": "x"}).status_code == 403
        assert both.get("/me").status_code == 401


def test_scopes_of_two_roles_are_united(product, tenant: str):
    with product.client(["ingest", "analyst"], tenant) as client:
        permissions = client.get("/me").json()["permissions"]
        assert permissions == sorted(permissions)
        assert {"alerts:ingest", "tickets:write"} <= set(permissions)


def test_long_member_names_and_long_lists_of_errors_are_cut(analyst: httpx.Client):
    for name in ("z" * 10_000, "\udfff" * 300):
        content = json.dumps({"title": "a", name: 1}).encode()
        answer = analyst.post("/tickets", content=content, headers={"Content-Type": "application/json"})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == ""
    many = analyst.post("/tickets", json={"title": "a", **{f"m{number}": 1 for number in range(100)}})
    assert "100 validation errors" in many.json()["detail"]
    assert len(many.json()["errors"]) == 50


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1e-999", "9" * 4001])
def test_number_that_cannot_be_stored_is_rejected(ingest: httpx.Client, number: str):
    body = f'{{"source": "s", "source_alert_id": "1", "title": "t", "severity": "low", "raw": {number}, '
    content = (body + '"detected_at": "2026-01-01T00:00:00Z"}').encode()
    answer = ingest.post("/alerts", content=content, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed-json")
    assert "sys." not in answer.json()["detail"]


def test_large_integers_and_many_members_are_stored_exactly(ingest: httpx.Client, analyst: httpx.Client):
    raw = {"big": 10**40 + 1, "zeros": [0] * 100_001, "zero": 0.0, "small": 1e-300}
    body = {"source": "s", "source_alert_id": "1", "title": "t", "severity": "low", "raw": raw}
    created = ingest.post("/alerts", json={**body, "detected_at": "2026-01-01T00:00:00Z"})
    assert created.status_code == 201, created.text
    assert analyst.get(f"/alerts/{created.json()['id']}").json()["raw"] == raw


def test_problem_says_what_is_expected(analyst: httpx.Client):
    ticket = analyst.post("/tickets", json={"title": "x"}).json()
    answer = analyst.patch(f"/tickets/{ticket['id']}", json={"title": "y"}, headers={"If-Match": "1"})
    assert "including its quotes" in answer.json()["detail"]
    link = analyst.post(f"/tickets/{ticket['id']}/links", json={})
    assert link.json()["errors"][0]["pointer"] == "/target_type"


def test_body_that_does_not_arrive_is_503(strict, tenant: str):
    address = strict.url.removeprefix("http://").split(":")
    token = strict.token("analyst", tenant)
    head = f"POST /api/v1/tickets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Length: 300\r\n\r\n{{"
    with socket.create_connection((address[0], int(address[1])), timeout=60) as connection:
        connection.sendall(head.encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 503")


def test_rate_limits_are_per_principal(product, strict, tenant: str):
    with strict.client("analyst", tenant, "ann") as ann, strict.client("analyst", tenant, "ben") as ben:
        assert [ann.get("/me").status_code for _ in range(3)] == [200, 429, 429]
        assert ben.get("/me").status_code == 200
    with product.client("analyst", tenant, "ann") as unlimited:
        assert unlimited.get("/me").status_code == 200
