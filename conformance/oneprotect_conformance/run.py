"""A whole run: fetch the contract, identify the callers, run every check, fuzz the server."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

from oneprotect_conformance import fuzzing, preparation
from oneprotect_conformance.attempts import LAST_CONTACT, Check, run_check
from oneprotect_conformance.callers import (
    Tokens,
    UnusableServerError,
    fetch_contract,
    identify_callers,
    lost_access,
    new_world,
    server_address,
)
from oneprotect_conformance.checks import (
    access,
    batches,
    cursors,
    entries,
    filters,
    http,
    identity,
    ids,
    indicators,
    isolation,
    keys,
    limits,
    links,
    lists,
    order,
    origins,
    pages,
    patches,
    people,
    records,
    redaction,
    related,
    relations,
    reports,
    request_forms,
    requests,
    retries,
    rows,
    search,
    separation,
    sessions,
    states,
    strictness,
    summaries,
    terms,
    texts,
    times,
    trail,
    values,
    versions,
)
from oneprotect_conformance.clock import Clock, LateError, StoppedError
from oneprotect_conformance.findings import Findings
from oneprotect_conformance.outcome import Outcome, abridged
from oneprotect_conformance.world import World

_SECOND, _AUDITOR = "it needs --second-tenant-token-file", "it needs --auditor-token-file"
# Each check by its name in reports and for --only, with the option that it needs beyond --token-file.
CHECKS: Sequence[tuple[str, Check, str | None]] = (
    ("authentication", access.authentication, None),
    ("permission", access.permission, None),
    ("listed scopes", access.listed, None),
    ("auditor", access.auditor, _AUDITOR),
    ("console sign-in", sessions.console, None),
    ("methods", requests.methods, None),
    ("media types and sizes", requests.media, None),
    ("listed media types", http.media_types, None),
    ("upgrades", http.upgrades, None),
    ("forms of requests", request_forms.request_forms, None),
    ("unknown paths", request_forms.paths, None),
    ("forms of filters", request_forms.filter_forms, None),
    ("bodies", requests.bodies, None),
    ("parameters", requests.parameters, None),
    ("text", texts.text, None),
    ("variants", texts.variants, None),
    ("order of checks", order.order, None),
    ("ETags", versions.etags, None),
    ("preconditions", versions.preconditions, None),
    ("changes", versions.changes, None),
    ("member changes", patches.member_changes, None),
    ("null arrays", strictness.null_arrays, None),
    ("forms of values", strictness.forms, None),
    ("conflicts", versions.conflicts, None),
    ("idempotency", retries.idempotency, None),
    ("key scope", keys.scope, None),
    ("concurrent idempotency", retries.concurrent, None),
    ("natural idempotency", retries.natural, None),
    ("created records", records.created, None),
    ("stored values", values.stored, None),
    ("defaults", values.defaults, None),
    ("greatest values", limits.limits, None),
    ("tags", texts.tags, None),
    ("external URLs", texts.urls, None),
    ("equal values", texts.equal, None),
    ("equal records", identity.equal_records, None),
    ("lasting records", records.lasting, None),
    ("deleted records", records.deleted, None),
    ("people", people.people, None),
    ("tickets of alerts", origins.origins, None),
    ("ticket links", links.both_ways, None),
    ("relations", relations.relations, None),
    ("link labels", relations.labels, None),
    ("transitions", states.transitions, None),
    ("resolutions", states.resolutions, None),
    ("closed tickets", states.closed, None),
    ("unchanged tickets", states.unchanged, None),
    ("audit", trail.audit, None),
    ("denied mutations", trail.denied, None),
    ("timeline", trail.timeline, None),
    ("timeline entries", entries.entries, None),
    ("times", times.times, None),
    ("unknown records", isolation.unknown, None),
    ("nested ids", ids.nested, None),
    ("ids in bodies", ids.named, None),
    ("another tenant", isolation.foreign, _SECOND),
    ("another tenant's targets", isolation.targets, _SECOND),
    ("another tenant's queries", separation.queries, _SECOND),
    ("paging", lists.paging, None),
    ("pages", pages.pages, None),
    ("sort orders", pages.orders, None),
    ("cursors", cursors.cursors, None),
    ("sorting", lists.sorting, None),
    ("filters", filters.filters, None),
    ("rows", rows.rows, None),
    ("search", search.search, None),
    ("search terms", terms.terms, None),
    ("indicators", indicators.indicators, None),
    ("related alerts", related.related, None),
    ("summary", summaries.summary, None),
    ("ticket numbers", summaries.numbers, None),
    ("batches of alerts", batches.batches, None),
    ("reports of alerts", reports.reports, None),
    ("hidden from auditors", redaction.hidden, _AUDITOR),
    ("original documents", redaction.raw, _AUDITOR),
)
FUZZING = "fuzzing"
_CREATE = "creating records"
_FIRST_CONTACT = 30.0  # seconds to identify the callers


def check_server(
    url: str,
    tokens: Tokens,
    *,
    seed: int,
    advance: Callable[[str], None],
    clock: Clock,
    only: Sequence[str] = (),
) -> Outcome:
    """Check a server against its contract; ``advance`` is called with the name of each step.

    ``only`` limits the run to these checks, ``clock`` its time. Raises UnusableServerError if nothing can be checked.
    """
    root, findings = server_address(url), Findings(tokens.by_name)
    world = new_world(fetch_contract(root, clock), findings, tokens, clock, strictness.check_response)
    outcome = Outcome(root, [], seed, findings, clock.quick, not only)
    try:
        with clock.within(min(_FIRST_CONTACT, clock.for_fuzzing())):
            outcome.roles = identify_callers(world)
        advance(_CREATE)
        _create_records(world, outcome)
        chosen = [check for check in CHECKS if not only or check[0] in only]
        fuzzed = not only or FUZZING in only
        outcome.checks = [name for name, _, _ in chosen] + [FUZZING] * fuzzed
        _run_checks(world, outcome, chosen, tokens, advance)
        if fuzzed:
            advance(FUZZING)
            _fuzz(world, tokens, outcome, advance)
        _check_access(world, outcome)
    except StoppedError as stop:
        outcome.stopped = str(stop)
    except LateError:
        outcome.stopped = "the server did not respond in time"
    finally:
        outcome.judged |= {name for name in outcome.checks if findings.has_judged(name)}
        world.close()
    if only and len(outcome.skipped) == len(only) and not findings.violations and outcome.stopped is None:
        reasons = (f"the check {name!r} cannot run: {reason}" for name, reason in outcome.skipped.items())
        raise UnusableServerError("; ".join(reasons))
    outcome.seconds = clock.spent
    return outcome


def _run_checks(
    world: World,
    outcome: Outcome,
    chosen: Sequence[tuple[str, Check, str | None]],
    tokens: Tokens,
    advance: Callable[[str], None],
) -> None:
    """Run checks, and those again that had no time to judge anything, so that a quick run judges by each of them."""
    clock, findings = world.clock, world.findings
    for number, (name, check, _) in enumerate(chosen):
        advance(name)
        run_check(world, outcome, name, check, clock.share(len(chosen) - number, len(chosen)))
    late = [item for item in chosen if item[0] in outcome.cut and not findings.has_judged(item[0])]
    for number, (name, check, _) in enumerate(late):
        if seconds := clock.last_share(len(late) - number):
            del outcome.cut[name]
            run_check(world, outcome, name, check, seconds)
    for name, _, needed_option in chosen:
        if not findings.has_judged(name) and name not in outcome.cut:
            outcome.skipped[name] = _reason(tokens, needed_option, findings.skipped_by(name))


def _check_access(world: World, outcome: Outcome) -> None:
    """Note whether the tokens were accepted until the end."""
    try:
        with world.clock.within(LAST_CONTACT):
            outcome.stopped = outcome.stopped or lost_access(world)
    except LateError:
        outcome.cut["callers"] = "the server did not confirm in time that it still accepts the tokens"


def _reason(tokens: Tokens, needed_option: str | None, reasons: Collection[str]) -> str:
    """Return why a check checked nothing: a missing token, the reasons that it states itself, or the usual ones."""
    if (needed_option == _SECOND and not tokens.second) or (needed_option == _AUDITOR and not tokens.auditor):
        return needed_option
    return abridged(reasons) or "the token lacks a scope that it needs, or the tenant a record"


def _create_records(world: World, outcome: Outcome) -> None:
    """Create records of each kind if the token may, else use existing ones: enough for many distinct requests."""
    seconds = partial(world.clock.share, len(CHECKS) + 1, len(CHECKS))
    for step in preparation.STEPS:
        run_check(world, outcome, _CREATE, step, seconds())


def _fuzz(world: World, tokens: Tokens, outcome: Outcome, advance: Callable[[str], None]) -> None:
    world.check = FUZZING
    try:
        cut = fuzzing.fuzz(world, (tokens.main, tokens.second), outcome.seed, outcome.counts, advance)
    except fuzzing.FuzzingError as error:
        outcome.skipped[FUZZING] = outcome.stopped = str(error)
        return
    if outcome.counts.requests:
        outcome.judged.add(FUZZING)
    if cut:
        outcome.cut[FUZZING] = cut
