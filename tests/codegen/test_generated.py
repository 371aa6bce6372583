"""Generated types are as strict as the spec."""

from typing import Any

import pytest
from pydantic import MISSING, TypeAdapter, ValidationError

from generated import models
from generated.scalars import Integer, Timestamp, Uuid, pointer

ID = "019a5f3e-7c1b-7d20-9b1a-3f6f0c2d4e55"


@pytest.mark.parametrize("value", [ID.upper(), f"urn:uuid:{ID}", f"{{{ID}}}", ID.replace("-", ""), 5, None])
def test_uuid_must_be_lower_case_with_hyphens(value: Any):
    assert str(TypeAdapter(Uuid).validate_python(ID)) == ID
    with pytest.raises(ValidationError):
        TypeAdapter(Uuid).validate_python(value)


@pytest.mark.parametrize(
    ("text", "serialized"),
    [
        ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000000Z"),
        ("2026-01-02t03:04:05.1z", "2026-01-02T03:04:05.100000Z"),
        ("2026-01-02T03:04:05.123456789+01:00", "2026-01-02T02:04:05.123456Z"),
    ],
)
def test_time_is_parsed_as_rfc_3339_and_serialized_in_utc(text: str, serialized: str):
    adapter = TypeAdapter(Timestamp)
    assert adapter.dump_python(adapter.validate_python(text), mode="json") == serialized


@pytest.mark.parametrize(
    "value",
    ["1700000000", 1700000000, "2026-01-02", "2026-01-02T03:04:05", "2026-02-30T00:00:00Z", "2026-01-02T24:00:01Z"],
)
def test_invalid_time_is_rejected(value: Any):
    with pytest.raises(ValidationError):
        TypeAdapter(Timestamp).validate_python(value)


def test_integer_may_be_written_with_a_decimal_point():
    adapter = TypeAdapter(Integer)
    assert adapter.validate_python(620.0) == 620
    for value in (620.5, "620", True, None):
        with pytest.raises(ValidationError):
            adapter.validate_python(value)


def test_absent_members_differ_from_null():
    patch = models.TicketUpdate.model_validate({"assignee_id": None})
    assert patch.assignee_id is None
    assert patch.title is MISSING
    with pytest.raises(ValidationError):
        models.TicketUpdate.model_validate({"title": None})


def test_errors_point_into_the_document():
    document = {"target_type": "ticket", "target": {"id": "x", "surplus": 1}}
    with pytest.raises(ValidationError) as error:
        models.LinkCreate.model_validate(document)
    pointers = {pointer(details["loc"], document) for details in error.value.errors()}
    assert pointers == {"/target/id", "/target/surplus"}


def test_pointers_are_escaped_and_name_missing_members():
    assert pointer(("a/b~c",), {"a/b~c": 1}) == "/a~1b~0c"
    assert pointer(("title",), {}) == "/title"
    assert pointer(("assets", 1, "type"), {"assets": [{}, {}]}) == "/assets/1/type"
