"""Related records of an alert: those that share an asset or the rule with it, with what they share."""

from __future__ import annotations

from uuid import uuid4

import httpx

from oneprotect_conformance.checks import alerts
from oneprotect_conformance.checks.lists import walk
from oneprotect_conformance.checks.spellings import has_rules
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.world import Caller, World

_COPIED = ("title", "severity", "status", "created_at")


def related(world: World) -> None:
    """Report alerts that share the rule, an asset, both or nothing with one alert, and read what is related to it."""
    create, listed = world.contract.by_id.get(alerts.BATCH), world.contract.by_id.get("list_related")
    if not has_rules(world) or create is None or listed is None or not world.may(create.id, listed.id, "get_alert"):
        return
    word = uuid4().hex[:10]
    bodies = _bodies(world, word)
    results = alerts.receipts(alerts.report(world, create, *bodies.values()))
    ids = {name: str(result.get("id")) for name, result in zip(bodies, results, strict=False)}
    subject = bodies["subject"]
    host, service = subject["assets"]
    rule = {"type": "rule", "value": subject["rule_id"]}
    expected = {ids["both"]: [rule, host, service], ids["asset"]: [host], ids["rule"]: [rule]}
    if world.may("create_ticket_from_alert"):
        world.create("create_ticket_from_alert", {}, alert_id=ids["subject"])
        expected[world.create("create_ticket_from_alert", {}, alert_id=ids["asset"])["id"]] = [host]
    if world.may("create_asset", "create_ticket", "create_link"):
        asset = world.create("create_asset", {"type": "hostname", "value": host["value"].upper()})["id"]
        ticket = str(world.new_ticket()["id"])
        world.create("create_link", {"target_type": "asset", "target": {"id": asset}}, ticket_id=ticket)
        expected[ticket] = [host]
    _report_elsewhere(world, create, subject)
    path = f"/alerts/{ids['subject']}/related"
    _check_rows(world, path, expected)
    _check_auditor(world, listed, path, subject, expected)


def _bodies(world: World, word: str) -> dict[str, Json]:
    """Return alerts by what they share with the first one; the last three share nothing."""
    host = {"type": "hostname", "value": f"Rel-{word}.Example.com"}
    service = {"type": "service", "value": f"Relation-{word}"}
    spelled = {**host, "value": f"rel-{word}.EXAMPLE.com."}
    rule, example = f"rule-{word}", alerts.new_alert(world)

    def alert(rule_id: str | None, *assets: Json, **members: str) -> Json:
        return {**alerts.new_alert(world), "rule_id": rule_id, "assets": list(assets), **members}

    return {
        "subject": alert(rule, host, service),
        "both": alert(rule, service, spelled),
        "asset": alert(None, spelled),
        "rule": alert(rule),
        "rule of another source": alert(rule, source=f"{example['source']}-other"),
        "other values": alert(f"{rule}-2", {**host, "value": f"{host['value']}.example"}, {**service, "type": "user"}),
        "other case": alert(rule.upper(), {**service, "value": service["value"].lower()}),
    }


def _report_elsewhere(world: World, create: Operation, subject: Json) -> None:
    """Report an alert with the same rule and assets in another tenant."""
    if world.second is not None and world.second.may(create):
        body = {"alerts": [{**alerts.new_alert(world), **{name: subject[name] for name in ("rule_id", "assets")}}]}
        world.send(world.second, create.method, create.path, json=body)


def _check_rows(world: World, path: str, expected: dict[str, list[Json]]) -> None:
    rows = list(walk(world, world.main, path, {"limit": 100}))
    response = world.last
    if response is None:
        return
    ids = [str(row["id"]) for row in rows]
    missing, wrong = [key for key in expected if key not in ids], [key for key in ids if key not in expected]
    failure = f"expected {len(expected)} records; missing: {missing}, unrelated: {wrong}"
    promise = "The related records of an alert are those that share an asset or its rule, and no others"
    world.expect(promise, not missing and not wrong, response, failure)
    for row in rows:
        shared = expected.get(row["id"], row["shared"])
        failure = f"expected {shared} for {row['id']}, got {row['shared']}"
        promise = "A related record states what it shares, as the alert spells it"
        world.expect(promise, row["shared"] == shared, response, failure)
        _check_row(world, row)
    times = [row["created_at"] for row in rows]
    world.expect("Related records are listed newest first", times == sorted(times, reverse=True), response)
    paged = [row["id"] for row in walk(world, world.main, path, {"limit": 2})]
    failure = f"expected {ids} in pages of two, got {paged}"
    world.expect("Paging returns every related record once, in the same order", paged == ids, response, failure)


def _check_row(world: World, row: Json) -> None:
    if not world.may(f"get_{row['type']}"):
        return
    record = world.send(world.main, "GET", f"/{row['type']}s/{row['id']}")
    document = record.json() if record.status_code == 200 else {}
    different = [name for name in (*_COPIED, "number") if row[name] != document.get(name)]
    failure = f"the related record {row['id']} differs in {', '.join(different)}"
    world.expect("A related record has the values of the alert or ticket", not different, record, failure)


def _check_auditor(world: World, listed: Operation, path: str, subject: Json, expected: dict[str, list[Json]]) -> None:
    """An auditor gets the records that share something visible, and nothing about the others."""
    auditor = world.auditor
    if auditor is None or not auditor.may(listed):
        return
    visible = _visible(world, auditor, path.removesuffix("/related"), subject)
    rows = {row["id"]: row["shared"] for row in walk(world, auditor, path, {"limit": 100})}
    response = world.last
    if response is None:
        return
    wanted = {key: kept for key, shared in expected.items() if (kept := [item for item in shared if item in visible])}
    failure = f"expected {wanted} by {visible}, got {rows}"
    promise = "An auditor's related records are those that share what the auditor sees, and state nothing else"
    world.expect(promise, rows == wanted, response, failure)
    host = str(subject["assets"][0]["value"])
    hidden = host.lower() not in response.text.lower()
    world.expect("An auditor sees no redacted value in related records", hidden, response)


def _visible(world: World, auditor: Caller, path: str, subject: Json) -> list[Json]:
    """Return rule and assets of an alert that an auditor reads as they were sent."""
    response: httpx.Response = world.send(auditor, "GET", path)
    document = response.json()
    assets = [asset for asset in subject["assets"] if asset in document.get("assets", ())]
    if document.get("rule_id") == subject["rule_id"]:
        return [{"type": "rule", "value": subject["rule_id"]}, *assets]
    return assets
