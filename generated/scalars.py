# Generated from specs/schemas/scalars.yaml by `python -m codegen`. Do not edit.
"""Scalar types that accept exactly what the spec allows, where Pydantic's own accept more."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, StringConstraints
from pydantic_core import PydanticCustomError

from generated.runtime.text import distinct_tags, normalize_tag, require_line, require_visible
from generated.runtime.urls import require_https_url

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_INSTANT = re.compile(
    r"(19[7-9][0-9]|2[0-9]{3})-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)


def _uuid(value: Any) -> Any:
    """Accept the lower-case form of RFC 9562, and no other form that uuid.UUID reads."""
    if isinstance(value, UUID):
        return value
    if isinstance(value, str) and _UUID.fullmatch(value):
        return UUID(value)
    raise PydanticCustomError("uuid_form", "Input should be a lower-case UUID with hyphens")


def _instant(value: Any) -> Any:
    """Accept the form of RFC 3339, and no numbers; fractions beyond microseconds are cut off."""
    if isinstance(value, datetime):
        return value
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        try:
            return datetime.fromisoformat(value.upper()).astimezone(UTC)
        except (ValueError, OverflowError):
            pass
    raise PydanticCustomError(
        "instant_form", "Input should be a date and time of RFC 3339 with its offset, in the years 1970 to 2999"
    )


def _integer(value: Any) -> Any:
    """Accept 620 and 620.0, which are the same integer in JSON Schema, but no booleans and strings."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("integer_form", "Input should be an integer")


def _format_instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _unique(value: list[str]) -> list[str]:
    if len(set(value)) != len(value):
        raise PydanticCustomError("unique_items", "Items should be unique")
    return value


def _of_size(max_bytes: int, value: Any) -> Any:
    size = len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
    if size > max_bytes:
        message = "Document should have at most {max_bytes} bytes as compact JSON in UTF-8; it has {size}"
        raise PydanticCustomError("document_size", message, {"max_bytes": max_bytes, "size": size})
    return value


Uuid = Annotated[UUID, BeforeValidator(_uuid)]
Timestamp = Annotated[
    datetime, BeforeValidator(_instant), PlainSerializer(_format_instant, return_type=str, when_used="json")
]
TimestampInput = Timestamp
Integer = Annotated[int, BeforeValidator(_integer)]
Count = Annotated[Integer, Field(ge=0, le=9007199254740991)]
HttpsUrl = Annotated[str, StringConstraints(max_length=2000), AfterValidator(require_https_url)]
Sha256Input = Annotated[str, StringConstraints(pattern="^[0-9A-Fa-f]{64}$", to_lower=True)]
Line160 = Annotated[str, StringConstraints(max_length=160), AfterValidator(require_line)]
Line200 = Annotated[str, StringConstraints(max_length=200), AfterValidator(require_line)]
Line255 = Annotated[str, StringConstraints(max_length=255), AfterValidator(require_line)]
Line500 = Annotated[str, StringConstraints(max_length=500), AfterValidator(require_line)]
Tag64 = Annotated[str, StringConstraints(max_length=64), AfterValidator(partial(normalize_tag, 64))]
Visible512 = Annotated[str, StringConstraints(max_length=512), AfterValidator(require_visible)]
Visible2048 = Annotated[str, StringConstraints(max_length=2048), AfterValidator(require_visible)]
Visible4000 = Annotated[str, StringConstraints(max_length=4000), AfterValidator(require_visible)]
Visible10000 = Annotated[str, StringConstraints(max_length=10000), AfterValidator(require_visible)]
Tags = Annotated[
    list[Annotated[str, StringConstraints(min_length=1, max_length=64, pattern="^[^\\u0000]*$")]],
    Field(max_length=50),
    AfterValidator(_unique),
]
TagsInput = Annotated[
    list[Tag64],
    Field(max_length=50),
    AfterValidator(distinct_tags),
]
Json262144Bytes = Annotated[Any, AfterValidator(partial(_of_size, 262144))]


def pointer(loc: tuple[str | int, ...], document: Any) -> str:
    """Return the JSON pointer (RFC 6901) of a Pydantic location.

    Steps that are not in the document, such as the tags of unions, are left out, except for the last one if it names a
    missing member.
    """
    steps: list[str] = []
    current = document
    for index, step in enumerate(loc):
        if isinstance(step, int):
            if not isinstance(current, list) or step >= len(current):
                continue
            current = current[step]
        elif isinstance(current, dict) and step in current:
            current = current[step]
        elif index < len(loc) - 1 or not isinstance(current, dict):
            continue
        steps.append(str(step).replace("~", "~0").replace("/", "~1"))
    return "".join("/" + step for step in steps)
