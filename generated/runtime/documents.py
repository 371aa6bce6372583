# Generated from codegen/runtime/documents.py by `python -m codegen`. Do not edit.
"""Reads JSON as the contract has it: RFC 8259, with nothing lost and nothing said twice."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn

from generated.problems import MalformedJson

MAX_DEPTH = 64
LONGEST_INTEGER = 4000


class _MalformedError(ValueError):
    """What json reads and RFC 8259 or the contract does not allow."""


def parse_json(data: bytes) -> Any | MalformedJson:
    """Read RFC 8259 JSON in UTF-8: no NaN or infinity, no doubled member, at most 64 levels deep."""
    try:
        document = json.loads(
            data.decode("utf-8"),
            parse_constant=_refuse_constant,
            parse_float=_finite,
            parse_int=_whole,
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
    if number in (float("inf"), float("-inf")) or (number == 0 and re.search("[1-9]", text.lower().split("e")[0])):
        raise _MalformedError(f"the number {text[:30]} is beyond what a double can hold")
    return number


def _whole(text: str) -> int:
    if len(text) > LONGEST_INTEGER:
        raise _MalformedError(f"an integer has more than {LONGEST_INTEGER} digits")
    return int(text)


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
