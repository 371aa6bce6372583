# Generated from codegen/runtime/parsing.py by `python -m codegen`. Do not edit.
"""How a request's parameters and body become typed values, or the problem that says why not."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Literal
from urllib.parse import parse_qsl

from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request

from generated.problems import (
    FieldError,
    InvalidParameter,
    NotAcceptable,
    PayloadTooLarge,
    PreconditionRequired,
    UnknownParameter,
    UnsupportedMediaType,
    Validation,
)
from generated.scalars import pointer

MAX_QUERY_FIELDS = 1000
MAX_ERRORS = 50
LONGEST_NAME = 200
BODY_SECONDS = 30
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,18})")
_BOOLEANS = {"true": True, "false": False}
_UNFIT = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter of an operation; ``adapter`` judges a single value, also where ``many`` are allowed."""

    name: str
    where: Literal["path", "query", "header"]
    field: str
    adapter: TypeAdapter[Any]
    kind: Literal["string", "integer", "boolean"] = "string"
    many: bool = False
    max_items: int = 100
    required: bool = False
    default: Any = None
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The JSON body of an operation; ``required`` false lets it be absent or empty."""

    adapter: TypeAdapter[Any]
    required: bool = True
    max_bytes: int = 1_048_576


def negotiate(request: Request) -> NotAcceptable | None:
    """Judge ``Accept`` (RFC 9110 §12.5.1): absent, or any range that holds application/json with q above 0."""
    offered = ",".join(request.headers.getlist("accept"))
    if not offered.strip(" \t,"):
        return None
    quality: dict[str, float] = {}
    for part in offered.split(","):
        media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        # What is no weight refuses nothing; `*` is an old way to write */*.
        quality[media_range] = float(weight) if re.fullmatch(r"[01]?\.?[0-9]{0,3}", weight) and weight != "." else 1.0
    best = next((quality[r] for r in ("application/json", "application/*", "*/*", "*") if r in quality), 0.0)
    if best > 0:
        return None
    return NotAcceptable(detail="Answers are application/json: accept that, or */*.")


def parse_parameters(
    request: Request, parameters: tuple[Parameter, ...]
) -> dict[str, Any] | InvalidParameter | UnknownParameter | PreconditionRequired:
    """Type every declared parameter; refuse unknown and doubled ones, then a missing ``If-Match``."""
    try:
        pairs = parse_qsl(
            request.scope["query_string"].decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MAX_QUERY_FIELDS,
        )
    except ValueError:
        return InvalidParameter(detail="The query string is not percent-encoded UTF-8 of at most 1000 fields.")
    queried: dict[str, list[str]] = {}
    for name, value in pairs:
        queried.setdefault(name, []).append(value)
    known = {parameter.name for parameter in parameters if parameter.where == "query"}
    for name in queried:
        if name not in known:
            hint = f"this operation takes {', '.join(sorted(known))}" if known else "this operation takes none"
            return UnknownParameter(detail=f"There is no query parameter {name[:100]!r}: {hint}.")
    values: dict[str, Any] = {}
    missing: PreconditionRequired | None = None
    for parameter in parameters:
        texts = _texts(request, parameter, queried)
        if not texts:
            if parameter.required and parameter.name == "If-Match":
                missing = PreconditionRequired(
                    detail='Send If-Match with the ETag that you last read, e.g. If-Match: "3".'
                )
            elif parameter.required:
                return InvalidParameter(detail=f"The {parameter.where} parameter {parameter.name} is required.")
            values[parameter.field] = parameter.default
            continue
        value = _typed(parameter, texts)
        if isinstance(value, InvalidParameter):
            return value
        values[parameter.field] = value
    return missing if missing is not None else values


def _texts(request: Request, parameter: Parameter, queried: Mapping[str, list[str]]) -> list[str]:
    if parameter.where == "query":
        return queried.get(parameter.name, [])
    if parameter.where == "header":
        lines = request.headers.getlist(parameter.name)
        return [", ".join(lines)] if parameter.name == "If-None-Match" and lines else lines
    return [request.path_params[parameter.name]]


def _typed(parameter: Parameter, texts: list[str]) -> Any:
    label = f"The {parameter.where} parameter {parameter.name}"
    if len(texts) > 1 and not parameter.many:
        return InvalidParameter(detail=f"{label} is given {len(texts)} times; give it once.")
    if len(texts) > parameter.max_items:
        return InvalidParameter(detail=f"{label} is given more than {parameter.max_items} times.")
    typed = []
    for text in texts:
        try:
            typed.append(parameter.adapter.validate_python(_scalar(parameter, text)))
        except ValidationError as error:
            wrong = error.errors(include_url=False)[0]["msg"]
            return InvalidParameter(detail=f"{label}: {wrong}. It takes: {parameter.description}")
    return tuple(typed) if parameter.many else typed[0]


def _scalar(parameter: Parameter, text: str) -> Any:
    if parameter.kind == "integer" and _INTEGER.fullmatch(text):
        return int(text)
    if parameter.kind == "boolean":
        return _BOOLEANS.get(text, text)
    return text


async def read_body(request: Request, body: Body) -> bytes | PayloadTooLarge | UnsupportedMediaType:
    """Read at most ``max_bytes``; an absent or empty body is ``b""`` and then needs no media type.

    Raises TimeoutError where the body does not come within 30 s.
    """
    too_large = PayloadTooLarge(detail=f"The body may have at most {body.max_bytes} bytes.")
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > body.max_bytes:
        return too_large
    data = bytearray()
    async with asyncio.timeout(BODY_SECONDS):
        async for chunk in request.stream():
            data += chunk
            if len(data) > body.max_bytes:
                return too_large
    if data or body.required:
        unfit = _media_type(request)
        if unfit is not None:
            return unfit
    return bytes(data)


def _media_type(request: Request) -> UnsupportedMediaType | None:
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        return UnsupportedMediaType(detail="Send the body without a Content-Encoding.")
    given = request.headers.getlist("content-type")
    media_type, *parameters = (given[0] if len(given) == 1 else "").split(";")
    charsets = {p.strip().lower() for p in parameters if p.strip().lower().startswith("charset")}
    if media_type.strip().lower() != "application/json" or charsets - {"charset=utf-8", 'charset="utf-8"'}:
        return UnsupportedMediaType(detail="Send the body as Content-Type: application/json, in UTF-8.")
    return None


def unfit_text(document: Any) -> tuple[FieldError, ...]:
    """Find NUL and lone surrogates, which no store can keep faithfully, in any string or member name."""
    errors: list[FieldError] = []
    stack: list[tuple[Any, tuple[str | int, ...]]] = [(document, ())]
    while stack and len(errors) < MAX_ERRORS:
        value, path = stack.pop()
        if isinstance(value, dict):
            for name, child in value.items():
                if _UNFIT.search(name):
                    errors.append(_unfit((*path, ascii(name)[1:-1])))
                stack.append((child, (*path, name)))
        elif isinstance(value, list):
            stack.extend((child, (*path, index)) for index, child in enumerate(value))
        elif isinstance(value, str) and _UNFIT.search(value):
            errors.append(_unfit(path))
    return tuple(errors)


def _is_too_long(step: str | int) -> bool:
    return isinstance(step, str) and len(step) > LONGEST_NAME


def _unfit(path: tuple[str | int, ...]) -> FieldError:
    near = takewhile(lambda step: not _is_too_long(step), path)
    where = "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in near)
    where = _UNFIT.sub(lambda match: ascii(match.group())[1:-1], where)
    return FieldError(pointer=where, detail="Text may hold neither NUL nor a lone surrogate.")


def parse_body(document: Any, body: Body) -> Any | Validation:
    """Type the body's document; each error carries a JSON pointer (RFC 6901) into what was sent."""
    errors = unfit_text(document)
    if not errors:
        try:
            return body.adapter.validate_python(document)
        except ValidationError as error:
            errors = tuple(
                _field_error(found, document) for found in error.errors(include_url=False, include_input=False)
            )
    more = "" if len(errors) <= MAX_ERRORS else f", of which these are the first {MAX_ERRORS}"
    detail = f"The body breaks the schema in {len(errors)} place(s){more}."
    return Validation(detail=detail, errors=errors[:MAX_ERRORS])


def _field_error(found: Any, document: Any) -> FieldError:
    loc = found["loc"]
    near = tuple(takewhile(lambda step: not _is_too_long(step), loc))
    if len(near) < len(loc):
        return FieldError(pointer=pointer(near, document), detail="It has a member whose name is too long")
    where = pointer(loc, document)
    if found["type"] == "union_tag_not_found":
        member = found["ctx"]["discriminator"].strip("'")
        return FieldError(pointer=f"{where}/{member}", detail="It is required: it says which kind this is")
    return FieldError(pointer=where, detail=found["msg"][:500])
