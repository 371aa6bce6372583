"""Sending batches: what is repeated, divided and given up, against servers that misbehave."""

import asyncio
import json
import math
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from handlers.ingest.outage import Outage
from handlers.ingest.outcome import Summary
from handlers.ingest.pauses import with_pauses
from handlers.ingest.reading import Alert, Outcome, Rejected, SkippedRow
from handlers.ingest.running import send_alerts
from handlers.ingest.sending import Encoded, Sender, Sent, UnavailableServerError, UnusableServerError, encode

Json = dict[str, Any]
Answer = tuple[int, Json, dict[str, str]]


def problem(status: int, code: str, **headers: str) -> Answer:
    return status, {"status": status, "code": code, "detail": "Details."}, headers


def receipts(request: Json) -> Answer:
    return 200, {"results": [{"status": 201, "created": True} for _ in request["alerts"]]}, {}


@contextmanager
def serving(answer: Callable[[Json, str], Answer | None]) -> Iterator[str]:
    """A server that answers each batch and its token; None closes the connection without a response."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            answered = answer(body, self.headers["Authorization"].removeprefix("Bearer "))
            if answered is None:
                self.close_connection = True
                return
            status, document, headers = answered
            content = json.dumps(document).encode()
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/api/v1/"
        finally:
            server.shutdown()


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


def ingested(url: str, outcomes: Iterable[Outcome | None], *, retry_seconds: float = 1) -> tuple[Summary, list[int]]:
    summary, done = Summary(), [0]

    async def run() -> None:
        async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
            sender = Sender(client, "token", renew=lambda: None, report=lambda _: None, retry_seconds=retry_seconds)
            await send_alerts("eve.json", iter(outcomes), sender, summary, done=done.append)

    try:
        asyncio.run(run())
    except (UnavailableServerError, UnusableServerError):
        done.append(-1)
    return summary, done


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


def test_summary_counts_what_has_no_answer():
    answers = iter([True])
    with serving(lambda request, _: receipts(request) if next(answers, None) else None) as url:
        summary, done = ingested(url, [Alert(number, {"n": number}) for number in range(1, 1001)])
    assert (summary.created, summary.unanswered) == (500, 500)
    assert done[-1] == -1
    assert max(done) in {0, 499}  # either batch may have been the first to arrive
    assert summary.unknown == 500
    (note,) = summary.unsent_notes(is_followed=False)
    assert note.startswith("500 alerts were sent without an answer: run the same command again")


@pytest.mark.parametrize(
    ("answer", "is_unknown"),
    [
        (problem(401, "unauthenticated"), False),
        (problem(403, "forbidden"), False),
        (problem(503, "unavailable"), False),
        (problem(429, "rate-limited"), False),
        ((404, {}, {}), False),
        ((502, {}, {}), True),
        ((504, {}, {}), True),
        (None, True),
    ],
)
def test_alerts_are_unknown_only_if_the_server_may_have_them(answer: Answer | None, is_unknown: bool):
    with serving(lambda *_: answer) as url:
        summary, _ = ingested(url, [Alert(1, {"n": 1})], retry_seconds=0.2)
    assert (summary.unanswered, summary.unknown) == (1, int(is_unknown))
    (note,) = summary.unsent_notes(is_followed=False)
    assert note.startswith("1 alerts were sent without" if is_unknown else "1 alerts that were read were not sent: run")


def test_refused_connection_sends_nothing():
    with serving(lambda *_: None) as url:
        pass
    summary, _ = ingested(url, [Alert(1, {"n": 1})], retry_seconds=0.2)
    assert (summary.unanswered, summary.unknown) == (1, 0)


def test_later_answer_does_not_undo_a_lost_one():
    answers: Iterator[Answer | None] = iter([None, problem(401, "unauthenticated")])
    with serving(lambda *_: next(answers)) as url:
        summary, _ = ingested(url, [Alert(1, {"n": 1})], retry_seconds=10)
    assert (summary.unanswered, summary.unknown) == (1, 1)


def test_cancelled_request_is_unknown():
    received, may_answer, summary = threading.Event(), threading.Event(), Summary()

    def answer(request: Json, _: str) -> Answer:
        received.set()
        assert may_answer.wait(30)
        return receipts(request)

    async def run(url: str) -> None:
        async with httpx.AsyncClient(base_url=url, trust_env=False) as client:
            sender = Sender(client, "token", renew=lambda: None, report=lambda _: None)
            task = asyncio.ensure_future(send_alerts("eve.json", iter([Alert(1, {"n": 1})]), sender, summary))
            await asyncio.to_thread(received.wait, 30)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    with serving(answer) as url:
        asyncio.run(run(url))
        may_answer.set()
    assert (summary.unanswered, summary.unknown) == (1, 1)


def test_outage_is_reported_at_its_start_then_rarely_and_at_its_end(monkeypatch: pytest.MonkeyPatch):
    clock, reports = [0.0], list[str]()
    monkeypatch.setattr("handlers.ingest.outage.time.monotonic", lambda: clock[0])
    outage = Outage(reports.append)
    for second in range(3600):
        clock[0] = second
        outage.continues("the server does not respond", math.inf)
    assert reports[0] == "the server does not respond; trying again until it works"
    assert reports[1].startswith("the server does not respond, for 30 s now")
    assert len(reports) < 12
    outage.ends()
    outage.ends()
    assert reports[-1] == "the server is available again after 3599 s"
    assert sum("available again" in report for report in reports) == 1


def test_updates_and_closures_are_counted_as_reports():
    results = [
        {"status": 200, "created": False},
        {"status": 200, "created": False},
        {"status": 201, "created": True},
        {"status": 404, "code": "not-found", "detail": "No such alert."},
        {"status": 404, "code": "not-found", "detail": "No such alert."},
    ]
    activities = ["update", None, "close", "close", "update"]
    alerts = [
        Alert(number, {"n": number, **({"activity": activity} if activity else {})})
        for number, activity in enumerate(activities, start=1)
    ]
    with serving(lambda *_: (200, {"results": results}, {})) as url:
        summary, _ = ingested(url, alerts)
    assert str(summary) == ("1 created, 2 already present, 1 skipped (closed before it was reported 1), 1 rejected")
    assert "1 of those already present were updates or closures" in list(summary.notes())[-1]


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


def test_row_cannot_control_the_terminal():
    summary = Summary()
    summary.add_rejected("eve.json", Rejected(1, "/\x1b[2J", "wrong \x07"))
    summary.skipped["\x1b]0;owned\x07"] += 1
    assert list(summary.notes()) == [r"eve.json: row 1 rejected at /\x1b[2J: wrong \x07"]
    assert r"\x1b]0;owned\x07 1" in str(summary)


def test_twenty_rejected_rows_are_listed_and_the_others_counted():
    summary = Summary()
    for number in range(1, 26):
        summary.add_rejected("eve.json", Rejected(number, "/a", "wrong"))
    notes = list(summary.notes())
    assert notes[0] == "eve.json: row 1 rejected at /a: wrong"
    assert notes[19].startswith("eve.json: row 20 ")
    assert notes[20] == "5 more rows rejected; --rejects FILE lists all of them"
    assert str(summary) == "0 created, 0 already present, 0 skipped, 25 rejected"


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
