"""Runs a check, and repeats it if other clients may have caused its failures by changing the tenant meanwhile."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from oneprotect_conformance.clock import NO_TIME, LateError, StoppedError
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.curl import as_curl
from oneprotect_conformance.findings import Failure
from oneprotect_conformance.outcome import Outcome
from oneprotect_conformance.world import RESPONDS, Caller, World

Check = Callable[[World], None]
LAST_CONTACT = 3.0  # seconds to find out whether the server still responds and accepts the tokens
_ATTEMPTS = 4
_PAUSE = 500  # milliseconds between attempts at most, so that two runs do not stay in step
_COUNTING = frozenset({"summary", "ticket numbers"})  # checks that any new ticket disturbs
_PAGES = 20  # of audit records that are read to find those of other clients
_RESOLUTION = timedelta(seconds=1)  # of the Date header


def run_check(world: World, outcome: Outcome, name: str, check: Check, seconds: float) -> None:
    """Run a check within so many seconds; if a response keeps it from going on, that is a failure of its own.

    Another client, such as a second run, may create a ticket between two requests of a check that compares lists.
    Failures are final if the audit trail has no change by another client, or if they occur in every attempt.
    """
    world.check = name
    if seconds <= 0:
        outcome.cut[name] = NO_TIME
        return
    before = world.findings.saved(name)
    repeated: set[tuple[str, str]] | None = None
    began = _server_time(world.last)
    try:
        with world.clock.within(seconds):
            for attempt in range(_ATTEMPTS):
                began, world.last = _server_time(world.last), None
                _run_once(world, name, check)
                failed = world.findings.uncertain(name) - before.uncertain
                if not failed or not _others_are_active(world, began):
                    return
                repeated = failed if repeated is None else repeated & failed
                if not repeated or attempt == _ATTEMPTS - 1:
                    break
                world.findings.restore(name, before)
                time.sleep(secrets.randbelow(_PAUSE) / 1000)
    except LateError:
        outcome.cut[name] = f"it ran out of time after {world.findings.assertions_by(name):,} assertions"
        failed = world.findings.uncertain(name) - before.uncertain
        if not (failed or repeated) or not _others_were_active(world, began):
            return
        outcome.cut[name] += ", without confirming a failure that another client may have caused"
    if name in _COUNTING and repeated:
        repeated = None
        outcome.cut.setdefault(name, "another client changed the tenant in each of several attempts")
    world.findings.keep(name, before.uncertain | (repeated or set()))


def _run_once(world: World, name: str, check: Check) -> None:
    try:
        check(world)
    except httpx.TransportError as error:
        _no_response(world, name, error)
    except Exception as error:  # noqa: BLE001 - an unexpected response ends its check, never the run
        cause = f"the check could not go on: {type(error).__name__}: {error}"
        if world.last is not None:
            world.expect("A response has the form that the check needs to go on", False, world.last, seen=cause)
        else:
            world.findings.record(name, "all", Failure("all", RESPONDS, "", cause))


def _no_response(world: World, name: str, error: httpx.TransportError) -> None:
    """Record that a request got no response; raise StoppedError if the server no longer responds at all."""
    request = error.request
    label = world.contract.label(request)
    cause = f"{type(error).__name__}: {error}"
    failure = Failure(label, RESPONDS, as_curl(request, world.findings.secrets), cause, certain=True)
    world.findings.record(name, label, failure)
    try:
        with world.clock.within(LAST_CONTACT):
            world.anonymous.client.get(world.contract.root + "/openapi.json", timeout=LAST_CONTACT)
    except (httpx.TransportError, LateError):
        raise StoppedError(f"the server no longer responded after {world.clock.spent:.0f} s") from None


def _others_are_active(world: World, since: datetime) -> bool:
    """Whether an audit trail has a change since then that no request of this run has made.

    False if no caller may read the trail: without evidence, every failure counts.
    """
    listed = world.contract.by_id.get("list_audit_records")
    if listed is None or not {"occurred_from", "sort"} <= listed.query.keys():
        return False
    own = [caller for caller in (world.main, world.auditor) if caller is not None and caller.may(listed)]
    others = [world.second] if world.second is not None and world.second.may(listed) else []
    return any(_has_foreign_change(world, caller, listed, since) for caller in own[:1] + others)


def _has_foreign_change(world: World, caller: Caller, listed: Operation, since: datetime) -> bool:
    query: Json = {"limit": 100, "sort": "-occurred_at", "occurred_from": since.isoformat()}
    try:
        for _ in range(_PAGES):
            page = world.send(caller, "GET", listed.path, params=query).json()
            if any(_is_foreign(world, row) for row in page["items"]):
                return True
            if page["next_cursor"] is None:
                return False
            query["cursor"] = page["next_cursor"]
    except (httpx.HTTPError, ValueError, LookupError, TypeError, AttributeError):
        return False
    return False


def _is_foreign(world: World, record: Json) -> bool:
    """Whether an audit record is of a change by another client, not by a request of this run or the server itself."""
    by_server = record["actor"]["kind"] == "system"
    return record["outcome"] == "allowed" and not by_server and not world.has_sent(record["request_id"])


def _others_were_active(world: World, since: datetime) -> bool:
    """Whether others are active, asked after a check ran out of time."""
    try:
        with world.clock.within(LAST_CONTACT):
            return _others_are_active(world, since)
    except LateError:
        return False


def _server_time(response: httpx.Response | None) -> datetime:
    """Return a time of the server's clock, before the next request is sent, by its last response."""
    try:
        date = parsedate_to_datetime((response.headers if response is not None else {})["Date"])
        return date.replace(tzinfo=UTC) - _RESOLUTION
    except (KeyError, ValueError):
        return datetime.now(UTC) - _RESOLUTION
