"""A whole run: the contract is fetched, the callers introduced, every check made, the server fuzzed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import httpx

from handlers.conformance import fuzzing
from handlers.conformance.checks import (
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
from handlers.conformance.checks.problems import broken_promises
from handlers.conformance.contract import Contract, Json
from handlers.conformance.findings import Failure, Findings
from handlers.conformance.world import Caller, World

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


class UnusableServerError(Exception):
    """There is nothing to judge: no server, no contract, or a token that it does not take. The message says which."""


@dataclass(frozen=True)
class Tokens:
    """The identities of a run: the one that is judged, and who must not see what it sees."""

    main: str = field(repr=False)
    second: str | None = field(default=None, repr=False)
    auditor: str | None = field(default=None, repr=False)


@dataclass
class Outcome:
    """What a run has found."""

    server: str
    roles: list[str]
    seed: int
    seconds: float
    findings: Findings
    counts: fuzzing.Counts
    left_out: dict[str, str]
    whole: bool


def judge(
    url: str, tokens: Tokens, *, quick: bool, seed: int, advance: Callable[[str], None], only: Sequence[str] = ()
) -> Outcome:
    """Hold a server to its contract; ``advance`` is told what comes next, ``only`` names checks to be made alone.

    Raises UnusableServerError where there is nothing to judge.
    """
    began = time.monotonic()
    root = url.rstrip("/").removesuffix("/openapi.json").removesuffix("/api/v1")
    document = _document(root)
    findings = Findings()
    with httpx.Client() as nobody:
        world = World(
            Contract.of(root, document), findings, _caller("TOKEN", tokens.main), Caller("", nobody), quick=quick
        )
        nobody.event_hooks = {"response": [lambda answer: _promises(world, answer)]}
        roles = _introduce(world, tokens)
        advance("making things to be judged by")
        _furnish(world)
        left_out = {}
        for name, check, needed in CHECKS:
            if not only or name in only:
                advance(name)
                _make(world, name, check)
                if not findings.held_by(name):
                    left_out[name] = needed or "the token lacks a scope that it takes, or the tenant a record"
        counts = fuzzing.Counts()
        if not only or FUZZING in only:
            advance(FUZZING)
            counts = _fuzz(world, tokens, seed, advance)
        _introduce(world, tokens)
    if only and len(left_out) == len(only):
        raise UnusableServerError("; ".join(f"{name} cannot be judged: {reason}" for name, reason in left_out.items()))
    return Outcome(root, roles, seed, time.monotonic() - began, findings, counts, left_out, not only)


def _document(root: str) -> Json:
    if not root.startswith(("http://", "https://")):
        raise UnusableServerError(f"{root} is no address of a server: write it as http://host:port")
    try:
        response = httpx.get(f"{root}/openapi.json", timeout=30, follow_redirects=True)
        document = response.json() if response.is_success else None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise UnusableServerError(
            f"{root} did not answer ({type(error).__name__}): does the server run there?"
        ) from None
    except ValueError:
        document = None
    if not isinstance(document, dict) or not isinstance(document.get("paths"), dict):
        raise UnusableServerError(f"{root}/openapi.json is no contract: is {root} the address of the server itself?")
    if "/me" not in document["paths"] or "schemas" not in document.get("components", {}):
        raise UnusableServerError(f"{root}/openapi.json is the contract of another product: it has no GET /me")
    return document


def _caller(name: str, token: str) -> Caller:
    return Caller(name, httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=60))


def _introduce(world: World, tokens: Tokens) -> list[str]:
    """Ask who each caller is, before and after; give the roles of the main one."""
    world.check = "callers"
    if tokens.second and world.second is None:
        world.second = _caller("SECOND_TOKEN", tokens.second)
    if tokens.auditor and world.auditor is None:
        world.auditor = _caller("AUDITOR_TOKEN", tokens.auditor)
    who: dict[str, Json] = {}
    for caller in (world.main, world.second, world.auditor):
        if caller is not None:
            caller.client.event_hooks = {"response": [lambda answer: _promises(world, answer)]}
            who[caller.name] = _who(world, caller)
            caller.permissions = frozenset(who[caller.name]["permissions"])
    tenant = who["TOKEN"]["tenant"]
    if tokens.second and who["SECOND_TOKEN"]["tenant"] == tenant:
        raise UnusableServerError("the second tenant's token is of the same tenant; make one of another tenant")
    if tokens.auditor and who["AUDITOR_TOKEN"]["tenant"] != tenant:
        raise UnusableServerError("the auditor's token is of another tenant; make one of the same tenant")
    if tokens.auditor and who["AUDITOR_TOKEN"]["roles"] != ["auditor"]:
        roles = ", ".join(who["AUDITOR_TOKEN"]["roles"])
        raise UnusableServerError(f"the auditor's token has the role {roles}; make one of the role auditor")
    return list(who["TOKEN"]["roles"])


def _who(world: World, caller: Caller) -> Json:
    answer = world.send(caller, "GET", "/me")
    if answer.status_code == 200:
        return dict(answer.json())
    option = {"TOKEN": "--token-file", "SECOND_TOKEN": "--second-tenant-token-file"}
    said = answer.json().get("detail", "") if "json" in answer.headers.get("Content-Type", "") else answer.text[:200]
    raise UnusableServerError(
        f"the token of {option.get(caller.name, '--auditor-token-file')} is not taken, so that nothing can be said: "
        f"GET /me is {answer.status_code}. {said}"
    )


def _promises(world: World, response: httpx.Response) -> None:
    """Hold any answer below the contract's base to what all answers promise."""
    if world.contract.inner_path(response.request).startswith(world.contract.base + "/"):
        response.read()
        if not world.is_new(response.headers.get("X-Request-Id", "")):
            world.hold("each answer has an X-Request-Id of its own", False, response)
        for promise in broken_promises(world.contract, response):
            world.hold(promise, False, response)


