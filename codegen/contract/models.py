"""Generates Pydantic models from the schemas of the bundle, with datamodel-code-generator."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SCALARS = {
    "Uuid": "generated.scalars.Uuid",
    "Timestamp": "generated.scalars.Timestamp",
    "TimestampInput": "generated.scalars.TimestampInput",
    "Count": "generated.scalars.Count",
    "HttpsUrl": "generated.scalars.HttpsUrl",
    "Sha256Input": "generated.scalars.Sha256Input",
}
ANY_JSON = {"JsonValue"}
_PRESET = "practical-py311-20261027"
_FLAGS = [
    "--target-pydantic-version=2.14",
    "--output-model-type=pydantic_v2.BaseModel",
    "--use-missing-sentinel",
    "--strict-nullable",
    "--strict-refs",
    "--no-allow-remote-refs",
    "--no-allow-population-by-field-name",
    "--enum-field-as-literal=one",
    "--no-collapse-root-models",
    "--disable-timestamp",
]


@dataclass(frozen=True, slots=True)
class DistinctArray:
    """A named array of distinct strings; ``validator`` rejects duplicates, or drops them where the items are tags."""

    name: str
    item: str
    max_items: int
    validator: str


@dataclass(frozen=True, slots=True, order=True)
class TextKind:
    """A kind of text (`x-text`) with its greatest length, as a type of `generated.scalars`."""

    kind: str
    max_length: int

    @property
    def name(self) -> str:
        """The name of the type, such as Line160."""
        return f"{self.kind.capitalize()}{self.max_length}"


def distinct_arrays(schemas: dict[str, Any]) -> list[DistinctArray]:
    """Return named arrays with uniqueItems, which datamodel-code-generator would turn into sets, and arrays of tags."""
    arrays = []
    for name, schema in schemas.items():
        is_tags = schema.get("type") == "array" and _resolved(schema["items"], schemas).get("x-text") == "tag"
        if schema.get("uniqueItems") or is_tags:
            item = annotation(schema["items"], schemas)
            arrays.append(DistinctArray(name, item, schema["maxItems"], "distinct_tags" if is_tags else "_unique"))
    return arrays


def text_kinds(bundle: dict[str, Any]) -> list[TextKind]:
    """Return every kind of text that the bundle has with its lengths."""
    return sorted({_text_kind(node) for node in _nodes(bundle) if "x-text" in node})


def _text_kind(schema: dict[str, Any]) -> TextKind:
    return TextKind(schema["x-text"], schema["maxLength"])


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    if isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from _nodes(child)


def _resolved(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    return dict(schemas[name]) if name else schema


def annotation(schema: dict[str, Any], schemas: dict[str, Any]) -> str:
    """Return the annotation that validates a scalar schema, in terms of `generated.scalars` and `generated.models`."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    if name in SCALARS:
        return name
    if name:
        target = schemas[name]
        return f"models.{name}" if "enum" in target else annotation(target, schemas)
    if "enum" in schema:
        return f"Literal[{', '.join(json.dumps(value) for value in schema['enum'])}]"
    if "x-text" in schema:
        return _text_kind(schema).name
    if schema["type"] == "integer":
        return f"Annotated[int, Field(strict=True, ge={schema['minimum']}, le={schema['maximum']})]"
    if schema["type"] == "boolean":
        return "StrictBool"
    limits = {
        "min_length": schema.get("minLength"),
        "max_length": schema.get("maxLength"),
        "pattern": schema.get("pattern"),
    }
    constraints = ", ".join(f"{key}={value!r}" for key, value in limits.items() if value is not None)
    return f"Annotated[str, StringConstraints({constraints})]"


def generate_models(schemas: dict[str, Any], *, left_out: set[str]) -> str:
    """Return the module with the models of all ``schemas`` except those in ``left_out``."""
    custom = dict(SCALARS) | {array.name: f"generated.scalars.{array.name}" for array in distinct_arrays(schemas)}
    opaque = {name: {"type": "object"} for name in left_out}
    return _generate(schemas | opaque, custom, left_out | custom.keys() | ANY_JSON)


