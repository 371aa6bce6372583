"""Batches of alerts: each item is validated, authorized, stored, counted and audited on its own."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest

from tests.http.batches import ASSETS, Json, alert, post, records, send

LIMIT = 4_194_304
INVALID: list[tuple[Any, str]] = [
    (17, ""),
    (None, ""),
    ([], ""),
    ({}, "/source"),
    (alert(severity="worse"), "/severity"),
    (alert(title="A\x00B"), "/title"),
    (alert(raw={"a": ["\x00"]}), "/raw/a/0"),
    (alert(raw={"text": "x" * 262_144}), "/raw"),
    (alert(unknown=1), "/unknown"),
    (alert(activity="reopen"), "/activity"),
    (alert(assets=[{"type": "ip_address", "value": "192.0.2.7", "role": "bystander"}]), "/assets/0/role"),
]


@pytest.fixture
def limited(product, tenant: str) -> Iterator[httpx.Client]:
    """A token that may report alerts of Suricata only."""
    headers = {"Authorization": f"Bearer {product.token('ingest', tenant, sources=['suricata'])}"}
    with httpx.Client(base_url=product.url + "/api/v1", headers=headers, trust_env=False) as client:
        yield client


def test_items_are_created_and_repeats_are_counted(ingest, analyst):
    first, second = alert(), alert()
    created = send(ingest, first, second)
    assert [(result["status"], result["created"]) for result in created] == [(201, True), (201, True)]
    repeated = send(ingest, second, alert(), {**first, "title": "Another title"}, second)
    assert [result["status"] for result in repeated] == [200, 201, 200, 200]
    assert [result["content_matches"] for result in repeated] == [True, True, False, True]
    shown = analyst.get(f"/alerts/{created[1]['id']}")
    assert (shown.json()["seen_count"], shown.json()["version"], shown.headers["ETag"]) == (3, 1, '"1"')
    assert shown.json()["last_seen_at"] > shown.json()["created_at"] == shown.json()["updated_at"]
    assert analyst.get(f"/alerts/{created[0]['id']}").json()["title"] == first["title"]


def test_first_of_several_items_with_one_identity_creates_the_alert(ingest, analyst):
    firsts = [alert() for _ in range(100)]
    repeats = [{**first, "title": f"Repeat {number}"} for number in range(4) for first in firsts]
    results = send(ingest, *firsts, *repeats)
    assert [result["status"] for result in results] == [201] * 100 + [200] * 400
    assert [result["content_matches"] for result in results] == [True] * 100 + [False] * 400
    assert [result["id"] for result in results] == [result["id"] for result in results[:100]] * 5
    shown = analyst.get("/alerts", params={"limit": 100}).json()["items"]
    assert {(item["title"], item["seen_count"]) for item in shown} == {(firsts[0]["title"], 5)}


def test_item_is_stored_as_create_alert_stores_it(ingest, analyst):
    body = alert(
        rule_id="1:2", description="Again", evidence=[{"type": "log", "value": "x"}], raw={"b": 1, "a": 10**20}
    )
    alone = ingest.post("/alerts", json=body).json()["id"]
    (result,) = send(ingest, {**body, "source_alert_id": uuid4().hex})
    differing = {"id", "source_alert_id", "created_at", "updated_at", "last_seen_at"}
    one, other = (analyst.get(f"/alerts/{alert_id}").json() for alert_id in (alone, result["id"]))
    assert {k: v for k, v in one.items() if k not in differing} == {
        k: v for k, v in other.items() if k not in differing
    }


def test_batch_and_create_alert_recognize_each_others_alerts(ingest):
    in_a_batch, alone = alert(), alert()
    (created,) = send(ingest, in_a_batch)
    again = ingest.post("/alerts", json=in_a_batch)
    assert (again.status_code, again.json()["id"], again.json()["content_matches"]) == (200, created["id"], True)
    first = ingest.post("/alerts", json=alone).json()
    assert send(ingest, alone) == [{"status": 200, "id": first["id"], "created": False, "content_matches": True}]


def test_assets_keep_their_roles(ingest, analyst):
    (result,) = send(ingest, alert())
    assert analyst.get(f"/alerts/{result['id']}").json()["assets"] == ASSETS


@pytest.mark.parametrize(("item", "pointer"), INVALID)
def test_invalid_item_gets_a_problem_and_leaves_the_others_alone(ingest, admin, item: Any, pointer: str):
    before, problem, after = send(ingest, alert(), item, alert())
    assert (before["status"], after["status"]) == (201, 201)
    assert (problem["status"], problem["code"]) == (422, "validation")
    assert problem["errors"][0]["pointer"] == pointer
    assert len(records(admin)) == 2
    assert not records(admin, outcome="denied")


@pytest.mark.parametrize("item", [item for item, _ in INVALID])
def test_problem_of_an_item_is_that_of_create_alert(ingest, item: Any):
    response = post(ingest, item)
    alone = ingest.post("/alerts", content=json.dumps(item), headers={"Content-Type": "application/json"})
    (problem,) = response.json()["results"]
    assert problem["request_id"] == response.headers["X-Request-Id"]
    assert {**problem, "request_id": ""} == {**alone.json(), "request_id": ""}


def test_lone_surrogate_in_an_item_is_a_problem_of_the_item(ingest):
    items = [alert(), {**alert(), "title": "\ud800"}, {"\udfff": 1}, "\ud800"]
    content, key = json.dumps({"alerts": items}).encode(), uuid4().hex
    headers = {"Content-Type": "application/json", "Idempotency-Key": key}
    response = ingest.post("/alerts/batch", content=content, headers=headers)
    assert [result["status"] for result in response.json()["results"]] == [201, 422, 422, 422]
    again = ingest.post("/alerts/batch", content=content, headers=headers)
    assert (again.content, again.headers["Idempotency-Replayed"]) == (response.content, "true")
    other = json.dumps({"alerts": [*items[:3], "\ud801"]}).encode()
    assert ingest.post("/alerts/batch", content=other, headers=headers).json()["code"] == "idempotency-key-reused"


@pytest.mark.parametrize("text", ['{"title": 1, "title": 2}', '{"raw": 1e999}', "[" * 65 + "]" * 65])
def test_malformed_item_gets_a_problem_and_leaves_the_others_alone(ingest, text: str):
    before, after = json.dumps(alert()), json.dumps(alert())
    content, headers = f'{{"alerts": [{before}, {text}, {after}]}}', {"Content-Type": "application/json"}
    results = ingest.post("/alerts/batch", content=content, headers=headers).json()["results"]
    assert [result["status"] for result in results] == [201, 400, 201]
    alone = ingest.post("/alerts", content=text, headers=headers).json()
    assert {**results[1], "request_id": ""} == {**alone, "request_id": ""}


def test_batch_with_a_malformed_item_can_be_replayed(ingest):
    headers = {"Content-Type": "application/json", "Idempotency-Key": uuid4().hex}
    content = f'{{"alerts": [{json.dumps(alert())}, {{"a": 1, "a": 2}}]}}'
    first, again = (ingest.post("/alerts/batch", content=content, headers=headers) for _ in range(2))
    assert (again.content, again.headers["Idempotency-Replayed"]) == (first.content, "true")
    other = ingest.post("/alerts/batch", content=content.replace('"a": 2', '"a": 3'), headers=headers)
    assert other.json()["code"] == "idempotency-key-reused"


@pytest.mark.parametrize("content", [b'{"alerts": [], "alerts": []}', b'{"alerts": [NaN]}', b'{"alerts": ['])
def test_batch_that_is_malformed_itself_is_a_problem_of_the_request(ingest, content: bytes):
    response = ingest.post("/alerts/batch", content=content, headers={"Content-Type": "application/json"})
    assert (response.status_code, response.json()["code"]) == (400, "malformed-json")


async def test_batch_with_invalid_items_is_one_transaction(product, ingest, tenant_id):
    items = [17 if number % 7 == 3 else alert() for number in range(500)]
    results = send(ingest, *items)
    assert [result["status"] for result in results] == [422 if item == 17 else 201 for item in items]
    connection = await asyncpg.connect(product.database.superuser)
    try:
        for table in ("alerts", "alert_assets", "audit_records"):
            rows = await connection.fetch(
                f"SELECT xmin::text AS by, count(*) FROM {table} WHERE tenant_id = $1 GROUP BY 1", tenant_id
            )
            assert len(rows) == 1, table
            assert rows[0]["count"] == 429 * (len(ASSETS) if table == "alert_assets" else 1)
    finally:
        await connection.close()


def test_item_of_another_source_is_denied_and_recorded(limited, admin):
    response = post(limited, alert(), alert(source="wazuh"), alert(source="zeek"), alert())
    results = response.json()["results"]
    assert [result["status"] for result in results] == [201, 403, 403, 201]
    denied = results[1:3]
    assert {problem["code"] for problem in denied} == {"forbidden"}
    recorded = records(admin, outcome="denied")
    assert {record["id"] for record in recorded} == {problem["audit_id"] for problem in denied}
    expected = ("forbidden", None, [], response.headers["X-Request-Id"])
    for record in recorded:
        assert (record["reason"], record["target"], record["changes"], record["request_id"]) == expected
    assert len(records(admin)) == 2


def test_problem_of_a_denied_item_is_that_of_create_alert(limited):
    item = alert(source="wazuh")
    (problem,) = send(limited, item)
    alone = limited.post("/alerts", json=item).json()
    assert {**problem, "request_id": "", "audit_id": ""} == {**alone, "request_id": "", "audit_id": ""}


def test_item_is_validated_before_its_source_is_checked(limited):
    (problem,) = send(limited, alert(source="wazuh", severity="worse"))
    assert (problem["status"], problem["code"]) == (422, "validation")


def test_denials_of_a_batch_are_written_together(limited, admin):
    """The records have the ids that the problems name, whatever is between the denied items."""
    items = [
        item
        for _ in range(100)
        for item in (alert(source="zeek"), 17, alert(activity="close"), alert(), alert(source="wazuh"))
    ]
    results = send(limited, *items)
    assert [result["status"] for result in results] == [403, 422, 404, 201, 403] * 100
    denied = {result["audit_id"]: result["code"] for result in results if result["status"] in {403, 404}}
    recorded = records(admin, outcome="denied")
    assert {record["id"]: record["reason"] for record in recorded} == denied
    assert len(recorded) == 300


def test_batch_of_denied_items_only_creates_nothing(limited, analyst):
    assert [result["status"] for result in send(limited, *(alert(source="zeek") for _ in range(3)))] == [403] * 3
    assert analyst.get("/alerts").json()["items"] == []


def test_each_new_alert_has_one_audit_record_and_a_repeat_none(ingest, admin):
    bodies = [alert() for _ in range(3)]
    response = post(ingest, *bodies)
    send(ingest, bodies[0], bodies[0])
    recorded = records(admin)
    by_target = {record["target"]["id"]: record for record in recorded}
    assert len(recorded) == 3
    for body, result in zip(bodies, response.json()["results"], strict=True):
        record = by_target[result["id"]]
        assert (record["target"]["type"], record["request_id"]) == ("alert", response.headers["X-Request-Id"])
        changes = {change["field"]: (change["before"], change["after"]) for change in record["changes"]}
        assert changes == {name: (None, body[name]) for name in ("source", "source_alert_id", "title", "severity")}


def test_auditor_sees_the_audit_records_of_a_batch_redacted(ingest, product, tenant):
    send(ingest, alert(title="Scan of web01.example.com"))
    with product.client("auditor", tenant) as auditor:
        (record,) = records(auditor)
    titles = [change["after"] for change in record["changes"] if change["field"] == "title"]
    assert titles == ["Scan of [host]"]


def test_batch_is_limited_to_500_items(ingest):
    assert len(send(ingest, *(alert() for _ in range(500)))) == 500
    for count in (0, 501):
        response = ingest.post("/alerts/batch", json={"alerts": [alert()] * count})
        assert (response.status_code, response.json()["errors"][0]["pointer"]) == (422, "/alerts")


def test_batch_is_limited_to_4_mib(ingest):
    content = json.dumps({"alerts": [alert()]}).encode()
    headers = {"Content-Type": "application/json"}
    fitting = ingest.post("/alerts/batch", content=content.ljust(LIMIT), headers=headers)
    assert fitting.status_code == 200
    too_large = ingest.post("/alerts/batch", content=content.ljust(LIMIT + 1), headers=headers)
    assert (too_large.status_code, too_large.json()["code"]) == (413, "payload-too-large")
    chunks = (content.ljust(LIMIT + 1)[start : start + 65_536] for start in range(0, LIMIT + 1, 65_536))
    assert ingest.post("/alerts/batch", content=chunks, headers=headers).status_code == 413


def test_large_batch_of_large_documents_is_accepted(ingest):
    items = [alert(raw={"text": "x" * 250_000, "number": number}) for number in range(16)]
    assert {result["status"] for result in send(ingest, *items)} == {201}


def test_replayed_batch_counts_nothing_twice(ingest, analyst):
    body, key = alert(), uuid4().hex
    first = send(ingest, body, key=key)
    again = post(ingest, body, key=key)
    assert (again.json()["results"], again.headers["Idempotency-Replayed"]) == (first, "true")
    assert analyst.get(f"/alerts/{first[0]['id']}").json()["seen_count"] == 1


def test_replay_has_the_problems_of_the_first_response_and_records_no_denial(limited, admin):
    items, key = [alert(), 17, alert(source="wazuh")], uuid4().hex
    first, again = (post(limited, *items, key=key) for _ in range(2))
    assert again.content == first.content
    assert len(records(admin, outcome="denied")) == 1


def test_replay_requires_the_sources_of_all_accepted_items_again(product, tenant, admin):
    items, key = [alert(), alert(source="wazuh"), 17], uuid4().hex
    with product.client("ingest", tenant, subject="dan") as before:
        first = send(before, *items, key=key)
        assert send(before, *items, key=key) == first
    for sources, status in ((["suricata"], 403), (["zeek", "suricata", "wazuh"], 200)):
        token = product.token("ingest", tenant, "dan", sources=sources)
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
        answer = httpx.post(f"{product.url}/api/v1/alerts/batch", json={"alerts": items}, headers=headers)
        assert answer.status_code == status, answer.text
    assert [record["reason"] for record in records(admin, outcome="denied")] == ["forbidden"]


def test_same_identity_in_another_tenant_is_unaffected(product, ingest, analyst):
    body = alert()
    (own,) = send(ingest, body)
    before = analyst.get(f"/alerts/{own['id']}").json()
    other = f"other-{uuid4().hex[:12]}"
    with product.client("ingest", other) as stranger, product.client("analyst", other) as reader:
        (unknown,) = send(stranger, {**body, "activity": "close"})
        assert unknown["code"] == "not-found"
        (theirs,) = send(stranger, {**body, "title": "Theirs"})
        (again,) = send(stranger, {**body, "title": "Theirs", "activity": "close"})
        assert (theirs["status"], again["status"], again["content_matches"]) == (201, 200, True)
        assert theirs["id"] == again["id"] != own["id"]
        assert len(reader.get(f"/alerts/{theirs['id']}/reports").json()["items"]) == 1
        assert reader.get(f"/alerts/{own['id']}/reports").status_code == 404
    assert analyst.get(f"/alerts/{own['id']}").json() == before
    assert analyst.get(f"/alerts/{own['id']}/reports").json()["items"] == []


def test_batch_is_denied_without_the_scope(analyst, admin):
    answer = post(analyst, alert(), alert())
    assert answer.status_code == 403
    (record,) = records(admin, outcome="denied")
    assert record["id"] == answer.json()["audit_id"]


def test_get_of_the_batch_is_not_the_alert_with_that_id(analyst):
    answer: httpx.Response = analyst.get("/alerts/batch")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")


def shown_alert(analyst: httpx.Client, result: Json) -> Json:
    return dict(analyst.get(f"/alerts/{result['id']}").json())


def test_ticket_of_a_repeated_alert_is_kept(ingest, analyst):
    body = alert()
    (result,) = send(ingest, body)
    ticket = analyst.post(f"/alerts/{result['id']}/ticket").json()["id"]
    before = shown_alert(analyst, result)
    send(ingest, body, {**body, "title": "Other"})
    after = shown_alert(analyst, result)
    assert after == {**before, "seen_count": 3, "last_seen_at": after["last_seen_at"]}
    assert after["ticket_id"] == ticket
