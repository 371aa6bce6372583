# Generated from codegen/runtime/parsing.py by `python -m codegen`. Do not edit.
"""Parses the parameters and the body of a request into typed values, or into the problem to answer with."""

from __future__ import annotations

import asyncio
import json
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
    MalformedJson,
    NotAcceptable,
    PayloadTooLarge,
    UnknownParameter,
    UnsupportedMediaType,
    Validation,
)
from generated.runtime.documents import MalformedItem, parse_batch, parse_json
from generated.scalars import pointer

MAX_QUERY_FIELDS = 1000
MAX_ERRORS = 50
MAX_NAME_LENGTH = 200
BODY_SECONDS = 30
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,18})")
_BOOLEANS = {"true": True, "false": False}
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_ESCAPE = b"\\u"  # JSON text can contain NUL and lone surrogates only as such escapes


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The JSON body of an operation; unless it is ``required`` it may be absent or empty.

    ``items`` are the member with the items of a batch and the adapter of one item: each is validated on its own, and an
    invalid one does not make the body invalid.
    """

    adapter: TypeAdapter[Any]
    required: bool
    max_bytes: int
    items: tuple[str, TypeAdapter[Any]] | None = None


def refuse_accept(request: Request) -> NotAcceptable | None:
    """Refuse an ``Accept`` header (RFC 9110 §12.5.1) without a range that includes application/json with q above 0."""
    accept = ",".join(request.headers.getlist("accept"))
    if not accept.strip(" \t,"):
        return None
    quality: dict[str, float] = {}
    for part in accept.split(","):
        media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        # A malformed weight counts as 1. `*` is an old way to write */*.
        quality[media_range] = float(weight) if re.fullmatch(r"[01]?\.?[0-9]{0,3}", weight) and weight != "." else 1.0
    best = next((quality[r] for r in ("application/json", "application/*", "*/*", "*") if r in quality), 0.0)
    if best > 0:
        return None
    return NotAcceptable(detail="Responses are application/json: accept that, or */*.")


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
    known = {parameter.name for parameter in parameters if parameter.where == "query"}
    for name in query:
        if name not in known:
            hint = f"this operation accepts {', '.join(sorted(known))}" if known else "this operation accepts none"
            return UnknownParameter(detail=f"There is no query parameter {name[:100]!r}: {hint}.")
    return query


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


async def read_body(request: Request, body: Body) -> bytes | PayloadTooLarge | UnsupportedMediaType:
    """Read at most ``max_bytes``; an absent or empty body is ``b""``, which needs a media type only if required.

    Raises TimeoutError if the body is not complete within 30 s.
    """
    too_large = PayloadTooLarge(detail=f"The body may have at most {body.max_bytes} bytes.")
    content_length = request.headers.get("content-length", "")
    if content_length.isdigit() and int(content_length) > body.max_bytes:
        return too_large
    data = bytearray()
    async with asyncio.timeout(BODY_SECONDS):
        async for chunk in request.stream():
            data += chunk
            if len(data) > body.max_bytes:
                return too_large
    if data or body.required:
        unsupported = _refuse_media_type(request)
        if unsupported is not None:
            return unsupported
    return bytes(data)


def _refuse_media_type(request: Request) -> UnsupportedMediaType | None:
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        return UnsupportedMediaType(detail="Send the body without a Content-Encoding.")
    lines = request.headers.getlist("content-type")
    media_type, *parameters = (lines[0] if len(lines) == 1 else "").split(";")
    charsets = {p.strip().lower() for p in parameters if p.strip().lower().startswith("charset")}
    if media_type.strip().lower() != "application/json" or charsets - {"charset=utf-8", 'charset="utf-8"'}:
        return UnsupportedMediaType(detail="Send the body as Content-Type: application/json, in UTF-8.")
    return None


def parse_body(data: bytes, body: Body) -> tuple[Any, Any] | MalformedJson | Validation:
    """Return the body's document and its typed value, both None for a body that is absent and not required.

    Each validation error has a JSON pointer (RFC 6901) into the document.
    """
    if not data and not body.required:
        return None, None
    document = parse_json(data) if body.items is None else parse_batch(data, body.items[0])
    if isinstance(document, MalformedJson):
        return document
    separate = None if body.items is None else body.items[0]
    typed = _validate(document, body.adapter, has_escapes=_ESCAPE in data, separate=separate)
    return typed if isinstance(typed, Validation) else (document, typed)


def parse_items(data: bytes, document: Any, body: Body) -> tuple[Any | MalformedJson | Validation, ...]:
    """Return each item of a batch as its typed value, or as the problem that it would get as a body of its own."""
    if body.items is None:
        return ()
    member, adapter = body.items
    has_escapes = _ESCAPE in data
    return tuple(
        item.problem if isinstance(item, MalformedItem) else _validate(item, adapter, has_escapes=has_escapes)
        for item in document[member]
    )


def storable_document(document: Any, body: Body) -> Any:
    """Return the document with each item of a batch that has no canonical form (RFC 8785) replaced by its JSON text."""
    if body.items is None:
        return document
    member, _ = body.items
    # No text that can be stored contains NUL, so that this equals no other item.
    items = [f"\x00{json.dumps(item)}" if unstorable_text(item) else item for item in document[member]]
    return {**document, member: items}


def _validate(
    document: Any, adapter: TypeAdapter[Any], *, has_escapes: bool, separate: str | None = None
) -> Any | Validation:
    """Return the typed value; the member ``separate`` may hold text that cannot be stored, since it is not kept."""
    errors: tuple[FieldError, ...] = ()
    if has_escapes:
        storable = {k: v for k, v in document.items() if k != separate} if isinstance(document, dict) else document
        errors = unstorable_text(storable)
    if not errors:
        try:
            return adapter.validate_python(document)
        except ValidationError as error:
            errors = tuple(
                _field_error(details, document) for details in error.errors(include_url=False, include_input=False)
            )
    count = "1 validation error" if len(errors) == 1 else f"{len(errors)} validation errors"
    more = "" if len(errors) <= MAX_ERRORS else f"; the first {MAX_ERRORS} are listed"
    return Validation(detail=f"The body has {count}{more}.", errors=errors[:MAX_ERRORS])


def unstorable_text(document: Any) -> tuple[FieldError, ...]:
    """Find strings and member names with NUL or lone surrogates, which Postgres cannot store."""
    errors: list[FieldError] = []
    stack: list[tuple[Any, tuple[str | int, ...]]] = [(document, ())]
    while stack and len(errors) < MAX_ERRORS:
        value, path = stack.pop()
        if isinstance(value, dict):
            for name, child in value.items():
                if _UNSTORABLE.search(name):
                    errors.append(_unstorable((*path, ascii(name)[1:-1])))
                stack.append((child, (*path, name)))
        elif isinstance(value, list):
            stack.extend((child, (*path, index)) for index, child in enumerate(value))
        elif isinstance(value, str) and _UNSTORABLE.search(value):
            errors.append(_unstorable(path))
    return tuple(errors)


def _unstorable(path: tuple[str | int, ...]) -> FieldError:
    steps = takewhile(lambda step: not _is_too_long(step), path)
    where = "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
    where = _UNSTORABLE.sub(lambda match: ascii(match.group())[1:-1], where)
    return FieldError(pointer=where, detail="Text must not contain NUL or a lone surrogate.")


def _is_too_long(step: str | int) -> bool:
    return isinstance(step, str) and len(step) > MAX_NAME_LENGTH


def _field_error(details: Any, document: Any) -> FieldError:
    loc = details["loc"]
    steps = tuple(takewhile(lambda step: not _is_too_long(step), loc))
    if len(steps) < len(loc):
        return FieldError(pointer=pointer(steps, document), detail="It has a member whose name is too long")
    where = pointer(loc, document)
    if details["type"] in {"union_tag_not_found", "union_tag_invalid"}:
        return _discriminator_error(where, details)
    return FieldError(pointer=where, detail=details["msg"][:500])


def _discriminator_error(where: str, details: Any) -> FieldError:
    """Return the error for a missing or unknown member that selects the variant of a union."""
    member = details["ctx"]["discriminator"].strip("'")
    if details["type"] == "union_tag_not_found":
        return FieldError(pointer=f"{where}/{member}", detail="It is required: it selects the variant")
    allowed = details["ctx"]["expected_tags"].replace("'", "")
    return FieldError(pointer=f"{where}/{member}", detail=f"It selects the variant, and should be one of: {allowed}")
