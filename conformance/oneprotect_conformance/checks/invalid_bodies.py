"""Builds bodies that violate their schema in one place: each stated limit, type, pattern and required member."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from oneprotect_conformance.contract import Contract, Json
from oneprotect_conformance.specimens import (
    LEFT_OUT,
    accepts_anything,
    branches,
    choice,
    full,
    matches,
    nullable,
    short_text,
)

_DEEPEST = 2  # levels of nested objects and arrays
_UNITS = {"bytes": 1, "KiB": 1024, "MiB": 1024**2}
_SIZE = re.compile(r"at most (\d+) (bytes|KiB|MiB)")
_PART = "x" * 1000
_NO_SUCH_VALUE = "no such value"
# For each type a value of another, which a lenient parser would convert if possible.
_OTHER_TYPES: dict[str, Any] = {"string": 7, "integer": "7", "boolean": "true", "array": {}, "object": []}

Invalid = Iterator[tuple[str, Any]]  # what is wrong with a value, and the value


def invalid_members(
    contract: Contract, schema: Json, body: Json, *, only_limits: bool = False
) -> Iterator[tuple[str, Json]]:
    """Yield what is wrong and the members that make a valid body wrong; LEFT_OUT stands for a missing member.

    With ``only_limits`` the values of members have the right type and break one limit of their own schema.
    """
    branch = _branch_of(contract, schema, body)
    for name in branch.get("required", ()):
        yield f"a missing {name}", {name: LEFT_OUT}
    for name, item in branch.get("properties", {}).items():
        values = beyond_limits(contract, item, depth=0) if only_limits else _invalid_values(contract, item, _DEEPEST)
        yield from ((f"{name} {what}", {name: value}) for what, value in values)


def beyond_limits(contract: Contract, schema: Json, depth: int) -> Invalid:
    """Yield values of the right type that break one limit of their schema, or of what is within to this depth."""
    if accepts_anything(contract, schema):
        return
    schema = choice(contract, schema)
    kind = _kind(schema)
    if "enum" in schema or "const" in schema:
        yield "that is not among its values", _NO_SUCH_VALUE
    elif kind == "string":
        yield from _invalid_strings(schema)
    elif kind == "integer":
        yield from _invalid_integers(schema)
    elif kind == "array":
        yield from _invalid_arrays(contract, schema, depth)
    elif kind == "object":
        yield from _invalid_objects(contract, schema, depth)
    yield from _oversized(schema)


def _invalid_values(contract: Contract, schema: Json, depth: int) -> Invalid:
    """Yield null if it is not allowed, a value of another type, and values beyond each limit."""
    if accepts_anything(contract, schema):
        return
    kind = _kind(choice(contract, schema))
    if kind != "any" and not nullable(contract, schema):
        yield "that is null", None
    if kind in _OTHER_TYPES:
        yield f"that is not of type {kind}", _OTHER_TYPES[kind]
    yield from beyond_limits(contract, schema, depth)


def _kind(schema: Json) -> str:
    """Return the type of a schema other than null; `any` if it has none."""
    types = [schema["type"]] if isinstance(schema.get("type"), str) else schema.get("type", [])
    return next((kind for kind in types if kind != "null"), "any")


def _branch_of(contract: Contract, schema: Json, body: Json) -> Json:
    """Return the schema of a body; of a discriminated union, the alternative whose constants the body has."""
    for branch in branches(contract, schema):
        properties = {name: contract.resolve(item) for name, item in branch.get("properties", {}).items()}
        constants = {name: item["const"] for name, item in properties.items() if "const" in item}
        if constants.items() <= body.items():
            return branch
    return {}


def _invalid_integers(schema: Json) -> Invalid:
    if "minimum" in schema:
        yield f"below {schema['minimum']}", schema["minimum"] - 1
    if "maximum" in schema:
        yield f"above {schema['maximum']}", schema["maximum"] + 1


def _invalid_strings(schema: Json) -> Invalid:
    if "maxLength" in schema:
        yield f"with more than {schema['maxLength']} characters", "a" * (schema["maxLength"] + 1)
    if schema.get("minLength", 0) > 0:
        yield f"with fewer than {schema['minLength']} characters", "a" * (schema["minLength"] - 1)
    pattern = schema.get("pattern", "")
    for value in (_NO_SUCH_VALUE, "a\0b") if _is_python(pattern) else ():
        if not matches(pattern, value):
            yield f"that does not match {pattern}", value
            return
    if schema.get("format") in {"uuid", "date-time", "uri"}:
        yield f"that is not a {schema['format']}", _NO_SUCH_VALUE


def _is_python(pattern: str) -> bool:
    """Whether Python can compile a pattern; others are not tested."""
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _invalid_arrays(contract: Contract, schema: Json, depth: int) -> Invalid:
    items = schema.get("items", {})
    item = full(contract, items, short_text, {"id": str(uuid4())})
    if item is LEFT_OUT:
        return
    if "maxItems" in schema:
        yield f"with more than {schema['maxItems']} items", [item] * (schema["maxItems"] + 1)
    if schema.get("minItems", 0) > 0:
        yield f"with fewer than {schema['minItems']} items", []
    if schema.get("uniqueItems"):
        yield "with the same item twice", [item, item]
    if depth > 0:
        yield from ((f"with an item {what}", [value]) for what, value in _invalid_values(contract, items, depth - 1))


def _invalid_objects(contract: Contract, schema: Json, depth: int) -> Invalid:
    least = full(contract, schema, short_text, {"id": str(uuid4())}, least=True)
    if least is LEFT_OUT:
        return
    if schema.get("additionalProperties") is False:
        yield "with an unknown member", {**least, "no_such_member": 1}
    for name in schema.get("required", ()):
        yield f"without {name}", {key: value for key, value in least.items() if key != name}
    if depth > 0:
        for name, member in schema.get("properties", {}).items():
            for what, value in _invalid_values(contract, member, depth - 1):
                yield f"with {name} {what}", {**least, name: value}


def _oversized(schema: Json) -> Invalid:
    """Yield a value beyond the size as JSON that the schema states, by `x-max-bytes` or in its description."""
    stated = _SIZE.search(schema.get("description", ""))
    size = schema.get("x-max-bytes", int(stated[1]) * _UNITS[stated[2]] if stated else None)
    if size is not None:
        # Of short_text strings, so that it breaks this limit only.
        yield f"of more than {size} bytes", [_PART] * (size // len(_PART) + 1)
