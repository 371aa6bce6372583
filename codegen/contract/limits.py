"""Collects the size limits of request bodies, so that no handler repeats a number of the spec."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from codegen.contract.load import METHODS

_SUFFIXES = {"maxLength": "MAX_LENGTH", "maxItems": "MAX_ITEMS", "x-max-bytes": "MAX_BYTES"}
_SCHEMAS = "#/components/schemas/"


def size_limits(bundle: dict[str, Any]) -> dict[str, int]:
    """Return each limit by the name of its constant, such as ALERT_CREATE_RULE_ID_MAX_LENGTH."""
    schemas = bundle["components"]["schemas"]
    limits: dict[str, int] = {}
    for name in sorted(_request_schemas(bundle)):
        schema = schemas[name]
        limits |= _limits(name, schema)
        for member, child in schema.get("properties", {}).items():
            limits |= _limits(f"{name}_{member}", child)
    return limits


def document_sizes(bundle: dict[str, Any]) -> list[int]:
    """Return the distinct values of x-max-bytes, the limit of a JSON document as compact UTF-8."""
    sizes = [node["x-max-bytes"] for node in _nodes(bundle["components"]["schemas"]) if "x-max-bytes" in node]
    return sorted(set(sizes))


def _limits(name: str, schema: dict[str, Any]) -> dict[str, int]:
    # Formats and fixed lengths do not limit a size.
    if "format" in schema or ("maxLength" in schema and schema["maxLength"] == schema.get("minLength")):
        return {}
    constant = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", re.sub("Input(?=_|$)", "", name)).upper()
    return {f"{constant}_{suffix}": schema[key] for key, suffix in _SUFFIXES.items() if key in schema}


def _request_schemas(bundle: dict[str, Any]) -> set[str]:
    """Return the names of all schemas that a request body consists of."""
    bodies = [
        item[method]["requestBody"]
        for item in bundle["paths"].values()
        for method in METHODS
        if "requestBody" in item.get(method, {})
    ]
    names: set[str] = set()
    pending = list(_references(bodies))
    while pending:
        name = pending.pop()
        # JsonValue is limited where it is used.
        if name not in names and name != "JsonValue":
            names.add(name)
            pending.extend(_references(bundle["components"]["schemas"][name]))
    return names


def _references(node: Any) -> Iterator[str]:
    for child in _nodes(node):
        if str(child.get("$ref")).startswith(_SCHEMAS):
            yield child["$ref"].removeprefix(_SCHEMAS)


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Yield a node and everything below it that is an object."""
    if isinstance(node, dict):
        yield node
    if isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from _nodes(child)
