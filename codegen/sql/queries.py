"""Typed functions from named SQL: one module of `generated/queries` per file of `sql/queries`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from textwrap import fill

from jinja2 import Environment, PackageLoader, StrictUndefined

from codegen.refusal import SpecError
from codegen.sql.query_files import Line, Query, QueryFile, python_type, read_query_file
from codegen.sql.query_rules import judge

SOURCES = Path("sql/queries")
OUTPUT = Path("generated/queries")
_MARK = re.compile("\0([a-z0-9_]+)\0")


def generate_queries(root: Path) -> dict[Path, str]:
    """Give path (below ``root``) and text of every module of `generated/queries`, its imports and layout still raw.

    Raises `SpecError` for the first line of `sql/queries` that is not as it must be.
    """
    environment = Environment(
        loader=PackageLoader("codegen"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - it writes Python, not HTML
    )
    template = environment.get_template("queries.py.jinja")
    modules = {OUTPUT / "__init__.py": '"""The named queries of sql/queries, as typed functions."""\n'}
    for path in sorted((root / SOURCES).glob("*.sql")):
        source = path.relative_to(root)
        if not re.fullmatch(r"[a-z][a-z0-9_]*", path.stem):
            raise SpecError(source, 1, "an area is named by lower-case words and underscores")
        file = read_query_file(path, source)
        judge(file)
        modules[OUTPUT / f"{path.stem}.py"] = template.render(
            source=source.as_posix(),
            rows=file.rows,
            functions=[_function(file, query) for query in file.queries],
        )
    return modules


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring lines that stay or go together: with a name they are a constant of the module."""

    kind: str  # a token, `static` or `optional`
    lines: list[str]
    needs: list[str]
    constant: str = ""


@dataclass(frozen=True, slots=True)
class Function:
    """What the template is told of one query."""

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
        """Tell whether the statement is always the same text."""
        return len(self.parts) == 1 and self.parts[0].kind == "static"


def _function(file: QueryFile, query: Query) -> Function:
    item = _item(file, query)
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
        is_row=query.result in file.rows,
        docstring=_docstring(file, query),
        parts=_parts(query, constant),
        sort_type="".join(word.capitalize() for word in query.name.split("_")) + "Sort",
    )


def _item(file: QueryFile, query: Query) -> str:
    if query.result is None or query.result in file.rows:
        return query.result or "None"
    base = python_type(query.result)
    return f"{base} | None" if query.nullable and base != "Any" else base


def _docstring(file: QueryFile, query: Query) -> str:
    text = " ".join(query.remarks) or f"Run `{query.name}` of {file.path.as_posix()}."
    if query.sorts:
        text += " Returns the page after the row at ``after``."
    if query.kind == "count":
        text += " Give the number of rows that it touched."
    return fill(text.replace("\\", "\\\\"), 112, subsequent_indent="    ")


def _parts(query: Query, constant: str) -> list[Part]:
    """Cut a statement where lines may be left out, with `$1`, `$2` … for what is always bound."""
    numbers = {item.name: f"${place}" for place, item in enumerate(query.parameters, start=1)}
    filters = [item.name for item in query.filters]

    def key(line: Line) -> tuple[str, tuple[str, ...]]:
        needs = tuple(name for name in filters if name in line.parameters or name in line.conditions)
        return line.token or ("optional" if needs else "static"), needs

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
    """Write a line as a Python string, with the places of its filters filled in when the function runs."""
    literal = text.replace("\\", "\\\\").replace('"', '\\"')
    if not any(name not in numbers for name in _MARK.findall(literal)):
        return '"' + _MARK.sub(lambda mark: numbers[mark[1]], literal) + '"'
    filled = literal.replace("{", "{{").replace("}", "}}")
    return 'f"' + _MARK.sub(lambda mark: numbers.get(mark[1], f"{{bound['{mark[1]}']}}"), filled) + '"'
