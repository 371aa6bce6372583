"""What the SDKs need to know of the contract apart from what the generators read."""

from __future__ import annotations

from typing import Any


def problems(document: dict[str, Any]) -> dict[int, str]:
    """Return the schema of each problem by its status, without the ending `Problem`, ordered by status."""
    schemas = document["components"]["schemas"].items()
    statuses = {
        schema["properties"]["status"]["const"]: name.removesuffix("Problem")
        for name, schema in schemas
        if name.endswith("Problem")
    }
    return dict(sorted(statuses.items()))


def growing_enums(document: dict[str, Any]) -> set[str]:
    """Return the names of the enums to which a minor version may add values."""
    return {name for name, schema in document["components"]["schemas"].items() if schema.get("x-may-gain-values")}


def results(document: dict[str, Any]) -> list[str]:
    """Return the names of the schemas of successful responses, with the variants of unions instead of the unions."""
    names: set[str] = set()
    for item in document["paths"].values():
        for node in item.values():
            for status, response in node["responses"].items():
                if status.startswith("2") and "content" in response:
                    names |= _variants(document, response["content"]["application/json"]["schema"])
    return sorted(names)


def _variants(document: dict[str, Any], schema: dict[str, Any]) -> set[str]:
    name = schema["$ref"].rpartition("/")[2]
    variants = document["components"]["schemas"][name].get("oneOf")
    return {name} if variants is None else set().union(*(_variants(document, variant) for variant in variants))
