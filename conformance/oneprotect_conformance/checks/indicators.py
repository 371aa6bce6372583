"""Indicators: the filters and searches by value find every spelling of it, and no other value."""

from __future__ import annotations

from collections.abc import Sequence

import httpx

from oneprotect_conformance.checks import alerts
from oneprotect_conformance.checks.spellings import Case, cases, has_rules
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import Caller, World

_QUICK_TICKETS = 3  # cases whose tickets a quick run tests


def indicators(world: World) -> None:
    """Report alerts with each value in two spellings and with a value that resembles it, and select them by value."""
    create, listed = world.contract.by_id.get(alerts.BATCH), world.contract.by_id.get("list_alerts")
    if not has_rules(world) or create is None or listed is None or not world.may(create.id, listed.id):
        return
    made = cases(quick=world.quick)
    ids = _report(world, create, made)
    for number, case in enumerate(made):
        if len(ids) == len(made):
            same, other = set(ids[number][:2]), ids[number][2]
            _check_alerts(world, case, same, other)
            _check_auditor(world, listed, case, same)
    if world.may("create_ticket_from_alert", "list_tickets"):
        for case, own in list(zip(made, ids, strict=False))[: _QUICK_TICKETS if world.quick else None]:
            tickets = [{_new_ticket(world, alert)} for alert in (own[0], own[2])]
            check_filter(world, "/tickets", case, same=tickets[0], others=tickets[1])
            _check_patterns(world, "/tickets", case, same=tickets[0], others=tickets[1])


def _report(world: World, create: Operation, made: Sequence[Case]) -> list[list[str]]:
    """Report three alerts for each case: two with the same value, one with the other; return the ids by case."""
    sent = [case.asset(value) for case in made for value in (case.spellings[0], case.spellings[-1], case.other)]
    bodies = [{**alerts.new_alert(world), "rule_id": None, "assets": [asset]} for asset in sent]
    response = alerts.report(world, create, *bodies)
    results = alerts.receipts(response)
    created = [str(result["id"]) for result in results if result.get("status") == 201]
    failure = f"expected {len(bodies)} created alerts, got {len(created)}"
    world.expect("Every spelling of a value is accepted", len(created) == len(bodies), response, failure)
    if len(created) < len(bodies):
        return []
    return [created[start : start + 3] for start in range(0, len(created), 3)]


def _new_ticket(world: World, alert: str) -> str:
    return str(world.create("create_ticket_from_alert", {}, alert_id=alert)["id"])


def queries(world: World, case: Case) -> Sequence[str]:
    """Return the spellings to search for: one in a quick run, which differs from the first that is stored."""
    return case.spellings[1:2] or case.spellings if world.quick else case.spellings


def _check_alerts(world: World, case: Case, same: set[str], other: str) -> None:
    for response in check_filter(world, "/alerts", case, same=same, others={other}):
        stored = (case.spellings[0], case.spellings[-1])
        expected = [[case.asset(value)] for value in stored]
        rows = [row["assets"] for row in response.json()["items"] if row["id"] in same]
        failure = f"expected the assets {expected}, got {rows}"
        shown = all(assets in expected for assets in rows)
        world.expect("A value is returned as it was sent", shown, response, failure)
    _check_patterns(world, "/alerts", case, same=same, others={other})
    check_search(world, "/alerts", case, same)


def _check_patterns(world: World, path: str, case: Case, *, same: set[str], others: set[str]) -> None:
    for pattern in case.patterns:
        response = _select(world, world.main, path, {"asset": pattern})
        promise = "A prefix and a network in the filter `asset` select the values that they contain"
        _check_ids(world, promise, response, same, others=others, what=f"{case.name}, {pattern!r}")


def check_filter(world: World, path: str, case: Case, *, same: set[str], others: set[str]) -> list[httpx.Response]:
    """Filter a list by spellings of one value, and return the responses."""
    name = "value" if path == "/assets" else "asset"
    values = queries(world, case)
    responses = [_select(world, world.main, path, {name: value}) for value in values]
    for value, response in zip(values, responses, strict=True):
        promise = f"The filter `{name}` selects a value in every spelling, and no other value"
        _check_ids(world, promise, response, same, others=others, what=f"{case.name}, {value!r}")
    return responses


def check_search(world: World, path: str, case: Case, same: set[str]) -> None:
    """Search for spellings of a value; words with spaces are two."""
    for value in queries(world, case):
        if " " not in value:
            response = _select(world, world.main, path, {"q": value})
            promise = "A search for a spelling of a value finds the records with this value"
            _check_ids(world, promise, response, same, others=set(), what=f"{case.name}, {value!r}")


def _check_auditor(world: World, listed: Operation, case: Case, same: set[str]) -> None:
    auditor = world.auditor
    if auditor is None or not auditor.may(listed) or not case.is_hidden:
        return
    for value in (*case.patterns, *queries(world, case)):
        for name in ("asset", "q"):
            response = _select(world, auditor, "/alerts", {name: value})
            promise = "An auditor's filter or search matches no record by any spelling of a hidden value"
            _check_ids(world, promise, response, set(), others=same, what=f"{case.name}, {value!r}")


def _select(world: World, caller: Caller, path: str, query: Json) -> httpx.Response:
    return world.send(caller, "GET", path, params={**query, "limit": 100})


def _check_ids(
    world: World, promise: str, response: httpx.Response, expected: set[str], *, others: set[str], what: str
) -> None:
    ids = {row["id"] for row in response.json().get("items", ())}
    missing, wrong = sorted(expected - ids), sorted(others & ids)
    failure = f"{what}: expected {len(expected)} records; missing: {missing}, wrong: {wrong}"
    world.expect(promise, not missing and not wrong, response, failure)
