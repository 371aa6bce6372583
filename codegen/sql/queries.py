"""Generates typed functions from named SQL: one module of `generated/queries` per file of `sql/queries`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from textwrap import fill

from codegen.errors import SpecError
from codegen.render import render
from codegen.sql.query_files import Query, QueryFile, read_query_file
from codegen.sql.query_rules import check_queries
from codegen.sql.rows import expand_rows
from codegen.sql.statements import Field, Line, python_type

SOURCES = Path("sql/queries")
OUTPUT = Path("generated/queries")
_MARK = re.compile("\0([a-z0-9_]+)\0")


def generate_queries(root: Path) -> dict[Path, str]:
    """Return path (below ``root``) and text of every module of `generated/queries`, not yet formatted.

    Raises `SpecError` at the first line of `sql/queries` that breaks a rule.
    """
    modules = {OUTPUT / "__init__.py": '"""The named queries of sql/queries, as typed functions."""\n'}
    for path in sorted((root / SOURCES).glob("*.sql")):
        source = path.relative_to(root)
        if not re.fullmatch(r"[a-z][a-z0-9_]*", path.stem):
            raise SpecError(source, 1, "name the file with lower-case letters, digits and underscores")
        file = load_query_file(path, source)
        modules[OUTPUT / f"{path.stem}.py"] = render(
            "queries.py",
            source=source.as_posix(),
            rows=[_row(file, name, columns) for name, columns in file.columns.items()],
            functions=[_function(file, query) for query in file.queries],
        )
    return modules


def load_query_file(path: Path, shown: Path) -> QueryFile:
    """Read and check one file, which errors call ``shown``; raise `SpecError` at the first line that breaks a rule."""
    file = read_query_file(path, shown)
    expand_rows(file)
    check_queries(file)
    return file


@dataclass(frozen=True, slots=True)
class RowClass:
    """The dataclass of a row."""

    name: str
    columns: list[Field]
    docstring: str


@dataclass(frozen=True, slots=True)
class Part:
    """Adjacent lines that are kept or dropped together; static ones are a constant of the module."""

    kind: str  # `static`, `optional` or a marker
    lines: list[str]
    needs: list[str]
    constant: str = ""


@dataclass(frozen=True, slots=True)
class Function:
    """The function of one query, as the template needs it."""

    query: Query
    constant: str
    returns: str
    item: str
    is_row: bool
    docstring: str
    parts: list[Part]
    sort_type: str

    @property
    def is_plain(self) -> bool:
        """Whether the statement is always the same text."""
        return len(self.parts) == 1 and self.parts[0].kind == "static"


def _row(file: QueryFile, name: str, columns: list[Field]) -> RowClass:
    queries = ", ".join(f"`{query.name}`" for query in file.queries if query.result == name)
    return RowClass(name, columns, _filled(f"A row of {queries}."))


def _function(file: QueryFile, query: Query) -> Function:
    is_row = query.result in file.columns
    item = _item(query, is_row=is_row)
    constant = f"_{query.name.upper()}"
    return Function(
        query=query,
        constant=constant,
        returns={
            "one": item,
            "optional": f"{item} | None",
            "many": f"Page[{item}]" if query.sorts else f"list[{item}]",
            "exec": "None",
            "count": "int",
        }[query.kind],
        item=item,
        is_row=is_row,
        docstring=_docstring(file, query),
        parts=_parts(query, constant),
        sort_type="".join(word.capitalize() for word in query.name.split("_")) + "Sort",
    )


def _item(query: Query, *, is_row: bool) -> str:
    if query.result is None or is_row:
        return query.result or "None"
    base = python_type(query.result)
    return f"{base} | None" if query.nullable and base != "Any" else base


def _docstring(file: QueryFile, query: Query) -> str:
    text = " ".join(query.remarks) or f"Run `{query.name}` of {file.path.as_posix()}."
    if query.kind == "count":
        text += " Return the number of rows affected."
    return _filled(text)


def _filled(text: str) -> str:
    return fill(text.replace("\\", "\\\\"), 112, subsequent_indent="    ", break_on_hyphens=False)


def _parts(query: Query, constant: str) -> list[Part]:
    """Cut a statement where lines may be dropped; what is always bound becomes `$1`, `$2` and so on."""
    numbers = {item.name: f"${place}" for place, item in enumerate(query.parameters, start=1)}
    filters = [item.name for item in query.filters]

    def key(line: Line) -> tuple[str, tuple[str, ...]]:
        needs = tuple(name for name in filters if name in line.parameters or name in line.conditions)
        return line.marker or ("optional" if needs else "static"), needs

    parts = []
    for (kind, needs), group in groupby(query.lines, key):
        lines = [line.text for line in group]
        if kind == "static":
            text = [_MARK.sub(lambda mark: numbers[mark[1]], line) for line in lines]
        else:
            text = [_expression(line, numbers) for line in lines]
        parts.append(Part(kind, text, list(needs)))
    count = sum(part.kind == "static" for part in parts)
    places = iter(range(1, count + 1))
    return [
        Part(part.kind, part.lines, part.needs, constant if count == 1 else f"{constant}_{next(places)}")
        if part.kind == "static"
        else part
        for part in parts
    ]


def _expression(text: str, numbers: dict[str, str]) -> str:
    """Write a line as a Python string that fills in the places of its filters when the function runs."""
    literal = text.replace("\\", "\\\\").replace('"', '\\"')
    if not any(name not in numbers for name in _MARK.findall(literal)):
        return '"' + _MARK.sub(lambda mark: numbers[mark[1]], literal) + '"'
    filled = literal.replace("{", "{{").replace("}", "}}")
    return 'f"' + _MARK.sub(lambda mark: numbers.get(mark[1], f"{{bound['{mark[1]}']}}"), filled) + '"'
