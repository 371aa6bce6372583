"""What the summary of an ingest says: counts, rejected rows, outages and alerts without an answer."""

import asyncio
import math
import threading
from collections.abc import Iterator

import httpx
import pytest

from handlers.ingest.outage import Outage
from handlers.ingest.outcome import Summary
from handlers.ingest.reading import Alert, Rejected
from handlers.ingest.running import send_alerts
from handlers.ingest.sending import Sender
from tests.ingest.servers import Answer, Json, ingested, problem, receipts, serving


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
    assert "1 of those already present: updates or closures" in list(summary.notes())[-1]


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
