"""Every example in the contract is what its schema says, and whoever reads an operation or an event finds one."""

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
# Below these stand names, not keywords.
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
    """`example` or `examples`, the list of a schema as well as the named ones of a parameter or media type."""
    found = [holder["example"]] if "example" in holder else []
    named = holder.get("examples", [])
    return found + (named if isinstance(named, list) else [entry["value"] for entry in named.values()])


def examples_of(bundle: Json, media: Json) -> list[Json]:
    """What a reader of a media type, header or parameter is shown."""
    schema = media["schema"]
    own = own_examples(media) + own_examples(schema)
    return own or own_examples(resolved(bundle, schema))


def with_examples(node: Json, at: str = "#") -> Iterator[tuple[str, Json, Json]]:
    """Give place, schema and example of every example: of a schema itself, or of what has a schema."""
    if isinstance(node, list):
        for index, child in enumerate(node):
            yield from with_examples(child, f"{at}/{index}")
    if not isinstance(node, dict):
        return
    if not at.endswith(MAPS):
        for index, example in enumerate(own_examples(node)):
            judge = {key: child for key, child in node.items() if key != "examples"}
            yield f"{at}/examples/{index}", node.get("schema", judge), example
    for name, child in node.items():
        if at.endswith(MAPS) or name not in {"example", "examples", "enum", "const", "default"}:
            yield from with_examples(child, f"{at}/{name}")


def validator(bundle: Json, schema: Json) -> Draft202012Validator:
    document = {**schema, "components": bundle["components"]}
    return Draft202012Validator(document, format_checker=FormatChecker())


def refused(bundle: Json) -> list[str]:
    return [at for at, schema, example in with_examples(bundle) if not validator(bundle, schema).is_valid(example)]


def test_every_example_is_what_its_schema_says():
    assert (refused(OPENAPI), refused(ASYNCAPI)) == ([], [])


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
def test_a_wrong_example_is_found_wherever_it_stands(bundle: Json, holder: tuple[str | int, ...], wrong: Json):
    other = copy.deepcopy(bundle)
    node = other
    for step in holder[:-1]:
        node = node[step]
    assert node[holder[-1]] != wrong
    node[holder[-1]] = wrong
    assert len(refused(other)) == 1


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_an_operation_shows_what_it_takes_and_what_it_answers(name: str):
    operation = OPERATIONS[name]
    bodies = list(resolved(OPENAPI, operation.get("requestBody", {})).get("content", {}).values())
    for status, response in operation["responses"].items():
        if status.startswith("2"):
            bodies += resolved(OPENAPI, response).get("content", {}).values()
    assert all(examples_of(OPENAPI, media) for media in bodies)


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_an_operation_shows_each_of_its_problems(name: str):
    operation = OPERATIONS[name]
    for code in operation["x-problems"]:
        problem = PROBLEMS[code]
        response = resolved(OPENAPI, operation["responses"][str(problem["status"])])
        example = response["content"]["application/problem+json"]["examples"][code]
        value = example["value"]
        assert example["summary"] == value["title"] == problem["title"]
        assert (value["type"], value["code"], value["status"]) == (f"/problems/{code}", code, problem["status"])
        assert {*value} >= {*problem.get("members", {})}


@pytest.mark.parametrize("name", sorted(ASYNCAPI["components"]["messages"]))
def test_an_event_shows_an_example(name: str):
    assert own_examples(resolved(ASYNCAPI, ASYNCAPI["components"]["messages"][name]["payload"]))


def test_a_page_that_is_shown_has_something_on_it():
    pages = {name: schema for name, schema in OPENAPI["components"]["schemas"].items() if name.endswith("Page")}
    assert len(pages) >= 8
    assert [name for name, schema in pages.items() if not schema["examples"][0]["items"]] == []
