"""Parses JSON strictly (RFC 8259): no duplicate members, and no numbers that would lose their value."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from typing import Any, NoReturn

from generated.problems import MalformedJson

MAX_DEPTH = 64
MAX_INTEGER_DIGITS = 4000


class _MalformedError(ValueError):
    """JSON that Python's parser accepts and RFC 8259 or the contract does not allow."""


class MalformedItem(str):
    """An item of a batch that is JSON, but breaks a rule of `parse_json`: its text, after a NUL, and its problem.

    No text that can be stored contains NUL, so that this equals no other item.
    """

    __slots__ = ("problem",)
    problem: MalformedJson


class _Malformed(str):
    """A value that breaks a rule, within an item: its text, after a NUL, and what is wrong with it."""

    __slots__ = ("reason",)
    reason: str


def parse_json(data: bytes) -> Any | MalformedJson:
    """Parse a document in UTF-8 with at most `MAX_DEPTH` levels of nesting."""
    try:
        document = json.loads(
            data.decode("utf-8"),
            parse_constant=_reject_constant,
            parse_float=_parse_float,
            parse_int=_parse_int,
            object_pairs_hook=_members,
        )
    except RecursionError:
        return _too_deep()
    except ValueError as error:
        return _invalid(str(error))
    return _problem(document) or document


def parse_batch(data: bytes, name: str) -> Any | MalformedJson:
    """Parse a document whose member ``name`` has items that each may be what `parse_json` accepts.

    An item that is JSON and breaks one of its rules, such as that of duplicate members, becomes a `MalformedItem`.
    """
    try:
        document = json.loads(
            data.decode("utf-8"),
            parse_constant=_reject_constant,
            parse_float=_marking(_parse_float),
            parse_int=_marking(_parse_int),
            object_pairs_hook=_marking(_members),
        )
        items = document.get(name) if isinstance(document, dict) else None
        if isinstance(items, list):
            document[name] = [_checked(item) for item in items]
            outside = {member: value for member, value in document.items() if member != name}
        else:
            outside = document
    except RecursionError:
        return _too_deep()
    except ValueError as error:
        return _invalid(str(error))
    return _problem(outside) or document


def _checked(item: Any) -> Any:
    problem = _problem(item)
    if problem is None:
        return item
    malformed = MalformedItem(f"\x00{json.dumps(item)}")
    malformed.problem = problem
    return malformed


def _problem(document: Any) -> MalformedJson | None:
    """Return what is wrong with a parsed document: a value that `_marking` has marked, or its depth."""
    stack = [(document, 1)]
    while stack:
        value, depth = stack.pop()
        if isinstance(value, _Malformed):
            return _invalid(value.reason)
        if isinstance(value, dict | list):
            if depth > MAX_DEPTH:
                return _too_deep()
            stack.extend((child, depth + 1) for child in (value.values() if isinstance(value, dict) else value))
    return None


def _marking(parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return the parser of a part of a document with its errors replaced by `_Malformed` values."""

    def parsed(part: Any) -> Any:
        try:
            return parse(part)
        except _MalformedError as error:
            malformed = _Malformed(f"\x00{json.dumps(part)}")
            malformed.reason = str(error)
            return malformed

    return parsed


def _invalid(reason: str) -> MalformedJson:
    return MalformedJson(detail=f"The body is not valid JSON (RFC 8259, UTF-8): {reason[:200]}.")


def _too_deep() -> MalformedJson:
    return MalformedJson(detail=f"The body is nested more than {MAX_DEPTH} levels deep.")


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
