# Generated from codegen/templates/parsing.py by `python -m codegen`. Do not edit.
"""How a request's parameters and body become typed values, or the problem that says why not."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, NoReturn
from urllib.parse import parse_qsl

from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request

from generated.problems import (
    FieldError,
    InvalidParameter,
    MalformedJson,
    NotAcceptable,
    PayloadTooLarge,
    PreconditionRequired,
    UnknownParameter,
    UnsupportedMediaType,
    Validation,
)
from generated.scalars import pointer

MAX_DEPTH = 64
MAX_QUERY_FIELDS = 1000
MAX_ERRORS = 50
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The JSON body of an operation; ``required`` false lets it be absent or empty."""

    adapter: TypeAdapter[Any]
    required: bool = True
    max_bytes: int = 1_048_576


class _MalformedError(ValueError):
    """What json reads and RFC 8259 or the contract does not allow."""


def negotiate(request: Request) -> NotAcceptable | None:
    """Judge ``Accept`` (RFC 9110 §12.5.1): absent, or any range that holds application/json with q above 0."""
    offered = ",".join(request.headers.getlist("accept"))
    if not offered.strip():
        return None
    quality: dict[str, float] = {}
    for part in offered.split(","):
        media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        quality[media_range] = float(weight) if re.fullmatch(r"[01](\.[0-9]{0,3})?", weight) else 0.0
    best = next((quality[r] for r in ("application/json", "application/*", "*/*") if r in quality), 0.0)
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
        return request.headers.getlist(parameter.name)
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
            return InvalidParameter(detail=f"{label}: {error.errors(include_url=False)[0]['msg']}.")
    return tuple(typed) if parameter.many else typed[0]


def _scalar(parameter: Parameter, text: str) -> Any:
    if parameter.kind == "integer" and _INTEGER.fullmatch(text):
        return int(text)
    if parameter.kind == "boolean":
        return _BOOLEANS.get(text, text)
    return text


async def read_body(request: Request, body: Body) -> bytes | PayloadTooLarge | UnsupportedMediaType:
    """Read at most ``max_bytes``; an absent or empty body is ``b""`` and then needs no media type."""
    too_large = PayloadTooLarge(detail=f"The body may have at most {body.max_bytes} bytes.")
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > body.max_bytes:
        return too_large
    data = bytearray()
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


def parse_json(data: bytes) -> Any | MalformedJson:
    """Read RFC 8259 JSON in UTF-8: no NaN or infinity, no doubled member, at most 64 levels deep."""
    try:
        document = json.loads(
            data.decode("utf-8"),
            parse_constant=_refuse_constant,
            parse_float=_finite,
            object_pairs_hook=_members,
        )
    except RecursionError:
        return MalformedJson(detail=f"The body is nested more than {MAX_DEPTH} levels deep.")
    except ValueError as error:
        return MalformedJson(detail=f"The body is not JSON (RFC 8259, UTF-8): {str(error)[:200]}.")
    if any(depth > MAX_DEPTH for depth in _depths(document)):
        return MalformedJson(detail=f"The body is nested more than {MAX_DEPTH} levels deep.")
    return document


def _refuse_constant(name: str) -> NoReturn:
    raise _MalformedError(f"{name} is not a JSON number")


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise _MalformedError(f"the number {text[:30]} is too large")
    return number


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        doubled = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise _MalformedError(f"the member {ascii(doubled)[:100]} is there twice")
    return members


def _depths(document: Any) -> Iterator[int]:
    stack = [(document, 1)]
    while stack:
        value, depth = stack.pop()
        if isinstance(value, dict | list):
            yield depth
            stack.extend((child, depth + 1) for child in (value.values() if isinstance(value, dict) else value))


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


def _unfit(path: tuple[str | int, ...]) -> FieldError:
    where = "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)
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
                FieldError(pointer=pointer(found["loc"], document), detail=found["msg"][:500])
                for found in error.errors(include_url=False, include_context=False, include_input=False)[:MAX_ERRORS]
            )
    return Validation(detail=f"The body breaks the schema in {len(errors)} place(s).", errors=errors)
