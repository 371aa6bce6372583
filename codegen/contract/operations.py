"""Reads the operations of the bundle into the terms that the templates use."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from codegen.contract.load import METHODS
from codegen.contract.models import SCALARS, annotation
from codegen.contract.problems import camel

# Problems that the pipeline answers before or after the handler runs, which a handler therefore cannot return.
_PIPELINE_PROBLEMS = {
    "malformed-json",
    "invalid-parameter",
    "unknown-parameter",
    "invalid-cursor",
    "unauthenticated",
    "csrf-failed",
    "not-acceptable",
    "payload-too-large",
    "unsupported-media-type",
    "idempotency-in-progress",
    "idempotency-key-reused",
    "precondition-required",
    "rate-limited",
    "unavailable",
}
_PIPELINE_PARAMETERS = {"Idempotency-Key", "If-None-Match", "cursor"}
_PIPELINE_RESPONSE_HEADERS = {"Cache-Control", "X-Request-Id", "Idempotency-Replayed"}
_PYTHON_TYPES = {
    "Uuid": "UUID",
    "Timestamp": "datetime",
    "TimestampInput": "datetime",
    "Count": "int",
    "Sha256Input": "str",
}
_DEFAULT_MAX_BODY_BYTES = 1_048_576


@dataclass(frozen=True, slots=True)
class ParameterSpec:
    """One parameter; ``constant`` names it in `generated/parameters.py` if operations share it.

    ``adapter`` is the annotation that validates one value, ``type`` that of the request's field.
    """

    constant: str | None
    name: str
    where: str
    field: str
    adapter: str
    kind: str
    repeatable: bool
    max_items: int
    required: bool
    default: str
    type: str
    description: str

    @property
    def is_for_handler(self) -> bool:
        """Whether the handler's request has it."""
        return self.name not in _PIPELINE_PARAMETERS


@dataclass(frozen=True, slots=True)
class ResultSpec:
    """One success status of an operation; ``headers`` are those that the handler provides, with their fields."""

    name: str
    status: int
    description: str
    body: str | None
    headers: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PageSpec:
    """The page of a list: its schema, and the schema of its items."""

    schema: str
    item: str


@dataclass(frozen=True, slots=True)
class ItemsSpec:
    """The items of a batch, which are validated one by one: the member that holds them, and their schema."""

    member: str
    schema: str


@dataclass(frozen=True, slots=True)
class OperationSpec:
    """One operation."""

    operation_id: str
    name: str
    summary: str
    tag: str
    method: str
    path: str
    security: list[tuple[str, list[str]]]
    problems: list[str]
    returned_problems: list[str]
    parameters: list[ParameterSpec]
    body: str | None
    body_required: bool
    body_max_bytes: int
    body_media_types: tuple[str, ...]
    results: list[ResultSpec]
    page: PageSpec | None
    items: ItemsSpec | None

    @property
    def is_mutation(self) -> bool:
        """Whether it may change something."""
        return self.method != "GET"

    @property
    def is_conditional(self) -> bool:
        """Whether it requires If-Match."""
        return any(parameter.name == "If-Match" and parameter.required for parameter in self.parameters)

    @property
    def is_idempotent(self) -> bool:
        """Whether it accepts an Idempotency-Key."""
        return any(parameter.name == "Idempotency-Key" for parameter in self.parameters)

    @property
    def target(self) -> tuple[str, str] | None:
        """The type of the record that the path names, and the path parameter with its id."""
        names = [parameter.name for parameter in self.parameters if parameter.where == "path"]
        return (names[-1].removesuffix("_id"), names[-1]) if names else None


def operations(bundle: dict[str, Any]) -> list[OperationSpec]:
    """Return every operation, in the order of the bundle."""
    prefix = bundle["servers"][0]["url"]
    return [
        _operation(bundle, prefix + path, method, item[method])
        for path, item in bundle["paths"].items()
        for method in METHODS
        if method in item
    ]


def shared_parameters(bundle: dict[str, Any]) -> list[ParameterSpec]:
    """Return the parameters among the bundle's components, in its order."""
    return [
        _parameter(bundle, {"$ref": f"#/components/parameters/{name}"}) for name in bundle["components"]["parameters"]
    ]