def generate_events(schemas: dict[str, Any], shared: set[str]) -> str:
    """Return the module with the event models; schemas that OpenAPI shares are imported from `generated.models`."""
    custom = {name: f"generated.models.{name}" for name in shared} | SCALARS
    custom |= {array.name: f"generated.scalars.{array.name}" for array in distinct_arrays(schemas)}
    return _generate(schemas, custom, custom.keys() | ANY_JSON)


def _generate(schemas: dict[str, Any], custom: dict[str, str], left_out: set[str]) -> str:
    prepared = {
        "openapi": "3.1.0",
        "info": {"title": "models", "version": "1"},
        "paths": {},
        "components": {
            "schemas": {
                name: _prepared(_with_inlined(schema, schemas, custom), custom)
                for name, schema in schemas.items()
                if name not in left_out and not _is_scalar(schema)
            }
        },
    }
    return _run_generator(json.dumps(prepared))


@cache  # The tests generate from many variants of the spec, of which few change a schema.
def _run_generator(document: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "schemas.json"), Path(folder, "models.py")
        source.write_text(document, encoding="utf-8")
        command = [sys.executable, "-m", "datamodel_code_generator", f"--preset={_PRESET}", *_FLAGS]
        command += ["--input-file-type=openapi", f"--input={source}", f"--output={target}"]
        command += ["--strict-types", "bool", "--formatters", "ruff-check", "ruff-format"]
        command += ["--type-mappings", "string+uri=string", "string+uri-reference=string", "string+date=string"]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        text = target.read_text(encoding="utf-8")
    return text[text.index("from __future__") :]


def _is_scalar(schema: dict[str, Any]) -> bool:
    kind = schema.get("type")
    kinds = set(kind if isinstance(kind, list) else [kind])
    return "enum" not in schema and kinds <= {"string", "integer", "boolean", "null"}


def _with_inlined(schema: Any, schemas: dict[str, Any], custom: dict[str, str]) -> Any:
    """Replace references to named scalars by the scalars: a named schema would become a class."""
    if isinstance(schema, list):
        return [_with_inlined(child, schemas, custom) for child in schema]
    if not isinstance(schema, dict):
        return schema
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    if name and name not in custom and (_is_scalar(schemas[name]) or schemas[name] == {"type": "object"}):
        return {**schemas[name], **{key: child for key, child in schema.items() if key != "$ref"}}
    return {key: _with_inlined(child, schemas, custom) for key, child in schema.items()}


def _prepared(node: Any, custom: dict[str, str]) -> Any:
    """Refer to the types of `generated.scalars`, and drop what only readers of the spec need."""
    if isinstance(node, list):
        return [_prepared(child, custom) for child in node]
    if not isinstance(node, dict):
        return node
    name = str(node.get("$ref", "")).rpartition("/")[2]
    rest = {key: child for key, child in node.items() if key not in {"$ref", "examples", "x-redact", "x-redact-whole"}}
    if name in custom:
        return {**rest, "type": "string", "customTypePath": custom[name]}
    if "x-text" in rest:
        path = f"generated.scalars.{_text_kind(rest).name}"
        # The type has the limits, and a description of what is wrong that is better than a pattern.
        return {key: child for key, child in rest.items() if key in {"type", "description"}} | {"customTypePath": path}
    if "x-separate-items" in rest:
        rest = {**rest, "items": {}}  # an item is validated on its own, so the batch takes any JSON value
        del rest["x-separate-items"]
    if name in ANY_JSON:
        size = rest.pop("x-max-bytes", None)
        limited = {"type": "string", "customTypePath": f"generated.scalars.Json{size}Bytes"}
        return rest if size is None else rest | limited
    prepared = {key: _prepared(child, custom) for key, child in rest.items()}
    if name:
        prepared["$ref"] = node["$ref"]
    if prepared.get("type") == "integer" and "const" not in prepared:
        prepared["customTypePath"] = "generated.scalars.Integer"
    return prepared
