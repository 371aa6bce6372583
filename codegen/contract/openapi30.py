"""Renders the served OpenAPI 3.1 document in OpenAPI 3.0.3, for tools that do not support 3.1 (ADR-0021).

Both describe the same requests and responses. What 3.0 cannot state in the same way is restated: null by `nullable`, a
constant by an enum of one value, a description next to a reference by `allOf`. A keyword without a counterpart is an
error.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from codegen.contract.published import operations_of, remove_unreferenced

Json = dict[str, Any]
_SCHEMAS = "#/components/schemas/"
_NULL = {"type": "null"}
_LICENSE_URL = "https://www.apache.org/licenses/LICENSE-2.0.html"
_NOTE = """
**OpenAPI 3.0.** This document is rendered from `/openapi.json`, which is OpenAPI 3.1. `x-required-scopes` of an
operation lists what 3.1 has under `security`: the scope that the caller needs. `<Name>OrNull` is the schema `<Name>` or
null.
"""
_KEPT = frozenset(
    {"type", "format", "title", "description", "enum", "default", "pattern", "required", "discriminator", "example",
     "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties",
     "uniqueItems", "multipleOf", "nullable", "readOnly", "writeOnly"}
)  # fmt: skip


def openapi_30(published: Json) -> Json:
    """Return /openapi-3.0.json. Raises ValueError for a keyword that OpenAPI 3.0 cannot state."""
    return _Rendition(deepcopy(published)).document()


class _Rendition:
    def __init__(self, source: Json) -> None:
        self._source = source
        self._schemas: dict[str, Json] = source["components"]["schemas"]
        self._nullable: dict[str, Json] = {}

    def document(self) -> Json:
        info = {name: value for name, value in self._source["info"].items() if name != "summary"}
        info["description"] = info["description"].rstrip() + "\n" + _NOTE
        info["license"] = {"name": info["license"]["name"], "url": _LICENSE_URL}
        for operation in operations_of(self._source):
            _move_scopes(operation)
        components = dict(self._source["components"])
        schemas = {name: self._schema(schema) for name, schema in self._schemas.items()}
        rest = {
            name: self._outside(node)
            for name, node in {**self._source, "components": {**components, "schemas": {}}}.items()
            if name not in {"openapi", "info"}
        }
        rest["components"]["schemas"] = dict(sorted({**schemas, **self._nullable}.items()))
        document = {"openapi": "3.0.3", "info": info, **rest}
        remove_unreferenced(document)
        return document

    def _outside(self, node: Any) -> Any:
        """Render everything but schemas, which are below the key `schema`."""
        if isinstance(node, list):
            return [self._outside(child) for child in node]
        if not isinstance(node, dict):
            return node
        return {
            name: self._schema(child)
            if name == "schema"
            else child
            if name in {"example", "value"}
            else self._outside(child)
            for name, child in node.items()
        }

    def _schema(self, schema: Json) -> Json:
        if "$ref" in schema:
            rest = {name: value for name, value in schema.items() if name != "$ref"}
            return self._reference(schema["$ref"], rest) if rest else schema
        alternatives = [item for item in schema.get("oneOf", ()) if item != _NULL]
        if len(alternatives) < len(schema.get("oneOf", ())):
            (alternative,) = alternatives
            return self._or_null(alternative["$ref"], {key: value for key, value in schema.items() if key != "oneOf"})
        rendered: Json = {}
        for keyword, value in schema.items():
            rendered |= self._keyword(keyword, value)
        return rendered

    def _reference(self, reference: str, siblings: Json) -> Json:
        """Render a reference with siblings: OpenAPI 3.0 ignores these, so the reference moves into `allOf`."""
        target = self._schemas[reference.removeprefix(_SCHEMAS)]
        if _is_plain(target):
            return self._schema({**target, **siblings})
        return {"allOf": [{"$ref": reference}], **self._schema(siblings)}

    def _or_null(self, reference: str, siblings: Json) -> Json:
        name = reference.removeprefix(_SCHEMAS)
        target = self._schemas[name]
        if _is_plain(target):
            return {**self._schema({**target, **siblings}), "nullable": True}
        # `nullable` has an effect only next to the type, so that a wrapper around the schema itself would reject null.
        variant = {**self._schema(target), "nullable": True}
        if "enum" in variant:
            variant["enum"] = [*variant["enum"], None]
        self._nullable[f"{name}OrNull"] = variant
        # Repeated here, because some generators look for `nullable` where the schema is used.
        here = {"type": variant["type"], "nullable": True}
        return {"allOf": [{"$ref": f"{_SCHEMAS}{name}OrNull"}], **here, **self._schema(siblings)}

    def _keyword(self, keyword: str, value: Any) -> Json:
        if keyword == "type" and isinstance(value, list):
            (kind,) = (item for item in value if item != "null")
            return {"type": kind, "nullable": True}
        if keyword == "const":
            return {"enum": [value]}
        if keyword == "examples":
            return {"example": value[0]}
        if keyword in {"items", "additionalProperties"}:
            return {keyword: self._schema(value) if isinstance(value, dict) else value}
        if keyword in {"oneOf", "anyOf", "allOf"}:
            return {keyword: [self._schema(item) for item in value]}
        if keyword == "properties":
            return {keyword: {name: self._schema(child) for name, child in value.items()}}
        if keyword in _KEPT or keyword.startswith("x-"):
            return {keyword: value}
        raise ValueError(f"OpenAPI 3.0 has no counterpart of {keyword}")


def _is_plain(schema: Json) -> bool:
    """Whether generators have no type of their own for the schema, so that it can be repeated where it is used."""
    is_typed = schema.get("type") == "object" or schema.keys() & {"enum", "const", "oneOf", "anyOf", "allOf"}
    return not is_typed


def _move_scopes(operation: Json) -> None:
    """List scopes in an extension: OpenAPI 3.0 allows them under `security` for OAuth and OpenID Connect only."""
    scopes = sorted({scope for way in operation["security"] for listed in way.values() for scope in listed})
    operation["security"] = [{scheme: [] for scheme in way} for way in operation["security"]]
    operation["x-required-scopes"] = scopes
