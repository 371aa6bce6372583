"""What the spec says of each operation, in the words of the templates."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from codegen.contract.load import METHODS
from codegen.contract.models import SCALARS, annotation
from codegen.contract.problems import camel

# Problems that the pipeline answers before or around a handler, which a handler can therefore not return.
PIPELINE = {
    "malformed-json",
    "invalid-parameter",
    "unknown-parameter",
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
_PIPELINE_HEADERS = {"Idempotency-Key", "If-None-Match"}
_PIPELINE_RESPONSE_HEADERS = {"Cache-Control", "X-Request-Id", "Idempotency-Replayed"}
_PYTHON = {"Uuid": "UUID", "Timestamp": "datetime", "TimestampInput": "datetime", "Count": "int"}


@dataclass(frozen=True, slots=True)
class ParameterSpec:
    """One parameter: how it is judged, and what it is in the request of the handler."""

    name: str
    where: str
    field: str
    judged_by: str
    kind: str
    many: bool
    longest: int
    required: bool
    default: str
    type: str
    description: str

    @property
    def is_for_handler(self) -> bool:
        """Tell whether the handler gets to see it."""
        return self.name not in _PIPELINE_HEADERS


@dataclass(frozen=True, slots=True)
class ResultSpec:
    """One success of an operation."""

    name: str
    status: int
    description: str
    body: str | None
    headers: list[tuple[str, str]]


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
    returned: list[str]
    parameters: list[ParameterSpec]
    body: str | None
    body_required: bool
    body_max: int
    results: list[ResultSpec]

    @property
    def is_mutation(self) -> bool:
        """Tell whether it changes something."""
        return self.method != "GET"

    @property
    def is_idempotent(self) -> bool:
        """Tell whether it takes an Idempotency-Key."""
        return any(parameter.name == "Idempotency-Key" for parameter in self.parameters)

    @property
    def target(self) -> tuple[str, str] | None:
        """Give kind and path parameter of what the operation is about."""
        names = [parameter.name for parameter in self.parameters if parameter.where == "path"]
        return (names[-1].removesuffix("_id"), names[-1]) if names else None


def operations(bundle: dict[str, Any]) -> list[OperationSpec]:
    """Give every operation of the bundle in its order."""
    prefix = bundle["servers"][0]["url"]
    return [
        _operation(bundle, prefix + path, method, item[method])
        for path, item in bundle["paths"].items()
        for method in METHODS
        if method in item
    ]


def _operation(bundle: dict[str, Any], path: str, method: str, node: dict[str, Any]) -> OperationSpec:
    body = node.get("requestBody")
    name = camel(node["operationId"])
    return OperationSpec(
        operation_id=node["operationId"],
        name=name,
        summary=node["summary"],
        tag=node["tags"][0],
        method=method.upper(),
        path=path,
        security=[_requirement(alternative) for alternative in node["security"]],
        problems=node["x-problems"],
        # Where nothing vouches for the caller beforehand, it is the handler that finds out.
        returned=[
            camel(code)
            for code in node["x-problems"]
            if code not in PIPELINE or (code == "unauthenticated" and not node["security"])
        ],
        parameters=[_parameter(bundle, resolve(bundle, parameter)) for parameter in node.get("parameters", [])],
        body=None if body is None else _schema_name(body["content"]["application/json"]),
        body_required=bool(body and body.get("required", False)),
        body_max=node.get("x-max-body-bytes", 1_048_576),
        results=[
            _result(name, int(status), resolve(bundle, response))
            for status, response in node["responses"].items()
            if status.startswith("2")
        ],
    )


def _requirement(alternative: dict[str, list[str]]) -> tuple[str, list[str]]:
    """Give scheme and scopes of one way to be let in; the CSRF token goes with the cookie and is no way by itself."""
    ((scheme, scopes),) = ((scheme, scopes) for scheme, scopes in alternative.items() if scheme != "csrfToken")
    return scheme, scopes


def resolve(bundle: dict[str, Any], node: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference inside the bundle."""
    while "$ref" in node:
        target: Any = bundle
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        node = target
    return node


def _schema_name(content: dict[str, Any]) -> str:
    return str(content["schema"]["$ref"]).rpartition("/")[2]


def _parameter(bundle: dict[str, Any], node: dict[str, Any]) -> ParameterSpec:
    schemas = bundle["components"]["schemas"]
    schema = node["schema"]
    many = schema.get("type") == "array"
    item = schema["items"] if many else schema
    target = resolve(bundle, item)
    required, default = node.get("required", False), schema.get("default")
    base = _python_type(item, target)
    python = f"tuple[{base}, ...]" if many else base
    return ParameterSpec(
        name=node["name"],
        where=node["in"],
        field=node["name"].lower().replace("-", "_"),
        judged_by=annotation(item, schemas),
        kind={"integer": "integer", "boolean": "boolean"}.get(target["type"], "string"),
        many=many,
        longest=schema.get("maxItems", 1),
        required=required,
        default=repr(default),
        type=python if required or default is not None else f"{python} | None",
        description=json.dumps(str(node["description"]), ensure_ascii=False),
    )


def _python_type(item: dict[str, Any], target: dict[str, Any]) -> str:
    name = item.get("$ref", "").rpartition("/")[2]
    if name in SCALARS:
        return _PYTHON[name]
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
        body=_schema_name(content) if content else None,
        headers=headers,
    )
