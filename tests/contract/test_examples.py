"""Every example in the contract is valid, and every operation, problem and event has one."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

ROOT = Path(__file__).parent.parent.parent
OPENAPI = json.loads((ROOT / "generated" / "openapi.json").read_text())
ASYNCAPI = json.loads((ROOT / "generated" / "asyncapi.json").read_text())
PROBLEMS = {entry["code"]: entry for entry in yaml.safe_load((ROOT / "specs" / "problems.yaml").read_text())}
METHODS = {"get", "put", "post", "delete", "patch"}
OPERATIONS = {op["operationId"]: op for item in OPENAPI["paths"].values() for m, op in item.items() if m in METHODS}
# The members of these objects are named by the contract; they are not keywords.
MAPS = ("/properties", "/headers", "/schemas", "/components")
Json = Any


def resolved(bundle: Json, node: Json) -> Json:
    while "$ref" in node:
        target = bundle
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        node = target
    return node


def own_examples(holder: Json) -> list[Json]:
    """Return `example` and `examples`, be it the list of a schema or the named ones of a parameter or media type."""
    single = [holder["example"]] if "example" in holder else []
    named = holder.get("examples", [])
    return single + (named if isinstance(named, list) else [entry["value"] for entry in named.values()])


def examples_of(bundle: Json, media: Json) -> list[Json]:
    """Return the examples that documentation shows for a media type, header or parameter."""
    schema = media["schema"]
    own = own_examples(media) + own_examples(schema)
    return own or own_examples(resolved(bundle, schema))


def with_examples(node: Json, at: str = "#") -> Iterator[tuple[str, Json, Json]]:
    """Yield the location, schema and value of every example, on a schema or on an object that has one."""
    if isinstance(node, list):
        for index, child in enumerate(node):
            yield from with_examples(child, f"{at}/{index}")
    if not isinstance(node, dict):
        return
    if not at.endswith(MAPS):
        for index, example in enumerate(own_examples(node)):
            own_schema = {key: child for key, child in node.items() if key != "examples"}
            yield f"{at}/examples/{index}", node.get("schema", own_schema), example
    for name, child in node.items():
        if at.endswith(MAPS) or name not in {"example", "examples", "enum", "const", "default"}:
            yield from with_examples(child, f"{at}/{name}")


def validator(bundle: Json, schema: Json) -> Draft202012Validator:
    document = {**schema, "components": bundle["components"]}
    return Draft202012Validator(document, format_checker=FormatChecker())


def invalid_examples(bundle: Json) -> list[str]:
    return [at for at, schema, example in with_examples(bundle) if not validator(bundle, schema).is_valid(example)]


def test_every_example_matches_its_schema():
    assert (invalid_examples(OPENAPI), invalid_examples(ASYNCAPI)) == ([], [])


@pytest.mark.parametrize(
    ("bundle", "holder", "wrong"),
    [
        (OPENAPI, ("components", "schemas", "Ticket", "examples", 0, "number"), 0),
        (OPENAPI, ("components", "parameters", "IfMatch", "example"), "3"),
        (OPENAPI, ("components", "headers", "RetryAfter", "example"), 0),
        (OPENAPI, ("components", "schemas", "Uuid", "examples", 0), "019A5F3E"),
        (
            OPENAPI,
            ("components", "responses", "NotFound", "content", "application/problem+json", "examples", "not-found",
             "value", "status"),
            400,
        ),
        (ASYNCAPI, ("components", "schemas", "TicketLinked", "examples", 0, "data", "link", "relation"), "near"),
    ],
)  # fmt: skip
def test_invalid_example_is_detected_wherever_it_is(bundle: Json, holder: tuple[str | int, ...], wrong: Json):
    other = copy.deepcopy(bundle)
    node = other
    for step in holder[:-1]:
        node = node[step]
    assert node[holder[-1]] != wrong
    node[holder[-1]] = wrong
    assert len(invalid_examples(other)) == 1


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_operation_has_examples_of_its_bodies(name: str):
    operation = OPERATIONS[name]
    bodies = list(resolved(OPENAPI, operation.get("requestBody", {})).get("content", {}).values())
    for status, response in operation["responses"].items():
        if status.startswith("2"):
            bodies += resolved(OPENAPI, response).get("content", {}).values()
    assert all(examples_of(OPENAPI, media) for media in bodies)


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_operation_has_an_example_of_each_problem(name: str):
    operation = OPERATIONS[name]
    for code in operation["x-problems"]:
        problem = PROBLEMS[code]
        response = resolved(OPENAPI, operation["responses"][str(problem["status"])])
        example = response["content"]["application/problem+json"]["examples"][code]
        value = example["value"]
        assert example["summary"] == value["title"] == problem["title"]
        assert (value["type"], value["code"], value["status"]) == (f"/problems/{code}", code, problem["status"])
        assert {*value} >= {*problem.get("members", {})}
        assert f"`{code}`: {problem['description']}" in response["description"]


@pytest.mark.parametrize("name", sorted(ASYNCAPI["components"]["messages"]))
def test_event_has_an_example(name: str):
    assert own_examples(resolved(ASYNCAPI, ASYNCAPI["components"]["messages"][name]["payload"]))


def test_example_of_a_page_has_items():
    pages = {name: schema for name, schema in OPENAPI["components"]["schemas"].items() if name.endswith("Page")}
    assert len(pages) >= 8
    assert [name for name, schema in pages.items() if not schema["examples"][0]["items"]] == []
