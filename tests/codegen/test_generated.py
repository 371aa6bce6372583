"""Generated code is as strict as the spec: scalars, absent against null, and what a handler may answer."""

from typing import Any

import pytest
from pydantic import MISSING, TypeAdapter, ValidationError

from generated import models
from generated.scalars import Integer, Timestamp, Uuid, pointer

ID = "019a5f3e-7c1b-7d20-9b1a-3f6f0c2d4e55"


@pytest.mark.parametrize("value", [ID.upper(), f"urn:uuid:{ID}", f"{{{ID}}}", ID.replace("-", ""), 5, None])
def test_a_uuid_is_lower_case_with_hyphens(value: Any):
    assert str(TypeAdapter(Uuid).validate_python(ID)) == ID
    with pytest.raises(ValidationError):
        TypeAdapter(Uuid).validate_python(value)


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000000Z"),
        ("2026-01-02t03:04:05.1z", "2026-01-02T03:04:05.100000Z"),
        ("2026-01-02T03:04:05.123456789+01:00", "2026-01-02T02:04:05.123456Z"),
    ],
)
def test_a_time_is_rfc_3339_and_written_in_utc(given: str, written: str):
    adapter = TypeAdapter(Timestamp)
    assert adapter.dump_python(adapter.validate_python(given), mode="json") == written


@pytest.mark.parametrize(
    "value",
    ["1700000000", 1700000000, "2026-01-02", "2026-01-02T03:04:05", "2026-02-30T00:00:00Z", "2026-01-02T24:00:01Z"],
)
def test_what_is_no_time_is_refused(value: Any):
    with pytest.raises(ValidationError):
        TypeAdapter(Timestamp).validate_python(value)


def test_an_integer_may_be_written_with_a_point():
    adapter = TypeAdapter(Integer)
    assert adapter.validate_python(620.0) == 620
    for value in (620.5, "620", True, None):
        with pytest.raises(ValidationError):
            adapter.validate_python(value)


def test_absent_is_not_null():
    patch = models.TicketUpdate.model_validate({"assignee_id": None})
    assert patch.assignee_id is None
    assert patch.title is MISSING
    with pytest.raises(ValidationError):
        models.TicketUpdate.model_validate({"title": None})


def test_an_error_points_into_what_was_sent():
    document = {"target_type": "ticket", "target": {"id": "x", "surplus": 1}}
    with pytest.raises(ValidationError) as refusal:
        models.LinkCreate.model_validate(document)
    found = {pointer(error["loc"], document) for error in refusal.value.errors()}
    assert found == {"/target/id", "/target/surplus"}


def test_a_pointer_escapes_and_names_what_is_missing():
    assert pointer(("a/b~c",), {"a/b~c": 1}) == "/a~1b~0c"
    assert pointer(("title",), {}) == "/title"
    assert pointer(("assets", 1, "type"), {"assets": [{}, {}]}) == "/assets/1/type"
