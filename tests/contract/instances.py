"""Hypothesis strategies for instances of schemas: most are valid, and the others are wrong in a place or two."""

import uuid
from typing import Any

from hypothesis import strategies as st

Json = Any
_OTHER = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 3),
    st.floats(allow_nan=False),
    st.text(max_size=3),
    st.just([]),
    st.just({}),
)
_TEXTS = st.sampled_from(
    ["a", "", " ", "a/b", "0" * 64, "a\tb", "\u00e9", "a\0b", "https://example.com/x", "x" * 33000]
)
_FORMATS: dict[str, st.SearchStrategy[str]] = {
    "uuid": st.uuids().map(str) | st.just(str(uuid.uuid4()).upper()),
    "date": st.sampled_from(["2026-01-02", "2026-13-02"]),
    "date-time": st.sampled_from(["2026-01-02T03:04:05.678901Z", "2026-01-02T03:04:05+01:00", "2026-01-02 03:04"]),
}


def resolved(document: Json, schema: Json) -> Json:
    """Follow references inside a document; members next to one are kept."""
    while "$ref" in schema:
        target = document
        for step in schema["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        schema = {**target, **{name: value for name, value in schema.items() if name != "$ref"}}
    return schema


@st.composite
def instances(draw: st.DrawFn, document: Json, schema: Json, depth: int = 6) -> Json:
    """Draw a value that mostly matches a schema of an OpenAPI 3.1 document."""
    schema = resolved(document, schema)
    if depth == 0 or draw(st.integers(0, 30)) == 30:
        return draw(_OTHER)
    alternatives = schema.get("oneOf") or schema.get("anyOf")
    if alternatives:
        return draw(instances(document, draw(st.sampled_from(alternatives)), depth))
    if "const" in schema or "enum" in schema:
        return draw(st.sampled_from(schema.get("enum", [schema.get("const")])))
    kind = schema.get("type")
    kind = draw(st.sampled_from(kind)) if isinstance(kind, list) else kind
    if kind == "object":
        return draw(_objects(document, schema, depth - 1))
    if kind == "array":
        items = instances(document, schema.get("items", {}), depth - 1)
        return draw(st.lists(items, max_size=2))
    return draw(_scalars(kind, schema))


@st.composite
def _objects(draw: st.DrawFn, document: Json, schema: Json, depth: int) -> Json:
    required = schema.get("required", ())
    kept = {
        name: item
        for name, item in schema.get("properties", {}).items()
        if draw(st.integers(0, 40)) < (40 if name in required else 20)
    }
    value = {name: draw(instances(document, item, depth)) for name, item in kept.items()}
    return {**value, "no_such_member": 1} if draw(st.integers(0, 20)) == 20 else value


def _scalars(kind: str | None, schema: Json) -> st.SearchStrategy[Json]:
    if kind == "string":
        examples = [value for value in schema.get("examples", ()) if isinstance(value, str)]
        return _FORMATS.get(schema.get("format", ""), st.sampled_from(examples) | _TEXTS if examples else _TEXTS)
    if kind == "integer":
        edges = [schema.get("minimum", 0), schema.get("maximum", 9)]
        return st.sampled_from([*edges, edges[0] - 1, edges[1] + 1, 1.5])
    return {"boolean": st.booleans(), "null": st.none()}.get(str(kind), _OTHER)
