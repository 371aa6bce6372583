"""Reading members of documents that have not been validated, and telling addresses, host names and URLs apart."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from generated.runtime.text import is_blank

Json = Any
Path = tuple[str | int, ...]

# Letters of any script, digits, hyphens and underscores per label: what resolvers and directories accept in practice.
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?|_[\w-]{1,62}"
_HOSTNAME = re.compile(rf"(?:{_LABEL})(?:\.(?:{_LABEL}))*")
_INVISIBLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_INTEGER = re.compile(r"[+-]?[0-9]{1,40}(?:\.0*)?", re.ASCII)


def member(document: Json, *path: str | int) -> Json:
    """Return the value at a path of member names and array indexes, or None if the document has no such value."""
    value = document
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and 0 <= step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def pointer(*path: str | int) -> str:
    """Return the JSON pointer (RFC 6901) of a path."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def existing(document: Json, path: Path) -> Path:
    """Return the longest part of a path that the document has."""
    for length, step in enumerate(path):
        holder = member(document, *path[:length])
        is_index = isinstance(holder, list) and isinstance(step, int) and 0 <= step < len(holder)
        if not is_index and not (isinstance(holder, dict) and step in holder):
            return path[:length]
    return path


def text(document: Json, *path: str | int) -> str:
    """Return the string or number at a path as trimmed text, or an empty string for anything else.

    Text without a visible character counts as empty. NUL and lone surrogates, which no database stores as text, become
    U+FFFD.
    """
    value = member(document, *path)
    if isinstance(value, str):
        if not value.isascii() or "\x00" in value:
            value = _UNSTORABLE.sub("\ufffd", value)
        return "" if is_blank(value) else value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return ""


def first_text(document: Json, *paths: Path) -> str:
    """Return the first text that is not blank among several paths."""
    return next((value for path in paths if (value := text(document, *path))), "")


def texts(document: Json, *path: str | int) -> list[str]:
    """Return the texts of an array, or of a single value if a source leaves the array out."""
    value = member(document, *path)
    items = value if isinstance(value, list) else [value]
    return [item_text for item in items if (item_text := text(item))]


def objects(document: Json, *path: str | int) -> Iterator[dict[str, Json]]:
    """Yield the objects of an array, or the single object if a source leaves the array out."""
    value = member(document, *path)
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item


def integer(document: Json, *path: str | int) -> int | None:
    """Return a whole number that may be written as 4, 4.0 or "4"; None for anything else."""
    value = member(document, *path)
    if isinstance(value, str):
        match = _INTEGER.fullmatch(value.strip())
        return None if match is None else int(value.strip().partition(".")[0])
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def number(document: Json, *path: str | int) -> float | None:
    """Return a finite number that may be written as a string; None for anything else."""
    try:
        value = float(text(document, *path))
    except (ValueError, OverflowError):
        return None
    return value if abs(value) < float("inf") else None


def one_line(value: str) -> str:
    """Return the text with every run of white space and control characters as one space."""
    return _INVISIBLE.sub(" ", value).strip()


def joined(*parts: str, by: str = " ") -> str:
    """Join the parts that are not empty."""
    return by.join(filter(None, parts))


def ip_address(value: str) -> str | None:
    """Return the value if it is an IPv4 or IPv6 address, without brackets; None otherwise."""
    candidate = value[1:-1] if value.startswith("[") and value.endswith("]") else value
    try:
        ipaddress.ip_address(candidate)
    except ValueError:
        return None
    return candidate


def is_hostname(value: str) -> bool:
    """Whether the value is a host name: dotted labels, not all digits, at most 253 characters."""
    if len(value) > 253 or _HOSTNAME.fullmatch(value) is None:
        return False
    return not value.replace(".", "").isdigit()


def is_url(value: str) -> bool:
    """Whether the value is an absolute URL with a host."""
    try:
        parts = urlsplit(value)
        return bool(parts.scheme and parts.hostname) and not any(char.isspace() for char in value)
    except ValueError:
        return False


def endpoint(address: str, port: str) -> str:
    """Return an address with its port as `192.0.2.1:80` or `[2001:db8::1]:443`; without one, the address alone."""
    if not address or not port:
        return address
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
