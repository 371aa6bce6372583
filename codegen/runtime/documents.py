"""Parses JSON strictly (RFC 8259): no duplicate members, and no numbers that would lose their value."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn

from generated.problems import MalformedJson

MAX_DEPTH = 64
MAX_INTEGER_DIGITS = 4000


class _MalformedError(ValueError):
    """JSON that Python's parser accepts and RFC 8259 or the contract does not allow."""


def parse_json(data: bytes, max_depth: int = MAX_DEPTH) -> Any | MalformedJson:
    """Parse a document in UTF-8 with at most ``max_depth`` levels of nesting."""
    try:
        document = json.loads(
            data.decode("utf-8"),
            parse_constant=_reject_constant,
            parse_float=_parse_float,
            parse_int=_parse_int,
            object_pairs_hook=_members,
        )
    except RecursionError:
        return MalformedJson(detail=f"The body is nested more than {max_depth} levels deep.")
    except ValueError as error:
        return MalformedJson(detail=f"The body is not valid JSON (RFC 8259, UTF-8): {str(error)[:200]}.")
    if any(depth > max_depth for depth in _depths(document)):
        return MalformedJson(detail=f"The body is nested more than {max_depth} levels deep.")
    return document


def _reject_constant(name: str) -> NoReturn:
    raise _MalformedError(f"{name} is not a JSON number")


def _parse_float(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")) or (number == 0 and re.search("[1-9]", text.lower().split("e")[0])):
        raise _MalformedError(f"the number {text[:30]} does not fit into a double")
    return number


def _parse_int(text: str) -> int:
    if len(text) > MAX_INTEGER_DIGITS:
        raise _MalformedError(f"an integer has more than {MAX_INTEGER_DIGITS} digits")
    return int(text)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        duplicate = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise _MalformedError(f"the member {ascii(duplicate)[:100]} is duplicated")
    return members


def _depths(document: Any) -> Iterator[int]:
    stack = [(document, 1)]
    while stack:
        value, depth = stack.pop()
        if isinstance(value, dict | list):
            yield depth
            stack.extend((child, depth + 1) for child in (value.values() if isinstance(value, dict) else value))
