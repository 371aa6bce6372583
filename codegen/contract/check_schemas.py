"""Checks what the published documents need of each schema: descriptions, formats of integers, and portable patterns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codegen.contract.load import Source, Specs
from codegen.contract.patterns import UnportableError, portable

# Below these keys are values, not schemas.
_VALUES = {"examples", "example", "const", "enum", "default", "links"}
_INTEGER_FORMATS = {"int32", "int64"}


def check_schemas(specs: Specs) -> None:
    """Check every schema of the sources; raise `SpecError` at the first error."""
    named = [specs.named("openapi.yaml"), specs.named("asyncapi.yaml")]
    for source in (*named, *specs.schema_files(), *specs.event_files()):
        for node in _nodes(source.content):
            _check_properties(specs, source, node)
            _check_keywords(source, node)


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every object below a node that is not part of a value."""
    if isinstance(node, list):
        for child in node:
            yield from _nodes(child)
    if isinstance(node, dict):
        yield node
        for name, child in node.items():
            if name not in _VALUES:
                yield from _nodes(child)


def _check_properties(specs: Specs, source: Source, node: dict[str, Any]) -> None:
    properties = node.get("properties")
    if node.get("type") != "object" or not isinstance(properties, dict):
        return
    for name, schema in properties.items():
        if "description" not in schema and "description" not in _target(specs, source, schema):
            source.fail(
                properties, f"the property {name} has no description, and no schema that it refers to has", name
            )


def _target(specs: Specs, source: Source, schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema that a reference names, or an empty one."""
    file, found, fragment = str(schema.get("$ref", "")).partition("#/")
    if not found:
        return {}
    content = specs.source(source.path.parent / file).content if file else source.content
    target = content.get(fragment, {})
    return target if isinstance(target, dict) else {}


def _check_keywords(source: Source, node: dict[str, Any]) -> None:
    kind = node.get("type")
    kinds = kind if isinstance(kind, list) else [kind]
    if "integer" in kinds and node.get("format") not in _INTEGER_FORMATS:
        source.fail(node, "an integer needs format: int32 or int64", "type")
    if "x-may-gain-values" in node and not ("enum" in node and "description" in node):
        source.fail(node, "x-may-gain-values belongs to an enum with a description", "x-may-gain-values")
    pattern = node.get("pattern")
    if isinstance(pattern, str):
        try:
            portable(pattern)
        except UnportableError as error:
            source.fail(node, f"the pattern cannot be published for every client: {error}", "pattern")
