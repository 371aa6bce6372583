"""Opens the schemas of responses for other members, and keeps those of requests closed (ADR-0021, Compatibility).

A schema that both directions use is published twice: closed under its name for requests, whose values clients create,
and open as `<Name>Output` for responses.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

Json = dict[str, Any]
_SCHEMAS = "#/components/schemas/"


def separate_directions(document: Json, requests: list[Any], responses: list[Any]) -> None:
    """Change the schemas of a document, given all nodes that describe what clients send and what they receive."""
    schemas: dict[str, Json] = document["components"]["schemas"]
    sent, received = _reachable(requests, schemas), _reachable(responses, schemas)
    shared = _with_closed_objects(sent & received, schemas)
    copies = {name: f"{name}Output" for name in sorted(shared)}
    for name, copy in copies.items():
        if copy in schemas:
            raise ValueError(f"{copy} is the name of the response's form of {name}: rename the schema {copy}")
        schemas[copy] = deepcopy(schemas[name])
    opened = [schemas[name] for name in (received - shared) | set(copies.values())]
    for schema in opened:
        _open(schema)
    for node in (*responses, *opened):
        _redirect(node, copies)
    document["components"]["schemas"] = dict(sorted(schemas.items()))


def _reachable(nodes: list[Any], schemas: dict[str, Json]) -> set[str]:
    names: set[str] = set()
    pending = list(nodes)
    while pending:
        for name in _schema_names(pending.pop()):
            if name not in names:
                names.add(name)
                pending.append(schemas[name])
    return names


def _with_closed_objects(names: set[str], schemas: dict[str, Json]) -> set[str]:
    """Return the schemas that allow no other members, and those that refer to one."""
    return {
        name
        for name in names
        if any(_is_closed(schemas[used]) for used in {name} | _reachable([schemas[name]], schemas))
    }


def _is_closed(node: Any) -> bool:
    if isinstance(node, list):
        return any(map(_is_closed, node))
    if not isinstance(node, dict):
        return False
    return node.get("additionalProperties") is False or any(map(_is_closed, node.values()))


def _open(node: Any) -> None:
    if isinstance(node, dict):
        if node.get("additionalProperties") is False:
            del node["additionalProperties"]
        for child in node.values():
            _open(child)
    elif isinstance(node, list):
        for child in node:
            _open(child)


def _redirect(node: Any, copies: dict[str, str]) -> None:
    """Refer to the copies for responses."""
    if isinstance(node, list):
        for child in node:
            _redirect(child, copies)
    if not isinstance(node, dict):
        return
    for name, child in node.items():
        if name == "$ref" and isinstance(child, str):
            node[name] = _copy_of(child, copies)
        elif name == "mapping" and "propertyName" in node:
            node[name] = {value: _copy_of(target, copies) for value, target in child.items()}
        else:
            _redirect(child, copies)


def _copy_of(reference: str, copies: dict[str, str]) -> str:
    name = reference.removeprefix(_SCHEMAS)
    return _SCHEMAS + copies[name] if reference.startswith(_SCHEMAS) and name in copies else reference


def _schema_names(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _schema_names(child)
    if isinstance(node, dict):
        for name, child in node.items():
            if name == "$ref" and str(child).startswith(_SCHEMAS):
                yield child.removeprefix(_SCHEMAS)
            elif isinstance(child, dict | list):
                yield from _schema_names(child)
