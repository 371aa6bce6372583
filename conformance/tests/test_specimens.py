"""Generated bodies match their schema, and differences between documents are found."""

import json
from pathlib import Path

import pytest
from oneprotect_conformance.checks.filters import is_plain
from oneprotect_conformance.checks.spellings import cases
from oneprotect_conformance.contract import Contract
from oneprotect_conformance.specimens import (
    LEFT_OUT,
    branches,
    differences_of,
    full,
    long_text,
    nullable,
    short_text,
    unusual_text,
)

BUNDLE = json.loads((Path(__file__).parents[2] / "generated" / "served" / "openapi.json").read_text())
CONTRACT = Contract.of("http://127.0.0.1", BUNDLE)
ID = "019a5f3e-0000-7000-8000-000000000000"


@pytest.mark.parametrize("name", ["create_ticket", "create_alert", "create_asset", "create_evidence", "create_comment"])
def test_full_body_has_every_member_at_its_greatest_length(name: str):
    schema = CONTRACT.by_id[name].body or {}
    body = full(CONTRACT, schema, long_text, {"assignee_id": ID})
    assert body.keys() == schema["properties"].keys()
    longest = {member: CONTRACT.resolve(item).get("maxLength") for member, item in schema["properties"].items()}
    texts = {member: value for member, value in body.items() if isinstance(value, str) and longest[member]}
    assert all(len(value) <= longest[member] for member, value in texts.items())
    assert any(len(value) == longest[member] for member, value in texts.items())
    assert full(CONTRACT, schema, short_text, {}, least=True).keys() == set(schema["required"])


def test_unusual_text_keeps_its_white_space_except_in_tags():
    body = full(CONTRACT, CONTRACT.by_id["create_ticket"].body or {}, unusual_text, {"assignee_id": ID})
    assert body["description"].startswith(" \t ")
    assert "\r\n" in body["description"]
    assert body["title"].startswith("   ")
    assert "\n" not in body["title"]
    assert "e\u0301" in body["title"]
    assert all(tag == tag.strip() and "\u0301" not in tag for tag in body["tags"])


def test_every_variant_of_a_union_is_built_if_its_target_is_known():
    kinds = branches(CONTRACT, CONTRACT.by_id["create_link"].body or {})
    assert len(kinds) == 7
    assert all("target" in full(CONTRACT, kind, long_text, {"id": ID}) for kind in kinds)
    assert full(CONTRACT, kinds[0], long_text, {}) is LEFT_OUT


def test_endlessly_required_schema_is_left_out():
    endless = {"type": "object", "required": ["next"], "properties": {}}
    endless["properties"] = {"next": endless}
    assert full(CONTRACT, endless, long_text, {}) is LEFT_OUT


def test_nullable_members_are_recognized():
    update = (CONTRACT.by_id["update_ticket"].body or {})["properties"]
    assert nullable(CONTRACT, update["assignee_id"])
    assert not nullable(CONTRACT, update["title"])


@pytest.mark.parametrize(
    ("sent", "read", "pointer"),
    [
        ({"a": [1, 2**53 + 1]}, {"a": [1, float(2**53)]}, "/a/1"),
        ({"a": True}, {"a": 1}, "/a"),
        ({"a": {"b": None}}, {"a": {}}, "/a"),
        ({"a": "2026-01-02T05:00:00+02:00"}, {"a": "2026-01-02T05:00:00.000000Z"}, "/a"),
    ],
)
def test_difference_is_located(sent: object, read: object, pointer: str):
    assert next(differences_of(sent, read)).startswith(pointer)


def test_added_members_and_other_notations_of_an_instant_are_no_difference():
    sent = {"a": "2026-01-02T05:00:00+02:00", "b": [{"c": 0.1}]}
    assert not list(differences_of(sent, {"a": "2026-01-02T03:00:00.000000Z", "b": [{"c": 0.1, "d": 1}], "e": 2}))


def test_filters_are_tested_with_no_value_that_another_record_spells_differently():
    for case in cases():
        assert not any(map(is_plain, (case.spellings[0], case.spellings[-1])))
        assert case.other not in case.spellings
        assert len(set(case.spellings)) == len(case.spellings)
