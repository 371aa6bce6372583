"""Whether the API can accept a document as an alert's `raw`, and if not, what in it stands in the way."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from generated.limits import ALERT_CREATE_RAW_MAX_BYTES
from generated.runtime.documents import MAX_DEPTH, MAX_INTEGER_DIGITS
from handlers.ingest.alerts.values import Json, pointer

# The document is one level below the alert, which may be nested as deeply alone as in a batch.
MAX_RAW_DEPTH = MAX_DEPTH - 1
_MANY_DIGITS = re.compile(rb"(?<![0-9])[0-9]{%d}" % (MAX_INTEGER_DIGITS + 1))
_SURROGATE = re.compile("[\ud800-\udfff]")


class Obstacle(NamedTuple):
    """Why a document cannot be stored: the pointer (RFC 6901) to the value in question, and the reason."""

    pointer: str
    reason: str


def obstacle(document: Json) -> Obstacle | None:
    """Return what prevents the API from accepting the document, or None if it can be accepted."""
    try:
        encoded = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    except (ValueError, RecursionError):  # a lone surrogate, a number beyond a double, or too many levels
        return _first_obstacle(document)
    if len(encoded) > ALERT_CREATE_RAW_MAX_BYTES:
        reason = f"the document has {len(encoded):,} bytes as compact JSON; the limit is {ALERT_CREATE_RAW_MAX_BYTES:,}"
        return Obstacle(_largest(document), reason)
    # Each test is true of every document in question, and of few others.
    levels = encoded.count(b"{") + encoded.count(b"[")
    if b"\\u0000" in encoded or levels > MAX_RAW_DEPTH or _MANY_DIGITS.search(encoded):
        return _first_obstacle(document)
    return None


def _first_obstacle(document: Json) -> Obstacle | None:
    stack: list[tuple[Json, tuple[str | int, ...]]] = [(document, ())]
    while stack:
        value, path = stack.pop()
        reason = _reason(value, len(path))
        if reason:
            return Obstacle(pointer(*path), reason)
        if isinstance(value, dict):
            stack += [(child, (*path, name)) for name, child in reversed(value.items())]
        elif isinstance(value, list):
            stack += [(child, (*path, index)) for index, child in reversed(list(enumerate(value)))]
    return None


def _reason(value: Json, depth: int) -> str:
    """Return why this value cannot be stored, leaving aside the values in it, or an empty string."""
    if isinstance(value, str):
        return _reason_of_text(value, "the text")
    if isinstance(value, dict):
        if reason := next(filter(None, (_reason_of_text(name, "a field name") for name in value)), ""):
            return reason
    elif isinstance(value, float):
        return "" if abs(value) < float("inf") else "the number does not fit into a double"
    elif isinstance(value, int):
        # Each decimal digit takes more than three bits, so a shorter number has no need for the slow conversion.
        is_long = value.bit_length() > 3 * MAX_INTEGER_DIGITS and len(str(abs(value))) > MAX_INTEGER_DIGITS
        return f"the integer has more than {MAX_INTEGER_DIGITS} digits" if is_long else ""
    is_deep = isinstance(value, dict | list) and depth >= MAX_RAW_DEPTH
    return f"the document is nested more than {MAX_RAW_DEPTH} levels deep" if is_deep else ""


def _reason_of_text(text: str, what: str) -> str:
    if "\x00" in text:
        return f"{what} contains NUL, which cannot be stored"
    if _SURROGATE.search(text):
        return f"{what} is not valid Unicode: it has a byte that is not UTF-8, or half of a surrogate pair"
    return ""


def _largest(document: Json) -> str:
    """Return the pointer to the value that accounts for most of the document, as far down as one does."""
    path: list[str | int] = []
    value, size = document, _size(document)
    while isinstance(value, dict | list) and value:
        children = value.items() if isinstance(value, dict) else enumerate(value)
        step, child = max(children, key=lambda item: _size(item[1]))
        if _size(child) * 2 < size:
            break
        path.append(step)
        value = child
    return pointer(*path)


def _size(value: Json) -> int:
    return len(json.dumps(value, ensure_ascii=False))
