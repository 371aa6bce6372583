"""Sending batches: what is repeated, divided and given up, against servers that misbehave."""

import asyncio
import json
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from handlers.ingest.outcome import Summary
from handlers.ingest.pauses import with_pauses
from handlers.ingest.reading import Alert, Outcome, Rejected, SkippedRow
from handlers.ingest.running import send_alerts
from handlers.ingest.sending import Encoded, Sender, Sent, UnavailableServerError, UnusableServerError, encode
from tests.ingest.servers import Answer, Json, ingested, problem, receipts, serving


def encoded(number: int, **members: Any) -> Encoded:
    alert = encode(Alert(number, {"title": f"alert {number}", **members}))
    assert isinstance(alert, Encoded)
    return alert


def send(
    url: str, batch: list[Encoded], *, tokens: list[str] | None = None, retry_seconds: float = 30
) -> tuple[list[Sent], list[str]]:
    reports: list[str] = []
    left = iter(tokens or [])

    async def run() -> list[Sent]:
        async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
            sender = Sender(
                client,
                "first",
                renew=lambda: next(left, None),
                report=reports.append,
                retry_seconds=retry_seconds,
            )
            return await sender.send(batch)

    return asyncio.run(run()), reports


@pytest.mark.parametrize(
    "failure",
    [
        None,
        problem(429, "rate-limited", Retry_After="0"),
        problem(503, "unavailable", Retry_After="soon"),
        (502, {}, {}),
        problem(500, "internal"),
    ],
)
def test_batch_is_repeated_until_the_server_accepts_it(failure: Answer | None):
    attempts = iter([failure, failure])
    with serving(lambda request, _: next(attempts, receipts(request))) as url:
        sent, reports = send(url, [encoded(1), encoded(2)])
    assert [(result.number, result.created, result.retried) for result in sent] == [(1, True, True), (2, True, True)]
    assert len(reports) == 2
    assert "trying again for up to" in reports[0]


def test_server_that_stays_unavailable_is_given_up():
    with (
        serving(lambda *_: problem(503, "unavailable")) as url,
        pytest.raises(UnavailableServerError, match=r"503 unavailable: Details.; gave up after 1 s. Check --url"),
    ):
        send(url, [encoded(1)], retry_seconds=1)


def test_server_that_cannot_be_reached_is_given_up():
    with serving(lambda *_: None) as url:
        pass
    with pytest.raises(UnavailableServerError, match="does not respond"):
        send(url, [encoded(1)], retry_seconds=1)


def test_unusable_address_is_not_retried():
    with pytest.raises(UnusableServerError, match=r"ftp://127.0.0.1/ cannot be used: .* Check --url"):
        send("ftp://127.0.0.1/", [encoded(1)])


@pytest.mark.parametrize(
    "answer",
    [
        (200, {}, {}),
        (200, {"results": []}, {}),
        (404, {}, {}),
        (405, {}, {}),
        (301, {}, {"Location": "https://example.com"}),
        (400, {}, {}),
    ],
)
def test_server_of_another_kind_is_named(answer: Answer):
    with (
        serving(lambda *_: answer) as url,
        pytest.raises(UnusableServerError, match=r"is not the alert batch of a OneProtect server \(HTTP \d+\)"),
    ):
        send(url, [encoded(1)])


def test_expired_token_is_renewed_once():
    def answer(request: Json, token: str) -> Answer:
        return receipts(request) if token == "second" else problem(401, "unauthenticated")

    with serving(answer) as url:
        sent, _ = send(url, [encoded(1)], tokens=["second"])
        assert sent[0].created
        with pytest.raises(UnusableServerError, match="accepts no alerts with this token"):
            send(url, [encoded(1)], tokens=["third", "second"])
        with pytest.raises(UnusableServerError, match="401 unauthenticated"):
            send(url, [encoded(1)])


def test_refused_batch_is_divided_until_one_alert_remains():
    sizes = []

    def answer(request: Json, _: str) -> Answer:
        sizes.append(len(request["alerts"]))
        bad = any(alert.get("is_bad") for alert in request["alerts"])
        return problem(413, "payload-too-large") if bad else receipts(request)

    batch = [encoded(number, is_bad=number == 5) for number in range(1, 9)]
    with serving(answer) as url:
        sent, _ = send(url, batch)
    assert [result.number for result in sent if result.created] == [1, 2, 3, 4, 6, 7, 8]
    (rejected,) = [result.rejected for result in sent if result.rejected]
    assert rejected == Rejected(5, "", "413 payload-too-large: Details.")
    assert sizes == [8, 4, 4, 2, 1, 1, 2]


def test_rejected_item_has_the_pointer_of_its_row():
    errors = [{"pointer": "/raw/note", "detail": "Text must not contain NUL."}]
    result = {"status": 422, "code": "validation", "detail": "The body has 1 validation error.", "errors": errors}
    with serving(lambda *_: (200, {"results": [result]}, {})) as url:
        (sent,), _ = send(url, [encoded(7)])
    assert sent.rejected == Rejected(7, "/note", "422 validation: /raw/note Text must not contain NUL.")


def test_lone_surrogate_is_rejected_before_it_is_sent():
    assert encode(Alert(3, {"title": "\ud800"})) == Rejected(3, "", "contains a lone surrogate, which is not text")


def test_batches_are_limited_by_count_and_bytes():
    sizes: list[tuple[int, int]] = []

    def answer(request: Json, _: str) -> Answer:
        sizes.append((len(request["alerts"]), len(json.dumps(request))))
        return receipts(request)

    small: list[Outcome] = [Alert(number, {"n": number}) for number in range(1, 1202)]
    large: list[Outcome] = [Alert(1202 + number, {"text": "x" * 900_000}) for number in range(10)]
    with serving(answer) as url:
        summary, done = ingested(url, [*small, SkippedRow(0, "flow"), *large])
    assert summary.created == 1211
    assert max(count for count, _ in sizes) == 500
    assert max(size for _, size in sizes) <= 4 * 1024 * 1024
    assert sum(count for count, _ in sizes) == 1211
    assert done[-1] == 1211


def test_rows_before_an_error_in_the_input_are_sent():
    def rows() -> Iterator[Outcome]:
        yield Alert(1, {"n": 1})
        raise EOFError("cut off")

    async def run(url: str) -> None:
        async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
            sender = Sender(client, "token", renew=lambda: None, report=lambda _: None)
            await send_alerts("eve.json.gz", rows(), sender, summary)

    summary = Summary()
    with serving(lambda request, _: receipts(request)) as url, pytest.raises(EOFError, match="cut off"):
        asyncio.run(run(url))
    assert summary.created == 1


def test_pipe_that_pauses_does_not_hold_back_alerts():
    received = threading.Event()

    def rows() -> Iterator[Outcome]:
        yield Alert(1, {"n": 1})
        assert received.wait(10)
        yield Alert(2, {"n": 2})

    def answer(request: Json, _: str) -> Answer:
        received.set()
        return receipts(request)

    with serving(answer) as url:
        summary, _ = ingested(url, with_pauses(rows()))
    assert summary.created == 2
