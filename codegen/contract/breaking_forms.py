"""Rewrites two schemas before they are compared, so that two ways to state the same promise do not differ.

The released bundles and the strict contract state limits exactly; the served documents leave out what code generators
do not understand (ADR-0021). Neither breaks a client of the other.
"""

from __future__ import annotations

from typing import Any

from codegen.contract.patterns import UnportableError, portable

Json = dict[str, Any]
PARSED_FORMATS = frozenset({"uuid", "date", "date-time"})
_NULL = {"type": "null"}
_TEXT_LIMITS = frozenset({"pattern", "minLength", "maxLength"})
# A schema with none of these takes values of every type.
_TYPED = frozenset({"type", "enum", "const", "oneOf", "anyOf", "allOf", "properties", "$ref"})


def null_as_type(schema: Json) -> Json:
    """Write the alternatives "a schema or null" as that schema, marked for `alike`, which adds null to its types."""
    alternatives = [item for item in schema.get("oneOf", ()) if item != _NULL]
    if len(alternatives) != 1 or _NULL not in schema["oneOf"]:
        return schema
    rest = {name: value for name, value in schema.items() if name != "oneOf"}
    return {**alternatives[0], **rest, "x-or-null": True}


def alike(old: Json, new: Json) -> tuple[Json, Json]:
    """Return both schemas, references resolved, without differences of form."""
    old, new = _with_null(old), _with_null(new)
    if not old.keys() & _TYPED and not _keywords(new):
        # Clients of a value of any type have to accept whatever it is.
        return {}, {}
    is_parsed = old.get("format") == new.get("format") and old.get("format") in PARSED_FORMATS
    if is_parsed and not (old.keys() & _TEXT_LIMITS and new.keys() & _TEXT_LIMITS):
        old, new = _without(old, _TEXT_LIMITS), _without(new, _TEXT_LIMITS)
    if "const" in old and old.get("const") == new.get("const"):
        old, new = _without(old, {"enum"}), _without(new, {"enum"})
    if _same_pattern(old.get("pattern"), new.get("pattern")):
        old, new = _without(old, {"pattern"}), _without(new, {"pattern"})
    return old, new


def _with_null(schema: Json) -> Json:
    if not schema.get("x-or-null") or "type" not in schema:
        return schema
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*types, "null"]}


def _keywords(schema: Json) -> set[str]:
    return {name for name in schema if name not in {"description", "examples"} and not name.startswith("x-")}


def _without(schema: Json, keywords: set[str] | frozenset[str]) -> Json:
    return {name: value for name, value in schema.items() if name not in keywords}


def _same_pattern(old: str | None, new: str | None) -> bool:
    """Whether one pattern is the published spelling of the other."""
    if old is None or new is None or old == new:
        return old == new
    try:
        return new == portable(old) or old == portable(new)
    except UnportableError:
        return False