def _operation(bundle: dict[str, Any], path: str, method: str, node: dict[str, Any]) -> OperationSpec:
    body = node.get("requestBody")
    name = camel(node["operationId"])
    parameters = [_parameter(bundle, parameter) for parameter in node.get("parameters", [])]
    results = [
        _result(name, int(status), resolve(bundle, response))
        for status, response in node["responses"].items()
        if status.startswith("2")
    ]
    is_paged = any(parameter.name == "cursor" for parameter in parameters)
    return OperationSpec(
        operation_id=node["operationId"],
        name=name,
        summary=node["summary"],
        tag=node["tags"][0],
        method=method.upper(),
        path=path,
        security=[_requirement(alternative) for alternative in node["security"]],
        problems=node["x-problems"],
        # Without security the pipeline does not authenticate, so the handler itself may refuse missing credentials.
        returned_problems=[
            camel(code)
            for code in node["x-problems"]
            if code not in _PIPELINE_PROBLEMS or (code == "unauthenticated" and not node["security"])
        ],
        parameters=parameters,
        body=None if body is None else _schema_name(body["content"]["application/json"]["schema"]),
        body_required=bool(body and body.get("required", False)),
        body_max_bytes=node.get("x-max-body-bytes", _DEFAULT_MAX_BODY_BYTES),
        body_media_types=() if body is None else tuple(map(str, body["content"])),
        results=results,
        page=_page(bundle, results[0].body) if is_paged else None,
        items=None if body is None else _items(resolve(bundle, body["content"]["application/json"]["schema"])),
    )


def _items(schema: dict[str, Any]) -> ItemsSpec | None:
    """Return the array whose items are validated separately; the schema of an item is the first alternative."""
    marked = ((name, member) for name, member in schema.get("properties", {}).items() if "x-separate-items" in member)
    return next((ItemsSpec(name, _schema_name(member["items"]["anyOf"][0])) for name, member in marked), None)


def _requirement(alternative: dict[str, list[str]]) -> tuple[str, list[str]]:
    """Return the scheme and scopes of one alternative; csrfToken only accompanies the cookie and authorizes nothing."""
    ((scheme, scopes),) = ((scheme, scopes) for scheme, scopes in alternative.items() if scheme != "csrfToken")
    return scheme, scopes


def resolve(bundle: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Follow references inside the bundle."""
    while "$ref" in node:
        target: Any = bundle
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        node = target
    return node


def _schema_name(schema: dict[str, Any]) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def _parameter(bundle: dict[str, Any], reference: dict[str, Any]) -> ParameterSpec:
    schemas = bundle["components"]["schemas"]
    node = resolve(bundle, reference)
    schema = node["schema"]
    repeatable = schema.get("type") == "array"
    item = schema["items"] if repeatable else schema
    target = resolve(bundle, item)
    required, default = node.get("required", False), schema.get("default")
    base = _python_type(item, target)
    python = f"tuple[{base}, ...]" if repeatable else base
    return ParameterSpec(
        constant=_constant(_schema_name(reference)) if "$ref" in reference else None,
        name=node["name"],
        where=node["in"],
        field=node["name"].lower().replace("-", "_"),
        adapter=annotation(item, schemas),
        kind={"integer": "integer", "boolean": "boolean"}.get(target["type"], "string"),
        repeatable=repeatable,
        max_items=schema.get("maxItems", 1),
        required=required,
        default=repr(default),
        type=python if required or default is not None else f"{python} | None",
        description=json.dumps(str(node["description"]), ensure_ascii=False),
    )


def _constant(name: str) -> str:
    """Turn the name of a component, such as CursorParameter, into that of a constant, such as CURSOR."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.removesuffix("Parameter")).upper()


def _python_type(item: dict[str, Any], target: dict[str, Any]) -> str:
    name = item.get("$ref", "").rpartition("/")[2]
    if name in SCALARS:
        return _PYTHON_TYPES[name]
    if "enum" in target:
        return f"models.{name}" if name else f"Literal[{', '.join(map(repr, target['enum']))}]"
    return {"integer": "int", "boolean": "bool"}.get(target["type"], "str")


def _result(operation: str, status: int, node: dict[str, Any]) -> ResultSpec:
    content = node.get("content", {}).get("application/json")
    headers = [
        (name, name.lower().replace("-", "_")) for name in node["headers"] if name not in _PIPELINE_RESPONSE_HEADERS
    ]
    return ResultSpec(
        name=f"{operation}{status}",
        status=status,
        description=node["description"],
        body=_schema_name(content["schema"]) if content else None,
        headers=headers,
    )


def _page(bundle: dict[str, Any], schema: str | None) -> PageSpec:
    if schema is None:
        raise ValueError("a list answers with a page")
    items = bundle["components"]["schemas"][schema]["properties"]["items"]
    return PageSpec(schema, _schema_name(items["items"]))
