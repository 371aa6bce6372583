"""A whole run: the contract is fetched, the callers introduced, every check made, the server fuzzed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

import httpx

from oneprotect_conformance import fuzzing
from oneprotect_conformance.callers import (
    Tokens,
    UnusableServerError,
    contract_of,
    introduce,
    new_world,
    root_of,
    still_taken,
)
from oneprotect_conformance.checks import (
    access,
    cursors,
    filters,
    ids,
    isolation,
    keys,
    links,
    lists,
    order,
    patches,
    records,
    redaction,
    requests,
    retries,
    rows,
    search,
    sessions,
    states,
    summaries,
    trail,
    values,
    versions,
)
from oneprotect_conformance.checks.problems import broken_promises
from oneprotect_conformance.clock import Clock, LateError, StoppedError
from oneprotect_conformance.curl import as_curl
from oneprotect_conformance.findings import Failure, Findings
from oneprotect_conformance.outcome import Outcome, few
from oneprotect_conformance.world import World

Check = Callable[[World], None]
_SECOND, _AUDITOR = "no --second-tenant-token-file was given", "no --auditor-token-file was given"
# Each check with what is missing where it can hold nothing, if that is not a scope or something to be about.
CHECKS: Sequence[tuple[str, Check, str | None]] = (
    ("authentication", access.authentication, None),
    ("permission", access.permission, None),
    ("auditor", access.auditor, _AUDITOR),
    ("console sign-in", sessions.console, None),
    ("methods", requests.methods, None),
    ("media types and sizes", requests.media, None),
    ("bodies", requests.bodies, None),
    ("parameters", requests.parameters, None),
    ("order of the checks", order.order, None),
    ("ETags", versions.etags, None),
    ("preconditions", versions.preconditions, None),
    ("changes", versions.changes, None),
    ("each member", patches.each, None),
    ("conflicts", versions.conflicts, None),
    ("idempotency", retries.idempotency, None),
    ("scope of a key", keys.scope, None),
    ("idempotency at once", retries.at_once, None),
    ("idempotent by nature", retries.natural, None),
    ("what is made", records.made, None),
    ("what is stored", values.stored, None),
    ("what is absent", values.absent, None),
    ("what is kept", records.kept, None),
    ("what is deleted", records.deleted, None),
    ("links both ways", links.both_ways, None),
    ("transitions", states.transitions, None),
    ("resolutions", states.resolutions, None),
    ("closed tickets", states.closed, None),
    ("what leaves a ticket alone", states.untouched, None),
    ("audit", trail.audit, None),
    ("denials", trail.denied, None),
    ("timeline", trail.timeline, None),
    ("unknown records", isolation.unknown, None),
    ("second ids", ids.nested, None),
    ("ids in bodies", ids.named, None),
    ("another tenant", isolation.foreign, _SECOND),
    ("another tenant's targets", isolation.targets, _SECOND),
    ("paging", lists.paging, None),
    ("cursors", cursors.cursors, None),
    ("sorting", lists.sorting, None),
    ("filters", filters.filters, None),
    ("rows", rows.rows, None),
    ("search", search.search, None),
    ("summary", summaries.summary, None),
    ("numbers", summaries.numbers, None),
    ("hidden from auditors", redaction.hidden, _AUDITOR),
    ("originals", redaction.raw, _AUDITOR),
)
# Which operation makes what the name in a path stands for, and which list has some.
_KINDS = {
    "ticket_id": ("create_ticket", "list_tickets"),
    "alert_id": ("create_alert", "list_alerts"),
    "asset_id": ("create_asset", "list_assets"),
    "evidence_id": ("create_evidence", "list_evidence"),
    "link_id": ("create_link", "list_links"),
    "delivery_record_id": (None, "list_delivery_records"),
    "audit_record_id": (None, "list_audit_records"),
}


FUZZING = "fuzzing"
_RECORDS = 60  # of each kind that a full run makes
_HELLO = 30.0  # seconds for the first question, who the callers are
_GOODBYE = 3.0  # seconds for the last question whether a server is there, and knows us


def judge(
    url: str,
    tokens: Tokens,
    *,
    seed: int,
    advance: Callable[[str], None],
    clock: Clock,
    only: Sequence[str] = (),
    launcher: Sequence[str] = (),
) -> Outcome:
    """Hold a server to its contract; ``advance`` is told what comes next, ``only`` names checks to be made alone.

    ``clock`` says how long it may take; ``launcher`` goes before the command of schemathesis. Raises
    UnusableServerError where there is nothing to judge.
    """
    root, findings = root_of(url), Findings(tokens.by_name)
    world = new_world(contract_of(root, clock), findings, tokens, clock, _promises)
    world.launcher = launcher
    outcome = Outcome(root, [], seed, findings, clock.quick, not only)
    try:
        with clock.within(min(_HELLO, clock.for_fuzzing())):
            outcome.roles = introduce(world)
        advance("making things to be judged by")
        _furnish(world, outcome)
        chosen = [check for check in CHECKS if not only or check[0] in only]
        for number, (name, check, needed) in enumerate(chosen):
            advance(name)
            _make(world, outcome, name, check, clock.share(len(chosen) - number, len(chosen)))
            if findings.held_by(name):
                outcome.judged += 1
            elif name not in outcome.cut:
                outcome.left_out[name] = _lacking(tokens, needed, findings.left_out_by(name))
        if not only or FUZZING in only:
            advance(FUZZING)
            _fuzz(world, tokens, outcome, advance)
        _part(world, outcome)
    except StoppedError as stop:
        outcome.stopped = str(stop)
    except LateError:
        outcome.stopped = "the server did not answer in time"
    finally:
        world.close()
    if only and len(outcome.left_out) == len(only) and not findings.broken and outcome.stopped is None:
        reasons = (f"{name} cannot be judged: {reason}" for name, reason in outcome.left_out.items())
        raise UnusableServerError("; ".join(reasons))
    outcome.seconds = clock.spent
    return outcome


def _part(world: World, outcome: Outcome) -> None:
    """Ask whether the tokens were taken to the end."""
    try:
        with world.clock.within(_GOODBYE):
            outcome.stopped = outcome.stopped or still_taken(world)
    except LateError:
        outcome.cut["callers"] = "whether their tokens are still taken was not answered in time"


def _lacking(tokens: Tokens, needed: str | None, reasons: Collection[str]) -> str:
    """Say why a check held nothing: a token that was not given, what the check itself says, else what can be."""
    if (needed == _SECOND and not tokens.second) or (needed == _AUDITOR and not tokens.auditor):
        return needed
    return few(reasons) or "the token lacks a scope that it takes, or the tenant a record"


def _promises(world: World, response: httpx.Response) -> None:
    """Hold any answer below the contract's base to what all answers promise."""
    if world.contract.inner_path(response.request).startswith(world.contract.base + "/"):
        response.read()
        if not world.is_new(response.headers.get("X-Request-Id", "")):
            world.hold("each answer has an X-Request-Id of its own", False, response)
        for promise in broken_promises(world.contract, response):
            world.hold(promise, False, response)


