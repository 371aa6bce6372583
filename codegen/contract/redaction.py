"""Derives from `x-redact` the redaction plan of each schema in a response: what an auditor sees of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from codegen.contract.load import METHODS

_REF = "#/components/schemas/"


def redaction_plans(bundle: dict[str, Any]) -> dict[str, str]:
    """Return the plan, as a Python expression, of every object that responses consist of, by its name."""
    schemas = bundle["components"]["schemas"]
    # Pages need no plan: their items have one.
    names = [
        name
        for name in sorted(_response_schemas(bundle))
        if "discriminator" in schemas[name] or "next_cursor" not in schemas[name].get("properties", {"next_cursor": {}})
    ]
    return {name: _plan(schemas[name], schemas) or "Members({})" for name in names}


def _response_schemas(bundle: dict[str, Any]) -> set[str]:
    """Return the names of all schemas that successful responses consist of."""
    responses = [
        response
        for item in bundle["paths"].values()
        for method in METHODS
        if method in item
        for status, response in item[method]["responses"].items()
        if status.startswith("2")
    ]
    names: set[str] = set()
    pending = [name for response in responses for name in _references(response.get("content", {}))]
    while pending:
        name = pending.pop()
        if name not in names:
            names.add(name)
            pending.extend(_references(bundle["components"]["schemas"][name]))
    return names


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _references(child)
    if isinstance(node, dict):
        ref = node.get("$ref")
        if isinstance(ref, str) and ref.startswith(_REF):
            yield ref.removeprefix(_REF)
        for child in node.values():
            yield from _references(child)


def _plan(schema: dict[str, Any], schemas: dict[str, Any]) -> str | None:
    """Return the plan of a schema; None if an auditor sees it unchanged."""
    if schema.get("x-redact") == "drop":
        return "Dropped()"
    if schema.get("x-redacted-at-source") is True:
        return None  # read from records that have a redacted copy of their own
    name = str(schema.get("$ref", "")).removeprefix(_REF)
    if name == "JsonValue":
        return "AnyJson()"
    if name:
        return _plan(schemas[name], schemas)
    if "discriminator" in schema:
        return _variants(schema["discriminator"], schemas)
    if "oneOf" in schema:
        return next((plan for plan in (_plan(child, schemas) for child in schema["oneOf"]) if plan is not None), None)
    if "properties" in schema:
        plans = {name: _plan(child, schemas) for name, child in schema["properties"].items()}
        members = ", ".join(f'"{name}": {plan}' for name, plan in plans.items() if plan is not None)
        return f"Members({{{members}}})" if members else None
    if schema.get("type") == "array":
        plan = _plan(schema["items"], schemas)
        return None if plan is None else f"Items({plan}, unique={schema.get('uniqueItems', False)})"
    return _text(schema) if schema.get("x-redact") == "text" else None


def _variants(discriminator: dict[str, Any], schemas: dict[str, Any]) -> str:
    plans = {
        tag: _plan(schemas[ref.removeprefix(_REF)], schemas) or "Members({})"
        for tag, ref in discriminator["mapping"].items()
    }
    variants = ", ".join(f'"{tag}": {plan}' for tag, plan in plans.items())
    return f'Variants("{discriminator["propertyName"]}", {{{variants}}})'


def _text(schema: dict[str, Any]) -> str:
    whole = schema.get("x-redact-whole")
    placeholders = "" if whole is None else f", whole=Whole({whole['by']!r}, {whole['placeholders']!r})"
    return f"Text(max_length={schema['maxLength']}{placeholders})"
