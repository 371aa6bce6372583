"""Derives the documents that the server serves from the strict bundles that models and validators are generated from.

The served documents state the same contract in terms that code generators understand (ADR-0021). They allow more than
the server does only where generators fail on the exact statement, and descriptions state what is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from codegen.contract.breaking_forms import PARSED_FORMATS
from codegen.contract.directions import separate_directions
from codegen.contract.load import METHODS
from codegen.contract.patterns import portable
from codegen.contract.problems import camel

Json = dict[str, Any]
MORE_VALUES = "A minor version may add values, which clients must accept."
# Below these keys are values, not schemas.
_VALUES = frozenset({"example", "examples", "enum", "const", "default", "x-transitions"})
_CONSOLE_PARAGRAPH = "**Console.**"
_CONSOLE_SCHEMES = frozenset({"sessionCookie", "csrfToken"})
_CONSOLE_PATH = "/session"


def published_openapi(bundle: Json) -> Json:
    """Return the document that is served as /openapi.json."""
    document = deepcopy(bundle)
    _open_json_value(document)
    _repeat_nullable_values(document, document["components"]["schemas"])
    _name_sort_orders(document)
    separate_directions(document, *_openapi_directions(document))
    _simplify(document)
    _add_examples(document)
    return document


def published_asyncapi(bundle: Json) -> Json:
    """Return the document that is served as /asyncapi.json."""
    document = deepcopy(bundle)
    _open_json_value(document)
    messages: dict[str, list[Json]] = {"receive": [], "send": []}
    for operation in document["operations"].values():
        for reference in operation["messages"]:
            name = reference["$ref"].rpartition("/")[2]
            messages[operation["action"]].append(document["components"]["messages"][name])
    separate_directions(document, messages["receive"], messages["send"])
    _simplify(document)
    return document


def client_openapi(published: Json) -> Json:
    """Return /openapi.client.json: the served document without the console's session."""
    document = deepcopy(published)
    paragraphs = document["info"]["description"].split("\n\n")
    kept = [paragraph for paragraph in paragraphs if not paragraph.startswith(_CONSOLE_PARAGRAPH)]
    document["info"]["description"] = "\n\n".join(kept)
    del document["paths"][_CONSOLE_PATH]
    for scheme in _CONSOLE_SCHEMES:
        del document["components"]["securitySchemes"][scheme]
    for operation in operations_of(document):
        operation["security"] = [way for way in operation["security"] if not way.keys() & _CONSOLE_SCHEMES]
        operation["x-problems"] = [code for code in operation["x-problems"] if code != "csrf-failed"]
    remove_unreferenced(document)
    return document


def session_openapi(published: Json) -> Json:
    """Return the part of the served document that /openapi.client.json leaves out: the console's session."""
    document = deepcopy(published)
    document["paths"] = {_CONSOLE_PATH: document["paths"][_CONSOLE_PATH]}
    remove_unreferenced(document)
    return document


def operations_of(document: Json) -> Iterator[Json]:
    """Yield every operation of an OpenAPI document."""
    for item in document["paths"].values():
        yield from (node for name, node in item.items() if name in METHODS)


def _open_json_value(document: Json) -> None:
    """Publish any JSON value as a schema without keywords: generators take the exact one for an array or an object."""
    schema = document["components"]["schemas"].get("JsonValue")
    if schema is not None:
        kept = {name: value for name, value in schema.items() if name == "description" or name.startswith("x-")}
        document["components"]["schemas"]["JsonValue"] = kept


def _repeat_nullable_values(node: Any, schemas: Json) -> None:
    """Publish a scalar or array that may be null as one schema: some generators lose the null of a union."""
    if isinstance(node, list):
        for child in node:
            _repeat_nullable_values(child, schemas)
    if not isinstance(node, dict):
        return
    variants = node.get("oneOf", [])
    if len(variants) == 2 and "$ref" in variants[0] and variants[1] == {"type": "null"}:
        referenced = schemas[variants[0]["$ref"].rpartition("/")[2]]
        if referenced["type"] != "object" and "enum" not in referenced:
            del node["oneOf"]
            node |= deepcopy(referenced) | {"type": [referenced["type"], "null"]} | node
    for name, child in node.items():
        if name not in _VALUES:
            _repeat_nullable_values(child, schemas)


