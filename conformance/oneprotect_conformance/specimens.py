"""Builds maximal and minimal bodies from a schema, and diffs two documents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from oneprotect_conformance.contract import Contract, Json

Text = Callable[[int], str]
LEFT_OUT = object()  # in place of a value that cannot be generated
TIME = "2026-01-02T05:04:05.678901+02:00"
_SHORT = 200  # characters of a text without a limit in its schema
_DEEPEST = 8  # levels of a recursive schema
# Arbitrary JSON: integers beyond a double, other numbers, empty values, names that are not identifiers.
_DOCUMENT: Json = {
    "large": [2**53 + 1, -(2**63), 10**25],
    "others": [0.1, 1e-7, True, None, "", {}, []],
    "nothing": None,
    "n\u00e4me \U0001f994": {"a/b~c": "line\nbreak \u2028 \\ \" '"},
}


def long_text(longest: int) -> str:
    """Return a unique text of the greatest length, with a line break, quotes and characters beyond 16 bits."""
    start = f'\U0001f994 {uuid4().hex[:12]} caf\u00e9\n"it\'s" \\ <b>&amp; '
    return (start + "end" * (longest // 3))[:longest]


def unusual_text(longest: int) -> str:
    """Return a unique text that a server may be tempted to tidy up.

    It has white space at both ends, CRLF and tab, characters that normalization replaces, and capitals.
    """
    text = f" \t {uuid4().hex[:12]} Cafe\u0301 \u212b \ufb01\r\nEND\t\r\n "
    return text if len(text) <= longest else short_text(longest)


def short_text(longest: int) -> str:
    """Return a unique word."""
    return f"specimen-{uuid4().hex[:12]}"[:longest]


def full(
    contract: Contract,
    schema: Json,
    text: Text,
    known: Mapping[str, Any],
    *,
    least: bool = False,
    depth: int = _DEEPEST,
) -> Any:
    """Return a value with every member of its schema, or with the ``least`` that it requires.

    ``text`` returns a text of at most the given length; ``known`` has values that cannot be generated, by member name.
    LEFT_OUT if a required value cannot be generated.
    """
    schema = choice(contract, schema)
    if depth == 0:
        return LEFT_OUT
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[-1])
    kind = next((one for one in _types(schema) if one != "null"), "object" if "properties" in schema else "any")
    if kind == "object":
        return _object(contract, schema, text, known, least=least, depth=depth - 1)
    if kind == "array":
        size = min(2, schema.get("maxItems", 2))
        items = [full(contract, schema.get("items", {}), text, known, depth=depth - 1) for _ in range(size)]
        return [value for number, value in enumerate(items) if value is not LEFT_OUT and value not in items[:number]]
    if kind in {"integer", "number"}:
        return schema.get("maximum", 7)
    if kind == "string":
        return _string(schema, text)
    return True if kind == "boolean" else {**_DOCUMENT, "text": text(_SHORT)}


def choice(contract: Contract, schema: Json) -> Json:
    """Resolve references, and the first alternative other than null."""
    schema = contract.resolve(schema)
    for _ in range(_DEEPEST):
        others = [branch for branch in alternatives(contract, schema) if branch.get("type") != "null"]
        if not others:
            break
        schema = others[0]
    return schema


def nullable(contract: Contract, schema: Json) -> bool:
    """Whether the schema allows null."""
    schema = contract.resolve(schema)
    return any("null" in _types(item) for item in [schema, *alternatives(contract, schema)])


def branches(contract: Contract, schema: Json) -> list[Json]:
    """Return the variants of a discriminated union, or else the schema alone."""
    schema = contract.resolve(schema)
    return [contract.resolve(item) for item in schema["oneOf"]] if "discriminator" in schema else [schema]


def accepts_anything(contract: Contract, schema: Json) -> bool:
    """Whether one of the alternatives allows every JSON value, so that no value is invalid."""
    return any(not item.keys() - {"description"} for item in alternatives(contract, contract.resolve(schema)))


def members(contract: Contract, schema: Json) -> dict[str, Json]:
    """Return the members that a document of this schema can have."""
    return {name: item for branch in branches(contract, schema) for name, item in branch.get("properties", {}).items()}


def matches(pattern: str, text: str) -> bool:
    """Whether a text matches a pattern. False for a pattern that Python cannot compile."""
    try:
        return re.search(pattern, text) is not None
    except re.error:
        return False


def differences_of(sent: Any, read: Any, pointer: str = "") -> Iterator[str]:
    """Yield the differences between a sent document and the one read; members added by the server do not count.

    Timestamps are equal if they name the same instant.
    """
    if isinstance(sent, dict) and isinstance(read, dict) and sent.keys() <= read.keys():
        for name, value in sent.items():
            yield from differences_of(value, read[name], f"{pointer}/{name}")
    elif isinstance(sent, list) and isinstance(read, list) and len(sent) == len(read):
        for number, (one, other) in enumerate(zip(sent, read, strict=True)):
            yield from differences_of(one, other, f"{pointer}/{number}")
    elif (sent, type(sent)) != (read, type(read)) and not _is_same_instant(sent, read):
        yield f"{pointer} was sent as {sent!r:.200} and is {read!r:.200}"


def alternatives(contract: Contract, schema: Json) -> list[Json]:
    """Return the schemas of `oneOf` and `anyOf`; none if the schema has neither."""
    return [contract.resolve(item) for name in ("oneOf", "anyOf") for item in schema.get(name, ())]


def _types(schema: Json) -> list[str]:
    types = schema.get("type", [])
    return list(types) if isinstance(types, list) else [str(types)]


def _is_same_instant(one: Any, other: Any) -> bool:
    try:
        return "T" in one and datetime.fromisoformat(one) == datetime.fromisoformat(other)
    except (TypeError, ValueError):
        return False


def _object(contract: Contract, schema: Json, text: Text, known: Mapping[str, Any], *, least: bool, depth: int) -> Any:
    required = schema.get("required", ())
    document = {
        name: known[name] if name in known else full(contract, item, text, known, least=least, depth=depth)
        for name, item in schema.get("properties", {}).items()
        if not least or name in required
    }
    if any(document.get(name, LEFT_OUT) is LEFT_OUT for name in required):
        return LEFT_OUT
    return {name: value for name, value in document.items() if value is not LEFT_OUT}


def _string(schema: Json, text: Text) -> Any:
    if schema.get("format") == "date-time":
        return TIME
    if schema.get("format") == "uuid":
        return LEFT_OUT
    pattern = schema.get("pattern", "")
    word = uuid4().hex
    longest = text(schema.get("maxLength", _SHORT))
    if schema.get("x-text") == "tag":
        longest = unicodedata.normalize("NFC", re.sub(r"\s+", " ", longest).strip())
    candidates = [
        longest,
        re.sub(r"[\t\r\n]", " ", longest),
        *schema.get("examples", ())[:1],
        word + word,
        "application/x-specimen",
        f"https://tracker.example.com/{word}",
        word,
    ]
    lengths = range(schema.get("minLength", 0), schema.get("maxLength", _SHORT) + 1)
    return next((one for one in candidates if len(one) in lengths and matches(pattern, one)), LEFT_OUT)
