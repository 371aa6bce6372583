"""Invalid and malformed items of a batch: each gets the problem that it would get alone."""

import json
from typing import Any
from uuid import uuid4

import pytest

from tests.http.batches import alert, post, records, send

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