def _name_sort_orders(document: Json) -> None:
    """Move the values of each list's `sort` into a named schema, with names for the values that begin with a minus."""
    for operation in operations_of(document):
        for parameter in operation.get("parameters", ()):
            if parameter.get("name") == "sort":
                schema = parameter["schema"]
                name = f"{camel(operation['operationId'])}Sort"
                named = {key: value for key, value in schema.items() if key != "default"}
                named["description"] = "A sort order; a leading minus sorts in descending order."
                named["x-enum-varnames"] = [_member_name(value) for value in schema["enum"]]
                document["components"]["schemas"][name] = named
                parameter["schema"] = {"$ref": f"#/components/schemas/{name}", "default": schema["default"]}
    document["components"]["schemas"] = dict(sorted(document["components"]["schemas"].items()))


def _member_name(value: str) -> str:
    return f"{value[1:]}_descending".upper() if value.startswith("-") else value.upper()


def _openapi_directions(document: Json) -> tuple[list[Any], list[Any]]:
    requests: list[Any] = [document["components"]["parameters"]]
    responses: list[Any] = [document["components"]["responses"], document["components"]["headers"]]
    for operation in operations_of(document):
        requests += [operation.get("parameters", []), operation.get("requestBody", {})]
        responses.append(operation["responses"])
    return requests, responses


def _simplify(node: Any) -> None:
    """Apply the rules for single schemas to everything below a node."""
    if isinstance(node, list):
        for child in node:
            _simplify(child)
    if not isinstance(node, dict):
        return
    _simplify_keywords(node)
    for name, child in node.items():
        if name not in _VALUES:
            _simplify(child)


def _simplify_keywords(node: Json) -> None:
    # Clients parse values of these formats into types of their own, which have no length and match no pattern.
    if isinstance(node.get("format"), str) and node["format"] in PARSED_FORMATS:
        for keyword in ("pattern", "minLength", "maxLength"):
            node.pop(keyword, None)
    if isinstance(node.get("pattern"), str):
        node["pattern"] = portable(node["pattern"])
    if isinstance(node.get("const"), str) and node.get("type") == "string":
        node["enum"] = [node["const"]]
    if node.get("x-may-gain-values") is True:
        node["description"] = f"{node['description']} {MORE_VALUES}"


def _add_examples(document: Json) -> None:
    """Show the examples of the schema at the media type of every request and 2xx response."""
    for operation in operations_of(document):
        successes = [response for status, response in operation["responses"].items() if status.startswith("2")]
        for holder in (operation.get("requestBody", {}), *successes):
            for media in holder.get("content", {}).values():
                if "example" not in media and "examples" not in media:
                    media.update(_examples(document, media["schema"]))


def _examples(document: Json, schema: Json) -> Json:
    name = str(schema["$ref"]).rpartition("/")[2]
    values = document["components"]["schemas"][name]["examples"]
    if len(values) == 1:
        return {"example": values[0]}
    return {"examples": {f"example-{number}": {"value": value} for number, value in enumerate(values, 1)}}


def remove_unreferenced(document: Json) -> None:
    """Remove components that nothing refers to any longer."""
    components = document["components"]
    used: set[str] = set()
    pending: list[Any] = [document["paths"]]
    while pending:
        for reference in references(pending.pop()):
            if reference not in used:
                used.add(reference)
                kind, name = reference.removeprefix("#/components/").split("/")
                pending.append(components[kind][name])
    for kind in components.keys() - {"securitySchemes"}:
        components[kind] = {
            name: node for name, node in components[kind].items() if f"#/components/{kind}/{name}" in used
        }


def references(node: Any) -> Iterator[str]:
    """Yield every reference below a node, and every target of a discriminator."""
    if isinstance(node, list):
        for child in node:
            yield from references(child)
    if isinstance(node, dict):
        for name, child in node.items():
            if name == "$ref" and isinstance(child, str):
                yield child
            elif name == "mapping" and "propertyName" in node:
                yield from child.values()
            elif name not in _VALUES:
                yield from references(child)
