"""Validation errors of a body, each with a JSON pointer (RFC 6901) into the document."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice, takewhile
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from generated import models
from generated.problems import FieldError
from generated.scalars import pointer

MAX_ERRORS = 50
MAX_NAME_LENGTH = 200
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def field_errors(error: ValidationError, document: Any, adapter: TypeAdapter[Any]) -> tuple[FieldError, ...]:
    """Return the first `MAX_ERRORS` errors of a document that the adapter has rejected.

    The cost does not grow with the number of errors: a body has room for 100,000 unknown members.
    """
    if error.error_count() > MAX_ERRORS:
        document = _without_surplus(document)
        try:
            adapter.validate_python(document)
        except ValidationError as reduced:
            error = reduced
    listed = islice(error.errors(include_url=False, include_input=False), MAX_ERRORS)
    return tuple(_field_error(details, document) for details in listed)


def _without_surplus(document: Any) -> Any:
    """Return the document with at most `MAX_ERRORS` members of each object that have a name unknown to the contract."""
    if isinstance(document, list):
        return [_without_surplus(item) for item in document]
    if not isinstance(document, dict):
        return document
    unknown = set(islice((name for name in document if name not in _member_names()), MAX_ERRORS))
    known = _member_names() & document.keys()
    return {name: _without_surplus(value) for name, value in document.items() if name in known or name in unknown}


@cache
def _member_names() -> frozenset[str]:
    """Return the names of the members of all models."""
    types = [value for value in vars(models).values() if isinstance(value, type) and issubclass(value, BaseModel)]
    return frozenset(field.alias or name for model in types for name, field in model.model_fields.items())


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
    return tuple(errors[:MAX_ERRORS])


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
