"""The served documents allow what the strict contract allows, and state it in terms that code generators understand."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from openapi_schema_validator import OAS30Validator
from openapi_spec_validator import validate

from tests.contract.instances import instances, resolved

GENERATED = Path(__file__).parents[2] / "generated"
NAMES = ("openapi.json", "openapi.client.json", "openapi-3.0.json", "asyncapi.json")
METHODS = {"get", "put", "post", "delete", "patch"}
VALUES = {"example", "examples", "enum", "const", "default", "value"}
Json = Any


@cache
def served(name: str) -> Json:
    return json.loads((GENERATED / "served" / name).read_text())


@cache
def strict(name: str) -> Json:
    return json.loads((GENERATED / name).read_text())


OPENAPI, CLIENT, OLDER = (served(name) for name in NAMES[:3])
STRICT = strict("openapi.json")


def nodes(node: Json, at: str = "") -> Iterator[tuple[str, Json]]:
    """Yield every object of a document that is not part of an example or another value."""
    if isinstance(node, dict):
        yield at, node
        for name, child in node.items():
            if name not in VALUES:
                yield from nodes(child, f"{at}/{name}")
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from nodes(child, f"{at}/{index}")


def operations(document: Json) -> dict[str, Json]:
    return {
        f"{method} {path}": operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    }


@pytest.mark.parametrize("name", NAMES[:3])
def test_document_is_valid_openapi(name: str):
    validate(served(name))


@pytest.mark.parametrize("name", NAMES)
def test_parsed_formats_have_no_pattern_and_no_length(name: str):
    limited = {"pattern", "minLength", "maxLength"}
    formats = [(at, node) for at, node in nodes(served(name)) if node.get("format") in ("uuid", "date", "date-time")]
    assert formats
    assert [at for at, node in formats if node.keys() & limited] == []


@pytest.mark.parametrize("name", NAMES)
def test_any_json_value_is_a_schema_without_keywords(name: str):
    schema = served(name)["components"]["schemas"].get("JsonValue")
    if schema is not None:
        assert [keyword for keyword in schema if not keyword.startswith("x-")] == ["description"]


@pytest.mark.parametrize("document", [OPENAPI, CLIENT, served("asyncapi.json")], ids=["all", "client", "events"])
def test_constants_have_an_enum_of_one_value(document: Json):
    constants = [node for _, node in nodes(document) if node.get("type") == "string" and "const" in node]
    assert constants
    assert all(node["enum"] == [node["const"]] for node in constants)


def discriminated(document: Json) -> Iterator[tuple[str, Json]]:
    for _, node in nodes(document):
        discriminator = node.get("discriminator", {})
        for value, target in discriminator.get("mapping", {}).items():
            member = resolved(document, {"$ref": target})["properties"][discriminator["propertyName"]]
            yield value, resolved(document, member)


@pytest.mark.parametrize("document", [OPENAPI, CLIENT, OLDER], ids=["all", "client", "3.0"])
def test_discriminator_values_are_enums_of_one_value(document: Json):
    variants = list(discriminated(document))
    assert len(variants) >= 21
    assert all(schema["enum"] == [value] for value, schema in variants)


def closed(document: Json, roots: list[Json]) -> set[str]:
    """Return where objects below the roots forbid other members, following references."""
    found, seen, pending = set(), set(), [("", root) for root in roots]
    while pending:
        name, root = pending.pop()
        for at, node in nodes(root):
            if node.get("additionalProperties") is False:
                found.add(name + at)
            reference = str(node.get("$ref", ""))
            if reference and reference not in seen:
                seen.add(reference)
                pending.append((reference, resolved(document, {"$ref": reference})))
    return found


@pytest.mark.parametrize("document", [OPENAPI, CLIENT, OLDER], ids=["all", "client", "3.0"])
def test_responses_are_open_and_requests_closed(document: Json):
    assert closed(document, [operation["responses"] for operation in operations(document).values()]) == set()
    for name, operation in operations(document).items():
        for media in operation.get("requestBody", {}).get("content", {}).values():
            open_objects = [
                at
                for at, node in nodes(resolved(document, media["schema"]))
                if node.get("type") == "object"
                and "allOf" not in node
                and node.get("additionalProperties") is not False
            ]
            assert open_objects == [], name


def test_sent_events_are_open_and_received_ones_closed():
    document = served("asyncapi.json")
    for name, operation in document["operations"].items():
        messages = [resolved(document, resolved(document, reference)) for reference in operation["messages"]]
        assert bool(closed(document, messages)) == (operation["action"] == "receive"), name


@pytest.mark.parametrize("document", [OPENAPI, CLIENT, OLDER], ids=["all", "client", "3.0"])
def test_requests_and_successes_have_examples_at_their_media_types(document: Json):
    for name, operation in operations(document).items():
        successes = [response for status, response in operation["responses"].items() if status.startswith("2")]
        for holder in (operation.get("requestBody", {}), *successes):
            for media in holder.get("content", {}).values():
                assert "example" in media or media["examples"], name


def test_sort_orders_are_named():
    orders = [
        parameter["schema"]
        for operation in operations(OPENAPI).values()
        for parameter in operation.get("parameters", ())
        if parameter.get("name") == "sort"
    ]
    assert len(orders) >= 9
    for schema in orders:
        named = OPENAPI["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        assert len(named["x-enum-varnames"]) == len(set(named["x-enum-varnames"])) == len(named["enum"])
        assert schema["default"] in named["enum"]


@pytest.mark.parametrize("name", NAMES)
def test_integers_have_a_format(name: str):
    integers = [node for _, node in nodes(served(name)) if node.get("type") in ("integer", ["integer", "null"])]
    assert integers
    assert {node.get("format") for node in integers} <= {"int32", "int64"}


def test_growing_enums_are_marked_and_described():
    marked = [node for _, node in nodes(OPENAPI) if "x-may-gain-values" in node]
    assert len(marked) > 10
    assert all("must accept" in node["description"] for node in marked)


def test_client_document_differs_only_in_the_session():
    text = json.dumps(CLIENT)
    assert "sessionCookie" not in text
    assert "/session" not in CLIENT["paths"]
    assert {*operations(OPENAPI)} - {*operations(CLIENT)} == {"get /session", "post /session", "delete /session"}
    assert "csrf-failed" not in [code for operation in operations(CLIENT).values() for code in operation["x-problems"]]
    for name, operation in operations(CLIENT).items():
        other = operations(OPENAPI)[name]
        assert operation["security"] == [way for way in other["security"] if "bearerAuth" in way]
        differing = {key for key in operation if operation[key] != other[key]}
        assert differing <= {"security", "x-problems"}
    schemas = CLIENT["components"]["schemas"]
    assert schemas.items() <= OPENAPI["components"]["schemas"].items()
    assert OPENAPI["components"]["schemas"].keys() - schemas.keys() == {"DemoIdentity", "Session", "SessionCreate"}


def signature(document: Json, operation: Json) -> Json:
    """Return what an operation accepts and returns, apart from the schemas."""
    parameters = [resolved(document, parameter) for parameter in operation.get("parameters", ())]
    return (
        operation["operationId"],
        sorted((item["in"], item["name"], item.get("required", False), item.get("style")) for item in parameters),
        dict.fromkeys(operation.get("requestBody", {}).get("content", {}), True),
        operation.get("requestBody", {}).get("required"),
        {
            status: (
                sorted(resolved(document, response).get("content", ())),
                sorted(resolved(document, response)["headers"]),
            )
            for status, response in operation["responses"].items()
        },
        [sorted(way) for way in operation["security"]],
        operation["x-problems"],
    )


def test_older_rendition_has_the_same_operations_parameters_and_statuses():
    assert OLDER["openapi"] == "3.0.3"
    ours, theirs = operations(OPENAPI), operations(OLDER)
    assert {name: signature(OPENAPI, node) for name, node in ours.items()} == {
        name: signature(OLDER, node) for name, node in theirs.items()
    }
    scopes = {
        name: {scope for way in node["security"] for item in way.values() for scope in item}
        for name, node in ours.items()
    }
    assert {name: set(node["x-required-scopes"]) for name, node in theirs.items()} == scopes


def test_older_rendition_uses_no_newer_keyword():
    newer = {"const", "$defs", "prefixItems", "propertyNames", "unevaluatedProperties", "contentEncoding", "webhooks"}
    for at, node in nodes(OLDER):
        if at.endswith("/properties"):
            continue
        assert not node.keys() & newer, at
        assert node.keys() == {"$ref"} or "$ref" not in node, at
        assert not isinstance(node.get("type"), list), at
        assert not isinstance(node.get("examples"), list), at
        assert not isinstance(node.get("exclusiveMinimum"), int), at


def newer_validator(document: Json, schema: Json) -> Draft202012Validator:
    return Draft202012Validator({**schema, "components": document["components"]}, format_checker=FormatChecker())


def older_validator(schema: Json) -> OAS30Validator:
    return OAS30Validator({**schema, "components": OLDER["components"]}, format_checker=FormatChecker())


# The rendition lacks scalars, which it repeats where they are used, and schemas that are never used without null.
SCHEMAS = sorted(OPENAPI["components"]["schemas"].keys() & OLDER["components"]["schemas"].keys())


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_older_rendition_and_strict_contract_agree_on_generated_instances(data: st.DataObject):
    name = data.draw(st.sampled_from(SCHEMAS))
    reference = {"$ref": f"#/components/schemas/{name}"}
    value = data.draw(instances(OPENAPI, reference))
    is_valid = newer_validator(OPENAPI, reference).is_valid(value)
    assert older_validator(reference).is_valid(value) == is_valid
    if name in STRICT["components"]["schemas"] and not is_valid:
        assert not newer_validator(STRICT, reference).is_valid(value), "what the server accepts is not in its document"


def examples(document: Json) -> Iterator[tuple[str, Json, Json]]:
    for at, node in nodes(document):
        if "schema" in node:
            named = [entry["value"] for entry in node.get("examples", {}).values()]
            for value in [*([node["example"]] if "example" in node else []), *named]:
                yield at, node["schema"], value


def test_examples_are_valid_in_every_document():
    for document in (OPENAPI, CLIENT):
        shown = list(examples(document))
        assert len(shown) > 70
        assert [at for at, schema, value in shown if not newer_validator(document, schema).is_valid(value)] == []
    shown = list(examples(OLDER))
    assert len(shown) > 70
    assert [at for at, schema, value in shown if not older_validator(schema).is_valid(value)] == []
    named = OLDER["components"]["schemas"].items()
    assert [
        name
        for name, schema in named
        if "example" in schema and not older_validator(schema).is_valid(schema["example"])
    ] == []


def test_examples_of_the_strict_contract_are_valid_in_the_served_ones():
    for name, schema in STRICT["components"]["schemas"].items():
        for value in schema.get("examples", ()):
            if name in OPENAPI["components"]["schemas"]:
                assert newer_validator(OPENAPI, {"$ref": f"#/components/schemas/{name}"}).is_valid(value), name
