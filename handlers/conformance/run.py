"""A whole run: the contract is fetched, the callers introduced, every check made, the server fuzzed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from handlers.conformance import fuzzing
from handlers.conformance.checks import (
    access,
    filters,
    isolation,
    lists,
    records,
    redaction,
    requests,
    retries,
    versions,
)
from handlers.conformance.checks.problems import broken_promises
from handlers.conformance.contract import Contract, Json
from handlers.conformance.findings import Failure, Findings
from handlers.conformance.world import Caller, World

Check = Callable[[World], None]
CHECKS: Sequence[tuple[str, Check]] = (
    ("authentication", access.authentication),
    ("permission", access.permission),
    ("auditor", access.auditor),
    ("methods", requests.methods),
    ("media types and sizes", requests.media),
    ("bodies", requests.bodies),
    ("parameters", requests.parameters),
    ("ETags", versions.etags),
    ("preconditions", versions.preconditions),
    ("changes", versions.changes),
    ("conflicts", versions.conflicts),
    ("idempotency", retries.idempotency),
    ("idempotency at once", retries.at_once),
    ("idempotent by nature", retries.natural),
    ("what is made", records.made),
    ("what is deleted", records.deleted),
    ("transitions", records.transitions),
    ("resolutions", records.resolutions),
    ("audit", records.audit),
    ("unknown records", isolation.unknown),
    ("another tenant", isolation.foreign),
    ("another tenant's targets", isolation.targets),
    ("paging", lists.paging),
    ("cursors", lists.cursors),
    ("sorting", lists.sorting),
    ("filters", filters.filters),
    ("search", lists.search),
    ("hidden from auditors", redaction.hidden),
    ("originals", redaction.raw),
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
        for name, check in CHECKS:
            if not only or name in only:
                advance(name)
                _make(world, name, check)
        counts = fuzzing.Counts()
        if not only or FUZZING in only:
            advance(FUZZING)
            counts = _fuzz(world, tokens, seed, advance)
    return Outcome(root, roles, seed, time.monotonic() - began, findings, counts)


def _document(root: str) -> Json:
    try:
        response = httpx.get(f"{root}/openapi.json", timeout=30, follow_redirects=True)
        response.raise_for_status()
        document = response.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise UnusableServerError(
            f"{root}/openapi.json gives no contract: {error}; is the URL that of a server?"
        ) from None
    if not isinstance(document, dict) or "paths" not in document:
        raise UnusableServerError(f"{root}/openapi.json is no OpenAPI document")
    return document


def _caller(name: str, token: str) -> Caller:
    return Caller(name, httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=60))


def _introduce(world: World, tokens: Tokens) -> list[str]:
    """Ask who each caller is; give the roles of the main one."""
    world.check = "callers"
    if tokens.second:
        world.second = _caller("SECOND_TOKEN", tokens.second)
    if tokens.auditor:
        world.auditor = _caller("AUDITOR_TOKEN", tokens.auditor)
    who: dict[str, Json] = {}
    for caller in (world.main, world.second, world.auditor):
        if caller is None:
            continue
        caller.client.event_hooks = {"response": [lambda answer: _promises(world, answer)]}
        answer = world.send(caller, "GET", "/me")
        if answer.status_code != 200:
            said = answer.text[:300]
            raise UnusableServerError(
                f"the token for ${caller.name} is not taken: GET /me is {answer.status_code} {said}"
            )
        who[caller.name] = answer.json()
        caller.permissions = frozenset(who[caller.name]["permissions"])
    tenant = who["TOKEN"]["tenant"]
    if tokens.second and who["SECOND_TOKEN"]["tenant"] == tenant:
        raise UnusableServerError("the second tenant's token is of the same tenant; make one of another tenant")
    if tokens.auditor and who["AUDITOR_TOKEN"]["tenant"] != tenant:
        raise UnusableServerError("the auditor's token is of another tenant; make one of the same tenant")
    return list(who["TOKEN"]["roles"])


def _promises(world: World, response: httpx.Response) -> None:
    """Hold any answer below the contract's base to what all answers promise."""
    if world.contract.inner_path(response.request).startswith(world.contract.base + "/"):
        response.read()
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


def as_json(outcome: Outcome) -> dict[str, Any]:
    """Give the figures of a run."""
    return {
        "server": outcome.server,
        "roles": outcome.roles,
        "seed": outcome.seed,
        "seconds": round(outcome.seconds, 1),
        "promises": outcome.findings.held,
        "failures": len(outcome.findings.failures),
        "requests": outcome.counts.requests.total(),
    }
