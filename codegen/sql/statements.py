"""Reads the lines of SQL statements: their parameters, their comments, and the columns of their SELECT list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from codegen.errors import SpecError

PYTHON_TYPES = {
    "uuid": "UUID",
    "text": "str",
    "int": "int",
    "bool": "bool",
    "timestamptz": "datetime",
    "bytea": "bytes",
    "json": "Any",
    "date": "date",
}
MARKERS = ("after", "order_by")

_TYPE = re.compile(r"(?P<type>[a-z]+(?:\[\])?)(?P<nullable>\?)?")
_COLUMN_NAME = re.compile(r"(?:^|\bAS |\.)(?P<name>[a-z][a-z0-9_]*),?$")
_LITERAL = re.compile(r"'(?:[^']|'')*'")
# Parameters count outside of literals, quoted names and comments only; `::` is a cast.
_PIECE = re.compile(
    r"""'(?:[^']|'')*'|"[^"]*"|--(?P<comment>.*)|/\* if (?P<condition>[a-z_0-9]+) \*/ ?|/\* (?P<marker>[a-z_]+) \*/"""
    r"""|/\*.*?\*/|::|:(?P<parameter>[a-z_][a-z0-9_]*)|:(?P<row>[A-Z][A-Za-z0-9]*)|(?P<end>;)"""
    r"""|(?P<foreign>\$[0-9]+|\$[a-z_]*\$|/\*|'|")"""
)


@dataclass(frozen=True, slots=True)
class Field:
    """A column, a parameter or a filter: its name, its type as annotated, and whether it may be NULL."""

    name: str
    type: str
    nullable: bool
    line: int

    @property
    def python(self) -> str:
        """The Python type."""
        base = python_type(self.type)
        return f"{base} | None" if self.nullable and base != "Any" else base

    @property
    def python_filter(self) -> str:
        """The Python type of an optional filter; arrays are tuples, as in the requests of lists."""
        if self.type.endswith("[]"):
            return f"tuple[{python_type(self.type.removesuffix('[]'))}, ...] | None"
        base = python_type(self.type)
        return base if base == "Any" else f"{base} | None"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a statement without its comments; a parameter stands in ``text`` between two NULs.

    ``conditions`` are the filters of `/* if name */`. A line may instead consist of a ``marker``, or of `SELECT :Row`.
    """

    number: int
    text: str
    parameters: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    marker: str | None = None
    row: str | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Select:
    """A statement cut behind its SELECT list, with the columns of that list."""

    columns: list[Field]
    head: list[Line]
    tail: list[Line]


def python_type(name: str) -> str:
    """Return the Python type of an annotated type."""
    base = PYTHON_TYPES[name.removesuffix("[]")]
    return f"list[{base}]" if name.endswith("[]") else base


def parse_type(text: str) -> tuple[str, bool] | None:
    """Return type and nullability of a text such as ``uuid``, ``text[]`` or ``int?``; None if it is no type."""
    match = _TYPE.fullmatch(text.strip())
    if match is None or match["type"].removesuffix("[]") not in PYTHON_TYPES:
        return None
    return match["type"], match["nullable"] is not None


def scan_line(file: Path, number: int, source: str) -> tuple[Line, bool]:
    """Read a line, and whether the statement ends with it."""
    text, position = "", 0
    found: dict[str, list[str]] = {
        name: [] for name in ("comment", "condition", "marker", "parameter", "row", "end", "foreign")
    }
    for match in _PIECE.finditer(source):
        text += source[position : match.start()]
        position = match.end()
        kind = match.lastgroup
        if kind is not None:
            found[kind].append(match[kind])
        if kind == "parameter":
            text += f"\0{match[kind]}\0"
        elif kind in {None, "row"} and not match[0].startswith("/*"):
            text += match[0]
    line = Line(
        number,
        (text + source[position:]).rstrip(),
        parameters=tuple(found["parameter"]),
        conditions=tuple(found["condition"]),
        marker=found["marker"][0] if found["marker"] else None,
        row=found["row"][0] if found["row"] else None,
        comment="".join(found["comment"]).strip(),
    )
    _check_line(file, source, line, found)
    return line, bool(found["end"])


def _check_line(file: Path, source: str, line: Line, found: dict[str, list[str]]) -> None:
    if found["foreign"]:
        raise SpecError(
            file,
            line.number,
            f"`{found['foreign'][0]}` cannot be used here: write parameters as `:name`, and end literals on their line",
        )
    if line.marker is not None and (len(found["marker"]) > 1 or line.marker not in MARKERS or line.text):
        names = " and ".join(f"`/* {marker} */`" for marker in MARKERS)
        raise SpecError(file, line.number, f"the markers are {names}, each alone on its line")
    if line.row is not None and line.text != f"SELECT :{line.row}":
        raise SpecError(file, line.number, f"`SELECT :{line.row}` must stand alone on its line")
    if found["end"] and (len(found["end"]) > 1 or not source.endswith(";")):
        raise SpecError(file, line.number, "a query is one statement that ends with a semicolon at the end of a line")


def select_columns(file: Path, lines: Sequence[Line]) -> Select | None:
    """Read the columns between an unindented `SELECT` and its `FROM`; None for a statement without such lines.

    Each column ends its line, followed by its type in a comment: `t.id, -- uuid`.
    """
    texts = [line.text for line in lines]
    starts = [index for index, text in enumerate(texts) if text == "SELECT"]
    ends = [index for index, text in enumerate(texts) if text.startswith("FROM ")]
    if not starts or not ends or ends[-1] < starts[-1]:
        return None
    start, end = starts[-1] + 1, ends[-1]
    columns, depth = [], 0
    for index in range(start, end):
        line = lines[index]
        code = _LITERAL.sub("", line.text)
        depth += code.count("(") - code.count(")")
        if depth == 0 and (code.endswith(",") or index == end - 1):
            columns.append(_column(file, line))
    return Select(columns, list(lines[:end]), list(lines[end:]))


def _column(file: Path, line: Line) -> Field:
    name = _COLUMN_NAME.search(line.text.strip())
    annotated = parse_type(line.comment)
    if name is None:
        raise SpecError(file, line.number, "a column without a name: add `AS name`")
    if annotated is None:
        types = ", ".join(PYTHON_TYPES)
        raise SpecError(
            file,
            line.number,
            f"the column {name['name']} needs its type behind it, as in `t.id, -- uuid`: one of {types}, with [] or ?",
        )
    return Field(name["name"], *annotated, line.number)
