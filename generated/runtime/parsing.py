# Generated from codegen/runtime/parsing.py by `python -m codegen`. Do not edit.
"""Reads and parses the body of a request into its typed value, or into the problem to answer with."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError
from starlette.requests import ClientDisconnect, Request

from generated.problems import FieldError, MalformedJson, PayloadTooLarge, UnsupportedMediaType, Validation
from generated.runtime.documents import MalformedItem, parse_batch, parse_json
from generated.runtime.field_errors import MAX_ERRORS, field_errors, unstorable_text
from generated.runtime.negotiation import JSON, refuse_media_type

BODY_SECONDS = 30
_ESCAPE = b"\\u"  # JSON text can contain NUL and lone surrogates only as such escapes


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The JSON body of an operation; unless it is ``required`` it may be absent, empty, or null.

    ``items`` are the member with the items of a batch and the adapter of one item: each is validated on its own, and an
    invalid one does not make the body invalid.
    """

    adapter: TypeAdapter[Any]
    required: bool
    max_bytes: int
    media_types: tuple[str, ...] = (JSON,)
    items: tuple[str, TypeAdapter[Any]] | None = None


async def read_body(request: Request, body: Body) -> bytes | MalformedJson | PayloadTooLarge | UnsupportedMediaType:
    """Read at most ``max_bytes``; an absent or empty body is ``b""``, which needs a media type only if required.

    Raises TimeoutError if the body is not complete within 30 s.
    """
    too_large = PayloadTooLarge(detail=f"The body may have at most {body.max_bytes} bytes.")
    content_length = request.headers.get("content-length", "")
    if content_length.isdigit() and int(content_length) > body.max_bytes:
        return too_large
    data = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                data += chunk
                if len(data) > body.max_bytes:
                    return too_large
    except ClientDisconnect:  # the server reports a malformed chunk in the same way
        return MalformedJson(detail="The body ended early, or its chunked transfer coding is malformed.")
    if data or body.required:
        unsupported = refuse_media_type(request, body.media_types)
        if unsupported is not None:
            return unsupported
    return bytes(data)


def parse_body(data: bytes, body: Body) -> tuple[Any, Any] | MalformedJson | Validation:
    """Return the body's document and its typed value, both None for a body that is absent or null, and not required.

    Each validation error has a JSON pointer (RFC 6901) into the document.
    """
    if not data and not body.required:
        return None, None
    document = parse_json(data) if body.items is None else parse_batch(data, body.items[0])
    if isinstance(document, MalformedJson):
        return document
    if document is None and not body.required:
        return None, None
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
    count = 0
    if has_escapes:
        storable = {k: v for k, v in document.items() if k != separate} if isinstance(document, dict) else document
        errors = unstorable_text(storable)
        count = len(errors)
    if not errors:
        try:
            return adapter.validate_python(document)
        except ValidationError as error:
            errors, count = field_errors(error, document, adapter), error.error_count()
    words = "1 validation error" if count == 1 else f"{count} validation errors"
    more = "" if count <= MAX_ERRORS else f"; the first {MAX_ERRORS} are listed"
    return Validation(detail=f"The body has {words}{more}.", errors=errors)
