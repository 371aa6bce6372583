"""Bodies that are made by a schema are what the schema says, and two documents that differ are told apart."""

import json
from pathlib import Path

import pytest
from oneprotect_conformance.contract import Contract
from oneprotect_conformance.specimens import LEFT_OUT, branches, differing, full, nullable, plain, short

BUNDLE = json.loads((Path(__file__).parents[2] / "generated" / "openapi.json").read_text())
CONTRACT = Contract.of("http://127.0.0.1", BUNDLE)
ID = "019a5f3e-0000-7000-8000-000000000000"


@pytest.mark.parametrize("name", ["create_ticket", "create_alert", "create_asset", "create_evidence", "create_comment"])
def test_the_fullest_body_has_all_members_as_long_as_they_may_be(name: str):
    schema = CONTRACT.by_id[name].body or {}
    body = full(CONTRACT, schema, plain, {"assignee_id": ID})
    assert body.keys() == schema["properties"].keys()
    longest = {member: CONTRACT.resolve(item).get("maxLength") for member, item in schema["properties"].items()}
    texts = {member: value for member, value in body.items() if isinstance(value, str) and longest[member]}
    assert all(len(value) <= longest[member] for member, value in texts.items())
    assert any(len(value) == longest[member] for member, value in texts.items())
    assert full(CONTRACT, schema, short, {}, least=True).keys() == set(schema["required"])


def test_of_a_union_each_kind_is_made_where_its_target_is_known():
    kinds = branches(CONTRACT, CONTRACT.by_id["create_link"].body or {})
    assert len(kinds) == 7
    assert all("target" in full(CONTRACT, kind, plain, {"id": ID}) for kind in kinds)
    assert full(CONTRACT, kinds[0], plain, {}) is LEFT_OUT


def test_a_schema_that_goes_on_for_ever_comes_to_an_end():
    endless = {"type": "object", "required": ["next"], "properties": {}}
    endless["properties"] = {"next": endless}
    assert full(CONTRACT, endless, plain, {}) is LEFT_OUT


def test_what_may_be_null_is_known():
    update = (CONTRACT.by_id["update_ticket"].body or {})["properties"]
    assert nullable(CONTRACT, update["assignee_id"])
    assert not nullable(CONTRACT, update["title"])


@pytest.mark.parametrize(
    ("sent", "read", "place"),
    [
        ({"a": [1, 2**53 + 1]}, {"a": [1, float(2**53)]}, "/a/1"),
        ({"a": True}, {"a": 1}, "/a"),
        ({"a": {"b": None}}, {"a": {}}, "/a"),
        ({"a": "2026-01-02T05:00:00+02:00"}, {"a": "2026-01-02T05:00:00.000000Z"}, "/a"),
    ],
)
def test_what_differs_is_named(sent: object, read: object, place: str):
    assert next(differing(sent, read)).startswith(place)


def test_what_is_more_and_one_instant_written_otherwise_do_not_differ():
    sent = {"a": "2026-01-02T05:00:00+02:00", "b": [{"c": 0.1}]}
    assert not list(differing(sent, {"a": "2026-01-02T03:00:00.000000Z", "b": [{"c": 0.1, "d": 1}], "e": 2}))
