"""The contents of the problem pages, from `generated.problems` and the bundle."""

from __future__ import annotations

import dataclasses
import http
import inspect
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from generated import problems
from generated.models import TicketStatus

_REQUEST_ID = UUID("019a5f42-2c3d-7e4f-8a5b-6c7d8e9f0a1b")
_AUDIT_ID = UUID("019a5f42-2c3e-7a10-9b2c-3d4e5f607182")
# An example value for each field of any problem; a test fails if a new field has none.
_EXAMPLES: dict[str, Any] = {
    "detail": "What is wrong in this request.",
    "accept": "application/json",
    "accept_patch": "application/json, application/merge-patch+json",
    "allow": "GET, POST",
    "current": TicketStatus.closed,
    "allowed": (TicketStatus.in_progress,),
    "etag": '"7"',
    "errors": (problems.FieldError(pointer="/title", detail="String should have at least 1 character"),),
    "link_id": "019a5f41-1b2c-7d3e-9f4a-5b6c7d8e9f0a",
    "retry_after": 5,
}


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation, as the pages refer to it."""

    id: str
    summary: str
    method: str
    path: str
    tag: str
    problems: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Its address on /docs."""
        return f"/docs#tag/{self.tag}/{self.id}"


@dataclass(frozen=True, slots=True)
class ProblemType:
    """The contents of a problem's page."""

    code: str
    title: str
    status: int
    phrase: str
    meaning: str
    action: str
    audited: bool
    headers: tuple[tuple[str, str], ...]
    example: dict[str, Any]
    operations: tuple[Operation, ...]

    @property
    def uri(self) -> str:
        """The problem's ``type``, which is the address of its page."""
        return f"/problems/{self.code}"


def operations(bundle: dict[str, Any]) -> tuple[Operation, ...]:
    """Return the operations of the bundle, in its order."""
    return tuple(
        Operation(
            operation["operationId"],
            operation["summary"],
            method.upper(),
            bundle["servers"][0]["url"] + path,
            operation["tags"][0],
            tuple(operation["x-problems"]),
        )
        for path, item in bundle["paths"].items()
        for method, operation in item.items()
        if isinstance(operation, dict) and "operationId" in operation
    )


def problem_types(bundle: dict[str, Any]) -> tuple[ProblemType, ...]:
    """Return all problems of the contract, in its order, each with the operations that can return it."""
    all_operations = operations(bundle)
    kinds = (kind for kind in vars(problems).values() if isinstance(kind, type) and issubclass(kind, problems.Problem))
    return tuple(_problem_type(kind, all_operations) for kind in kinds if kind is not problems.Problem)


def _problem_type(kind: type[problems.Problem], all_operations: tuple[Operation, ...]) -> ProblemType:
    sample = kind(**{field.name: _EXAMPLES[field.name] for field in dataclasses.fields(kind)})
    rendered = sample.render(_REQUEST_ID, _AUDIT_ID if kind.audited else None)
    return ProblemType(
        code=kind.code,
        title=kind.title,
        status=kind.status,
        phrase=http.HTTPStatus(kind.status).phrase,
        meaning=inspect.cleandoc(kind.__doc__ or ""),
        action=kind.action,
        audited=kind.audited,
        headers=rendered.headers,
        example=json.loads(rendered.body or b"{}"),
        operations=tuple(operation for operation in all_operations if kind.code in operation.problems),
    )


def with_problems(bundle: dict[str, Any], types: tuple[ProblemType, ...]) -> dict[str, Any]:
    """Return the bundle that /docs displays, with links to the problem pages in its descriptions.

    It lacks the examples of query parameters, which Scalar would fill in when a reader tries a request. Programs read
    /openapi.json, which lists the problems in ``x-problems``.
    """
    by_code = {kind.code: kind for kind in types}
    all_problems = "\n".join(f"- {_link(kind)}" for kind in types)
    info = bundle["info"]
    described = {**info, "description": f"{info['description']}\n## Problems\n\n{all_problems}\n"}
    paths = {
        path: {
            name: _described(node, by_code, bundle["components"]["schemas"]) if isinstance(node, dict) else node
            for name, node in item.items()
        }
        for path, item in bundle["paths"].items()
    }
    parameters = {
        name: _without_examples(parameter, bundle["components"]["schemas"])
        for name, parameter in bundle["components"].get("parameters", {}).items()
    }
    components = {**bundle["components"], "parameters": parameters}
    return {**bundle, "info": described, "paths": paths, "components": components}


def _described(operation: dict[str, Any], by_code: dict[str, ProblemType], schemas: dict[str, Any]) -> dict[str, Any]:
    parameters = [_without_examples(parameter, schemas) for parameter in operation.get("parameters", ())]
    operation = {**operation, "parameters": parameters}
    if "x-problems" not in operation:
        return operation
    listed = ", ".join(f"[{code}]({by_code[code].uri})" for code in operation["x-problems"])
    return {**operation, "description": f"{operation.get('description', '')}\n\n**Problems:** {listed}"}


def _without_examples(parameter: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    if parameter.get("in") != "query" or parameter.get("required"):
        return parameter
    schema = parameter["schema"]
    if "$ref" in schema:
        schema = {**schemas[schema["$ref"].rpartition("/")[2]], **{k: v for k, v in schema.items() if k != "$ref"}}
    schema = {name: value for name, value in schema.items() if name not in {"example", "examples"}}
    return {**{k: v for k, v in parameter.items() if k not in {"example", "examples"}}, "schema": schema}


def _link(kind: ProblemType) -> str:
    return f"[{kind.code}]({kind.uri}) ({kind.status}): {kind.title}"
