"""Reading members of documents that nobody has validated, and typing asset values by what they are."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

Json = Any

# Letters of any script, digits, hyphens and underscores per label: what resolvers and directories accept in practice.
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?|_[\w-]{1,62}"
_HOSTNAME = re.compile(rf"(?:{_LABEL})(?:\.(?:{_LABEL}))*\.?")
_INVISIBLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def member(document: Json, *path: str | int) -> Json:
    """Return the value at a path of member names and array indexes, or None where the document has no such value."""
    value = document
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and -len(value) <= step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def text(document: Json, *path: str | int) -> str:
    """Return the string or number at a path as trimmed text, or an empty string for anything else."""
    value = member(document, *path)
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return ""


def first_text(document: Json, *paths: tuple[str | int, ...]) -> str:
    """Return the first text that is not blank among several paths."""
    return next((found for path in paths if (found := text(document, *path))), "")


def texts(document: Json, *path: str | int) -> list[str]:
    """Return the texts of an array, or of a single value where a source leaves the array out."""
    value = member(document, *path)
    items = value if isinstance(value, list) else [value]
    return [found for item in items if (found := text(item))]


def objects(document: Json, *path: str | int) -> Iterator[dict[str, Json]]:
    """Yield the objects of an array, or the single object where a source leaves the array out."""
    value = member(document, *path)
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item


def integer(document: Json, *path: str | int) -> int | None:
    """Return a whole number that may be written as 4, 4.0 or "4"; None for anything else."""
    value = member(document, *path)
    if isinstance(value, str):
        value = value.strip()
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return int(number) if number.is_integer() else None


def one_line(value: str) -> str:
    """Return the text with every run of white space and control characters as one space."""
    return _INVISIBLE.sub(" ", value).strip()


def ip_address(value: str) -> str | None:
    """Return the value if it is an IPv4 or IPv6 address, without brackets; None otherwise."""
    candidate = value.removeprefix("[").removesuffix("]")
    try:
        ipaddress.ip_address(candidate)
    except ValueError:
        return None
    return candidate


def is_hostname(value: str) -> bool:
    """Whether the value is a host name: dotted labels, not all digits, at most 253 characters."""
    if not value or len(value) > 253 or _HOSTNAME.fullmatch(value) is None:
        return False
    return not value.replace(".", "").isdigit()


def is_url(value: str) -> bool:
    """Whether the value is an absolute URL with a host."""
    try:
        parts = urlsplit(value)
        return bool(parts.scheme and parts.hostname) and not any(char.isspace() for char in value)
    except ValueError:
        return False
