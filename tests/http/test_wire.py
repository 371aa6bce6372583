"""HTTP as clients really send it, over raw sockets: upgrades to HTTP/2, split and pipelined requests, trailers."""

import json

import httpx
import pytest

from tests.http.wire import Wire, connect, head

UPGRADE = ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAARAAAAA"]


@pytest.fixture
def bearer(product, tenant: str) -> str:
    return f"Authorization: Bearer {product.token('analyst', tenant)}"


def create(title: str, *headers: str, path: str = "/api/v1/tickets") -> tuple[bytes, bytes]:
    body = json.dumps({"title": title}).encode()
    return head("POST", path, "Content-Type: application/json", f"Content-Length: {len(body)}", *headers), body


def titles(wire: Wire, count: int) -> list[str]:
    """The titles in the answers, each of which must be 201."""
    answers = [wire.answer() for _ in range(count)]
    assert [answer.status for answer in answers] == [201] * count
    return [json.loads(answer.body)["title"] for answer in answers]


@pytest.mark.parametrize("parts", ["whole", "head and body", "every byte of the body"])
def test_request_that_offers_http2_keeps_its_body(product, analyst: httpx.Client, bearer: str, parts: str):
    begin, body = create("offered", bearer, *UPGRADE)
    packets = {
        "whole": [begin + body],
        "head and body": [begin, body],
        "every byte of the body": [begin, *(bytes([byte]) for byte in body)],
    }
    with connect(product.url) as wire:
        wire.send(*packets[parts])
        assert titles(wire, 1) == ["offered"]
        wire.send(b"".join(create("next", bearer)))
        assert titles(wire, 1) == ["next"]
    assert {ticket["title"] for ticket in analyst.get("/tickets").json()["items"]} == {"offered", "next"}


def test_body_of_a_request_that_offers_http2_is_not_the_next_request(product, analyst: httpx.Client, bearer: str):
    begin, inner = create("inner", bearer)
    smuggled = begin + inner
    outer = head("POST", "/api/v1/tickets", bearer, *UPGRADE, f"Content-Length: {len(smuggled)}")
    with connect(product.url) as wire:
        wire.send(outer + smuggled)
        assert wire.answer().status == 415
    assert analyst.get("/tickets").json()["items"] == []


def test_optional_body_of_a_request_that_offers_http2_is_used(product, ingest: httpx.Client, bearer: str):
    alert = {"source": "s", "source_alert_id": "1", "title": "x", "severity": "low"}
    alert_id = ingest.post("/alerts", json={**alert, "detected_at": "2026-01-01T00:00:00Z"}).json()["id"]
    begin, body = create("chosen by the caller", bearer, *UPGRADE, path=f"/api/v1/alerts/{alert_id}/ticket")
    with connect(product.url) as wire:
        wire.send(begin, body)
        assert titles(wire, 1) == ["chosen by the caller"]


def test_requests_can_be_sent_ahead_of_their_answers(product, bearer: str):
    names = [f"pipelined {number}" for number in range(5)]
    with connect(product.url) as wire:
        wire.send(b"".join(b"".join(create(name, bearer)) for name in names))
        assert titles(wire, 5) == names


def test_chunked_body_with_extensions_is_read(product, bearer: str):
    begin = head("POST", "/api/v1/tickets", bearer, "Content-Type: application/json", "Transfer-Encoding: chunked")
    with connect(product.url) as wire:
        wire.send(begin, b'8;name="value"\r\n{"title"\r\n', b'7\r\n:"parts\r\n2\r\n"}\r\n', b"0\r\n\r\n")
        assert titles(wire, 1) == ["parts"]


def test_trailer_is_not_a_header(product, bearer: str):
    """A token that arrives after the body does not authenticate it (RFC 9110 §6.5.1)."""
    begin = head("POST", "/api/v1/tickets", "Content-Type: application/json", "Transfer-Encoding: chunked")
    with connect(product.url) as wire:
        wire.send(begin + b'e\r\n{"title": "x"}\r\n0\r\n' + bearer.encode() + b"\r\n\r\n")
        assert wire.answer().status == 401


def test_malformed_chunk_is_400(product, bearer: str):
    begin = head("POST", "/api/v1/tickets", bearer, "Content-Type: application/json", "Transfer-Encoding: chunked")
    with connect(product.url) as wire:
        wire.send(begin, b'zz\r\n{"title": "x"}\r\n0\r\n\r\n')
        answer = wire.answer()
        assert (answer.status, json.loads(answer.body)["code"]) == (400, "malformed-json")
        assert wire.is_closed()


def test_client_that_waits_for_100_continue_is_answered(product, bearer: str):
    begin, body = create("expected", bearer, "Expect: 100-continue")
    with connect(product.url) as wire:
        wire.send(begin)
        assert wire.connection.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        wire.send(body)
        assert titles(wire, 1) == ["expected"]


def test_http_1_0_is_answered_and_closed(product):
    with connect(product.url) as wire:
        wire.send(head("GET", "/healthz", host=None, version="1.0"))
        assert wire.answer().status == 200
        assert wire.is_closed()


def test_other_protocols_are_not_offered(product):
    """A connection stays with HTTP/1.1: no switch to WebSocket, HTTP/2 or a tunnel."""
    websocket = ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: eA=="]
    with connect(product.url) as wire:
        wire.send(head("GET", "/healthz", *websocket))
        assert wire.answer().status == 200
    for start in (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", head("CONNECT", "127.0.0.1:80")):
        with connect(product.url) as wire:
            wire.send(start)
            assert not wire.connection.recv(100).startswith(b"HTTP/1.1 2")


@pytest.mark.parametrize(
    "request_head",
    [
        head("POST", "/api/v1/tickets", "Content-Length: 2", "Content-Length: 3"),
        head("POST", "/api/v1/tickets", "Content-Length: 2, 3"),
        head("POST", "/api/v1/tickets", "Content-Length: +2"),
        head("POST", "/api/v1/tickets", "Transfer-Encoding: identity"),
        head("GET", "/healthz", "Folded: a", " b"),
        head("GET", "/healthz", "Space : a"),
        head("GET", "/healthz", "Nul: a\0b"),
        head("GET", "/heal thz"),
        head("GET", "/healthz", host=None),
        head("GET", "/healthz", host=""),
        head("GET", "/healthz", "Host: other.example"),
    ],
    ids=repr,
)
def test_ambiguous_request_is_400(product, request_head: bytes):
    with connect(product.url) as wire:
        wire.send(request_head)
        assert wire.answer().status == 400


def test_transfer_encoding_overrides_content_length_and_closes(product, bearer: str):
    """A client that reads only one of the two headers must not find a second request in the body (RFC 9112 §6.1)."""
    framing = ["Content-Length: 4", "Transfer-Encoding: chunked"]
    begin = head("POST", "/api/v1/tickets", bearer, "Content-Type: application/json", *framing)
    with connect(product.url) as wire:
        wire.send(begin + b'e\r\n{"title": "x"}\r\n0\r\n\r\n' + b"".join(create("second", bearer)))
        assert titles(wire, 1) == ["x"]
        assert wire.is_closed()
