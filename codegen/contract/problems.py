"""Reads `specs/problems.yaml` into the terms of the template of problem classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_TYPES = {"string": "str", "integer": "int"}


@dataclass(frozen=True, slots=True)
class Member:
    """A field of a problem class, or a member or header of its response with the expression for its value.

    An optional header is omitted if its field is None.
    """

    name: str
    type: str = ""
    value: str = ""
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class ProblemClass:
    """The class of one problem code."""

    name: str
    code: str
    title: str
    status: int
    description: str
    action: str
    audited: bool
    fields: list[Member]
    members: list[Member]
    headers: list[Member]


def camel(words: str) -> str:
    """Convert a name in snake or kebab case to CamelCase."""
    return "".join(part.capitalize() for part in words.replace("-", "_").split("_"))


def problem_classes(entries: list[dict[str, Any]]) -> list[ProblemClass]:
    """Return the classes in the order of the list."""
    return [_problem_class(entry) for entry in entries]


def _problem_class(entry: dict[str, Any]) -> ProblemClass:
    fields, members, headers = [], [], []
    for name, kind in entry.get("members", {}).items():
        fields.append(Member(name, _type(kind)))
        members.append(Member(name, value=_value(name, kind)))
    for header, text in entry.get("headers", {}).items():
        name, colon, kind = text.partition(": ")
        if colon:
            optional = kind.endswith("?")
            fields.append(Member(name, f"{_type(kind[:-1])} | None = None" if optional else _type(kind)))
            value = f"str(self.{name})" if kind == "integer" else f"self.{name}"
            headers.append(Member(header, value=value, is_optional=optional))
        else:
            headers.append(Member(header, value=f'"{text}"'))
    return ProblemClass(
        camel(entry["code"]),
        entry["code"],
        entry["title"],
        entry["status"],
        entry["description"],
        entry["action"],
        entry.get("audited", False),
        fields,
        members,
        headers,
    )


def _type(kind: str) -> str:
    if kind.startswith("list["):
        return f"tuple[{_type(kind[5:-1])}, ...]"
    return _TYPES.get(kind) or ("FieldError" if kind == "FieldError" else f"models.{kind}")


def _value(name: str, kind: str) -> str:
    if kind == "list[FieldError]":
        return f'[{{"pointer": error.pointer, "detail": error.detail}} for error in self.{name}]'
    return f"list(self.{name})" if kind.startswith("list[") else f"self.{name}"
