"""The specs are valid OpenAPI and AsyncAPI documents, and their examples match their schemas."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

ROOT = Path(__file__).parent.parent.parent
SPECS = ROOT / "specs"
EVENTS = sorted((SPECS / "events").glob("*.json"))


def read(uri: str) -> Resource:
    path = Path(uri.removeprefix("file://"))
    return Resource(contents=yaml.safe_load(path.read_text()), specification=DRAFT202012)


def validator_of(schema: Any, base: Path) -> Draft202012Validator:
    uri = base.as_uri()
    registry = Registry(retrieve=read).with_resource(uri, Resource(contents=schema, specification=DRAFT202012))
    return Draft202012Validator({"$ref": uri}, registry=registry, format_checker=FormatChecker())


def test_bundle_and_its_source_are_valid_openapi():
    validate(json.loads((ROOT / "generated" / "openapi.json").read_text()))
    validate(yaml.safe_load((SPECS / "openapi.yaml").read_text()), base_uri=(SPECS / "openapi.yaml").as_uri())


@pytest.mark.parametrize("path", EVENTS, ids=lambda path: path.name)
def test_event_schema_is_valid_and_matches_its_examples(path: Path):
    schema = json.loads(path.read_text())
    Draft202012Validator.check_schema(schema)
    validator = validator_of(schema, path)
    assert schema["examples"]
    for example in schema["examples"]:
        validator.validate(example)
        assert list(validator.iter_errors({**example, "unknown": 1}))
        assert list(validator.iter_errors({**example, "specversion": "0.3"}))


def examples() -> Iterator[tuple[str, str, int]]:
    for path in sorted((SPECS / "schemas").glob("*.yaml")):
        for name, schema in yaml.safe_load(path.read_text()).items():
            for index in range(len(schema.get("examples", []))):
                yield path.name, name, index


@pytest.mark.parametrize(("file", "name", "index"), sorted(examples()))
def test_example_of_a_schema_is_valid(file: str, name: str, index: int):
    path = SPECS / "schemas" / file
    document = yaml.safe_load(path.read_text())
    registry = Registry(retrieve=read)
    validator = Draft202012Validator(
        {"$ref": f"{path.as_uri()}#/{name}"}, registry=registry, format_checker=FormatChecker()
    )
    validator.validate(document[name]["examples"][index])


def test_every_message_has_its_schema_file():
    document = yaml.safe_load((SPECS / "asyncapi.yaml").read_text())
    referenced = {message["payload"]["$ref"] for message in document["components"]["messages"].values()}
    assert referenced == {f"events/{path.name}" for path in EVENTS}
    assert document["asyncapi"] == "3.0.0"


def test_all_lifecycle_events_are_published():
    bundle = json.loads((ROOT / "generated" / "asyncapi.json").read_text())
    events = {channel["address"].split(".")[2] for channel in bundle["channels"].values()}
    consumed = {"requested", "delivered", "failed"}
    assert events - consumed == {
        "created", "status_changed", "assigned", "comment_added", "linked", "updated", "unlinked",
    }  # fmt: skip