def _furnish(world: World, outcome: Outcome) -> None:
    """Make some of each kind where the token may, else take what is there: enough for many requests that differ."""
    for name, (maker, lister) in _KINDS.items():
        part = partial(_furnish_one, name=name, maker=maker, lister=lister)
        _make(world, outcome, "making things", part, world.clock.share(len(CHECKS) + 1, len(CHECKS)))
    _make(world, outcome, "making things", _comment, world.clock.share(len(CHECKS) + 1, len(CHECKS)))


def _furnish_one(world: World, name: str, maker: str | None, lister: str) -> None:
    number = 2 if world.quick else _RECORDS
    make, look = world.contract.by_id.get(maker or ""), world.contract.by_id.get(lister)
    if make is not None and world.main.may(make) and world.path(make):
        for _ in range(number):
            world.ids.setdefault(name, []).append(world.made(make.id, world.body(make))["id"])
    elif look is not None and world.main.may(look) and world.path(look):
        rows = world.send(world.main, "GET", str(world.path(look)), params={"limit": number}).json()["items"]
        world.ids[name] = [row["id"] for row in rows]


def _comment(world: World) -> None:
    if world.ids.get("ticket_id") and world.may("create_comment"):
        for visibility in ("internal", "auditor_visible"):
            body = {"body": f"A comment that is {visibility}.", "visibility": visibility}
            world.made("create_comment", body, ticket_id=world.ids["ticket_id"][0])


def _make(world: World, outcome: Outcome, name: str, check: Check, seconds: float) -> None:
    """Make a check; one that cannot go on, because an answer was not what it had to be, is a failure of its own."""
    world.check = name
    world.last = None
    if seconds <= 0:
        outcome.cut[name] = "the time of a quick run was over before it"
        return
    try:
        with world.clock.within(seconds):
            check(world)
    except LateError:
        outcome.cut[name] = f"its time was over after {world.findings.held_by(name):,} promises"
    except httpx.TransportError as error:
        _unanswered(world, name, error)
    except Exception as error:  # noqa: BLE001 - no answer, however odd, ends the judgement of all others
        seen = f"the check could not go on: {type(error).__name__}: {error}"
        if world.last is not None:
            world.hold("an answer can be worked with", False, world.last, seen=seen)
        else:
            world.findings.hold(name, "all", Failure("all", "the server answers", "", seen))


def _unanswered(world: World, name: str, error: httpx.TransportError) -> None:
    """Note that a request was not answered; where nobody answers any more the run is over."""
    request = error.request
    label = world.contract.label(request)
    seen = f"{type(error).__name__}: {error}"
    world.findings.hold(
        name, label, Failure(label, "the server answers", as_curl(request, world.findings.secrets), seen)
    )
    try:
        with world.clock.within(_GOODBYE):
            world.nobody.client.get(world.contract.root + "/openapi.json", timeout=_GOODBYE)
    except (httpx.TransportError, LateError):
        raise StoppedError(f"the server answered no more after {world.clock.spent:.0f} s") from None


def _fuzz(world: World, tokens: Tokens, outcome: Outcome, advance: Callable[[str], None]) -> None:
    world.check = FUZZING
    try:
        cut = fuzzing.fuzz(world, (tokens.main, tokens.second), outcome.seed, outcome.counts, advance)
    except fuzzing.FuzzingError as error:
        outcome.left_out[FUZZING] = outcome.stopped = str(error)
        return
    outcome.judged += bool(outcome.counts.requests)
    if cut:
        outcome.cut[FUZZING] = cut
