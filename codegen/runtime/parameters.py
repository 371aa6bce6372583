"""Parses the parameters of a request into typed values, or into the problem to answer with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode

from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request

from generated.problems import InvalidParameter, UnknownParameter

MAX_QUERY_FIELDS = 1000
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,18})")
_BRACKETS = re.compile(r"(?:filter\[)?([A-Za-z_]+)\]?(?:\[[0-9]*\])?")
_BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter of an operation; ``adapter`` validates one value, ``repeatable`` parameters become tuples of them.

    A required If-Match is not enforced here: its absence is 428, which comes after the validation of the body.
    """

    name: str
    where: Literal["path", "query", "header"]
    field: str
    adapter: TypeAdapter[Any]
    kind: Literal["string", "integer", "boolean"] = "string"
    repeatable: bool = False
    max_items: int = 1
    required: bool = False
    default: Any = None
    description: str


def parse_parameters(
    request: Request, parameters: tuple[Parameter, ...]
) -> dict[str, Any] | InvalidParameter | UnknownParameter:
    """Return the typed value of every declared parameter by its field; refuse unknown and repeated ones."""
    query = _parse_query(request, parameters)
    if isinstance(query, InvalidParameter | UnknownParameter):
        return query
    values: dict[str, Any] = {}
    for parameter in parameters:
        value = _value(parameter, _texts(request, parameter, query))
        if isinstance(value, InvalidParameter):
            return value
        values[parameter.field] = value
    return values


def _parse_query(
    request: Request, parameters: tuple[Parameter, ...]
) -> dict[str, list[str]] | InvalidParameter | UnknownParameter:
    try:
        pairs = parse_qsl(
            request.scope["query_string"].decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MAX_QUERY_FIELDS,
        )
    except ValueError:
        return InvalidParameter(
            detail=f"The query string is not percent-encoded UTF-8 of at most {MAX_QUERY_FIELDS} fields."
        )
    query: dict[str, list[str]] = {}
    for name, text in pairs:
        query.setdefault(name, []).append(text)
    known = {parameter.name: parameter for parameter in parameters if parameter.where == "query"}
    for name, texts in query.items():
        if name not in known:
            return UnknownParameter(detail=f"There is no query parameter {name[:100]!r}: {_hint(name, texts, known)}.")
    return query


def _hint(name: str, texts: list[str], known: Mapping[str, Parameter]) -> str:
    """Return what to send instead of a parameter that does not exist."""
    brackets = _BRACKETS.fullmatch(name[:100])
    parameter = known.get(brackets[1]) if brackets else None
    if parameter is None:
        return f"this operation accepts {', '.join(sorted(known))}" if known else "this operation accepts none"
    sent = [text[:40] for text in texts[:3]]
    if not parameter.repeatable:
        return f"write it without brackets, such as {urlencode({parameter.name: sent[0]})}"
    example = urlencode([(parameter.name, text) for text in sent])
    example += "" if len(sent) > 1 else f"&{parameter.name}=…"
    return f"write it without brackets and repeat it for each value, such as {example}"


def _texts(request: Request, parameter: Parameter, query: Mapping[str, list[str]]) -> list[str]:
    if parameter.where == "query":
        return query.get(parameter.name, [])
    if parameter.where == "header":
        lines = request.headers.getlist(parameter.name)
        return [", ".join(lines)] if parameter.name == "If-None-Match" and lines else lines
    return [request.path_params[parameter.name]]


def _value(parameter: Parameter, texts: list[str]) -> Any:
    label = f"The {parameter.where} parameter {parameter.name}"
    if not texts:
        if parameter.required and parameter.name != "If-Match":
            return InvalidParameter(detail=f"{label} is required.")
        return parameter.default
    if len(texts) > 1 and not parameter.repeatable:
        return InvalidParameter(detail=f"{label} appears {len(texts)} times: send it once.")
    if len(texts) > parameter.max_items:
        return InvalidParameter(detail=f"{label} appears more than {parameter.max_items} times.")
    values = []
    for text in texts:
        try:
            values.append(parameter.adapter.validate_python(_scalar(parameter, text)))
        except ValidationError as error:
            message = error.errors(include_url=False)[0]["msg"]
            return InvalidParameter(detail=f"{label} is invalid: {message}. {parameter.description}")
    return tuple(values) if parameter.repeatable else values[0]


def _scalar(parameter: Parameter, text: str) -> Any:
    if parameter.kind == "integer" and _INTEGER.fullmatch(text):
        return int(text)
    if parameter.kind == "boolean":
        return _BOOLEANS.get(text, text)
    return text