def _furnish(world: World) -> None:
    """Make some of each kind where the token may, else take what is there: enough for many requests that differ."""
    world.check = "making things"
    number = 2 if world.quick else _RECORDS
    for name, (maker, lister) in _KINDS.items():
        make, look = world.contract.by_id.get(maker or ""), world.contract.by_id.get(lister)
        if make is not None and world.main.may(make) and world.path(make):
            world.ids[name] = [world.made(make.id, world.body(make))["id"] for _ in range(number)]
        elif look is not None and world.main.may(look) and world.path(look):
            rows = world.send(world.main, "GET", str(world.path(look)), params={"limit": number}).json()["items"]
            world.ids[name] = [row["id"] for row in rows]
    if world.ids.get("ticket_id") and world.may("create_comment"):
        for visibility in ("internal", "auditor_visible"):
            body = {"body": f"A comment that is {visibility}.", "visibility": visibility}
            world.made("create_comment", body, ticket_id=world.ids["ticket_id"][0])


def _make(world: World, name: str, check: Check) -> None:
    """Make a check; one that cannot go on, because an answer was not what it had to be, is a failure of its own."""
    world.check = name
    world.last = None
    try:
        check(world)
    except (httpx.HTTPError, LookupError, TypeError, ValueError, AttributeError) as error:
        seen = f"the check could not go on: {type(error).__name__}: {error}"
        if world.last is not None:
            world.hold("an answer can be worked with", False, world.last, seen=seen)
        else:
            world.findings.hold(name, "all", Failure("all", "the server answers", "", seen))


def _fuzz(world: World, tokens: Tokens, seed: int, advance: Callable[[str], None]) -> fuzzing.Counts:
    try:
        return fuzzing.fuzz(world, (tokens.main, tokens.second), seed, advance)
    except RuntimeError as error:
        world.findings.hold(FUZZING, "all", Failure("all", "the server can be fuzzed", "", str(error)))
        return fuzzing.Counts()
