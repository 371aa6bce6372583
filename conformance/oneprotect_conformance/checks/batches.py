"""Batches of alerts: each item is handled as create_alert handles it, in order, and an invalid one affects no other."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import httpx

from oneprotect_conformance.checks import alerts
from oneprotect_conformance.checks.invalid_bodies import invalid_members
from oneprotect_conformance.checks.problems import is_problem
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.specimens import LEFT_OUT, full, long_text
from oneprotect_conformance.world import World

_NOT_ALERTS: tuple[Any, ...] = (17, None, [], "a text", {})
# Members of a problem that differ between two requests with the same flaw.
_VOLATILE = frozenset({"request_id", "audit_id"})
# Members of an alert that differ between two alerts with the same content.
_OWN = frozenset({"id", "source_alert_id", "created_at", "updated_at"}) | alerts.COUNTED


def batches(world: World) -> None:
    """Each item has a result of its own, as create_alert returns it, and an invalid item affects no other."""
    batch, single = (world.contract.by_id.get(name) for name in (alerts.BATCH, "create_alert"))
    if batch is None or single is None:
        return
    if not world.main.may(batch) or not world.main.may(single):
        world.skip(batch, f"the token lacks {batch.scope}")
        return
    _check_results(world, batch, single)
    _check_content(world, batch, single)
    _check_problems(world, batch, single)
    _check_malformed_item(world, batch, single)
    _check_limits(world, batch)
    _check_replay(world, batch)


def _check_results(world: World, batch: Operation, single: Operation) -> None:
    """Send new alerts, one item that is not an alert, and repeats; then report the same alerts alone."""
    first, second = alerts.new_alert(world), alerts.new_alert(world)
    items = [first, _NOT_ALERTS[0], second, first, {**second, "title": "Another title"}]
    response = alerts.report(world, batch, *items)
    world.expect("A batch with an invalid item is answered 200", response.status_code == 200, response)
    if not response.is_success:
        return
    results = alerts.receipts(response)
    complete = len(results) == len(items)
    failure = f"expected {len(items)} results, got {len(results)}"
    world.expect("A batch has one result for each item", complete, response, seen=failure)
    if not complete:
        return
    statuses, expected = [result.get("status") for result in results], [201, 422, 201, 200, 200]
    failure = f"expected the statuses {expected}, got {statuses}"
    world.expect("The results of a batch are in the order of its items", statuses == expected, response, seen=failure)
    ids = [result.get("id") for result in results]
    identified = ids[0] == ids[3] != ids[2] == ids[4]
    world.expect("An item that repeats an alert has the id of that alert", identified, response)
    created = [result.get("created") for result in results if result.get("status") != 422]
    world.expect("created states whether an item created its alert", created == [True, True, False, False], response)
    matching = [result.get("content_matches") for result in results[3:]]
    promise = "content_matches states whether an item that repeats an alert has the same body"
    world.expect(promise, matching == [True, False], response)
    _check_trail(world, response, {str(ids[0]), str(ids[2])})
    before = alerts.read_alert(world, str(ids[0]))
    for body, alert_id in ((first, ids[0]), (second, ids[2])):
        alone = alerts.report(world, single, body)
        same = alone.status_code == 200 and alone.json().get("id") == alert_id
        world.expect("An alert that a batch created is answered 200 with the same id", same, alone)
    alerts.check_counted(world, before, str(ids[0]), 1)


def _check_trail(world: World, response: httpx.Response, created: set[str]) -> None:
    if not world.may("list_audit_records"):
        return
    page, targets = alerts.recorded_targets(world, response)
    failure = f"expected records of {sorted(created)}, got records of {sorted(targets)}"
    promise = "Each alert that a batch creates has one audit record, and no other item has one"
    world.expect(promise, sorted(targets) == sorted(created), page, seen=failure)
    named = all(row["operation_id"] == alerts.BATCH for row in page.json()["items"])
    world.expect("The audit records of a batch name its operation", named, page)


def _check_content(world: World, batch: Operation, single: Operation) -> None:
    """Store one body by both operations, with every member that it can have."""
    body = full(world.contract, single.body or {}, long_text, {"activity": "create"})
    if not world.may("get_alert") or body is LEFT_OUT:
        return
    stored = []
    for operation in (single, batch):
        receipt = alerts.receipts(alerts.report(world, operation, {**body, "source_alert_id": uuid4().hex}))[0]
        stored.append(world.send(world.main, "GET", f"/alerts/{receipt.get('id')}"))
        world.expect("A full alert is created", receipt.get("status") == 201, stored[-1])
    documents = [
        {name: value for name, value in read.json().items() if read.is_success and name not in _OWN} for read in stored
    ]
    different = sorted(
        name
        for name in documents[0].keys() | documents[1].keys()
        if documents[0].get(name, world) != documents[1].get(name, world)
    )
    failure = f"expected the alert that create_alert creates; different: {', '.join(different)}"
    world.expect("A batch stores an alert as create_alert does", not different, stored[1], seen=failure)


def _check_problems(world: World, batch: Operation, single: Operation) -> None:
    """Send each kind of invalid item in one batch, next to a valid one, and then alone."""
    valid = alerts.new_alert(world)
    invalid: list[Any] = list(_NOT_ALERTS)
    for _, values in invalid_members(world.contract, single.body or {}, valid, only_limits=world.quick):
        changed = {**valid, "source_alert_id": uuid4().hex, **values}
        invalid.append({name: value for name, value in changed.items() if value is not LEFT_OUT})
    response = alerts.report(world, batch, *invalid, valid)
    if not response.is_success:
        return
    results = alerts.receipts(response)
    unaffected = results[-1].get("status") == 201
    world.expect("An invalid item of a batch affects no other item", unaffected, response)
    request_id = response.headers.get("X-Request-Id")
    for item, problem in zip(invalid, results, strict=False):
        alone = world.send(
            world.main,
            single.method,
            single.path,
            content=json.dumps(item),
            headers={"Content-Type": "application/json"},
        )
        same = _comparable(problem) == _comparable(alone.json())
        failure = f"expected {alone.text[:500]}, got {json.dumps(problem)[:500]}, for {json.dumps(item)[:500]}"
        world.expect("The problem of an item is the one that create_alert returns", same, response, seen=failure)
        named = problem.get("request_id") == request_id
        world.expect("The problem of an item has the request_id of its batch", named, response)


def _check_malformed_item(world: World, batch: Operation, single: Operation) -> None:
    """Send an item with duplicate members, which is JSON, between two valid ones, and then alone."""
    valid, malformed = json.dumps(alerts.new_alert(world)), '{"title": 1, "title": 2}'
    headers, content = {"Content-Type": "application/json"}, f'{{"alerts": [{valid}, {malformed}, {valid}]}}'
    response = world.send(world.main, batch.method, batch.path, content=content, headers=headers)
    statuses = [result.get("status") for result in alerts.receipts(response)]
    promise, failure = "A malformed item of a batch affects no other item", f"expected [201, 400, 200], got {statuses}"
    world.expect(promise, statuses == [201, 400, 200], response, seen=failure)
    if len(statuses) == 3:
        alone = world.send(world.main, single.method, single.path, content=malformed, headers=headers)
        same = _comparable(alerts.receipts(response)[1]) == _comparable(alone.json())
        world.expect("The problem of an item is the one that create_alert returns", same, response)


def _comparable(problem: Json) -> Json:
    return {name: value for name, value in problem.items() if name not in _VOLATILE}


def _check_limits(world: World, batch: Operation) -> None:
    """A batch may have as many items and bytes as the contract states, and not more."""
    schema = world.contract.resolve((batch.body or {}).get("properties", {}).get("alerts", {}))
    most, body = schema.get("maxItems", 500), alerts.new_alert(world)
    largest = alerts.report(world, batch, *([body] * most))
    accepted = largest.status_code == 200 and len(alerts.receipts(largest)) == most
    world.expect("A batch with the greatest number of items is accepted", accepted, largest)
    for number in (0, most + 1):
        response = alerts.report(world, batch, *([body] * number))
        refused = is_problem(response, 422, "validation")
        promise = "A batch with no item or with too many is answered 422 validation"
        world.expect(promise, refused, response, seen=f"the batch has {number} items")
    content = json.dumps({"alerts": [body]}).encode().ljust(batch.max_body_bytes)
    headers = {"Content-Type": "application/json"}
    response = world.send(world.main, batch.method, batch.path, content=content, headers=headers)
    world.expect("A batch of the greatest size is accepted", response.status_code == 200, response)


def _check_replay(world: World, batch: Operation) -> None:
    """A batch that is sent again with its Idempotency-Key is not counted again."""
    body, key = alerts.new_alert(world), str(uuid4())
    response = alerts.report(world, batch, body, body, key=key)
    receipt = alerts.receipts(response)[0]
    if response.is_success and "id" in receipt:
        before = alerts.read_alert(world, str(receipt["id"]))
        alerts.report(world, batch, body, body, key=key)
        alerts.check_counted(world, before, str(receipt["id"]), 0)
