"""Generated invalid bodies violate their schema, and cover each limit that it states."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from oneprotect_conformance.checks.invalid_bodies import invalid_members
from oneprotect_conformance.contract import Contract
from oneprotect_conformance.specimens import LEFT_OUT

BUNDLE = json.loads((Path(__file__).parents[2] / "generated" / "served" / "openapi.json").read_text())
CONTRACT = Contract.of("http://127.0.0.1", BUNDLE)
OPERATIONS = [operation for operation in CONTRACT.operations if operation.body and operation.accepts("Idempotency-Key")]


def example(schema: dict[str, Any]) -> dict[str, Any]:
    return dict(schema["examples"][-1])


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
@pytest.mark.parametrize("only_limits", [False, True])
def test_every_invalid_body_violates_its_schema(operation, only_limits: bool):
    schema, body = operation.body, example(operation.body)
    validator = Draft202012Validator({**schema, "components": BUNDLE["components"]}, format_checker=FormatChecker())
    assert validator.is_valid(body)
    invalid = list(invalid_members(CONTRACT, schema, body, only_limits=only_limits))
    assert invalid
    for what, values in invalid:
        changed = {name: value for name, value in {**body, **values}.items() if value is not LEFT_OUT}
        # JSON Schema has no keyword for the size of a value as JSON.
        assert not validator.is_valid(changed) or "bytes" in what, what


@pytest.mark.parametrize(
    ("operation_id", "what"),
    [
        ("create_alert", "raw of more than 262144 bytes"),
        ("create_alert", "title with more than 500 characters"),
        ("create_alert", "assets with more than 100 items"),
        ("create_alerts", "alerts with more than 500 items"),
        ("create_alerts", "alerts with fewer than 1 items"),
        ("create_evidence", "size_bytes below 0"),
        ("create_comment", "a missing body"),
        ("update_alert", "status that is not among its values"),
    ],
)
def test_each_kind_of_limit_is_broken(operation_id: str, what: str):
    schema = CONTRACT.by_id[operation_id].body or {}
    assert what in dict(invalid_members(CONTRACT, schema, example(schema), only_limits=True))


def test_items_that_may_be_anything_are_never_invalid():
    schema = CONTRACT.by_id["create_alerts"].body or {}
    kinds = [what for what, _ in invalid_members(CONTRACT, schema, example(schema))]
    assert [what for what in kinds if "with an item" in what] == []
    assert "alerts that is null" in kinds
