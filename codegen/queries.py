"""Typed functions from named SQL: one module of `generated/queries` per file of `sql/queries`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from codegen.query_files import CONDITION, PARAMETER, PYTHON_TYPES, Query, QueryFile, read_query_file

_TOKEN = re.compile(r"/\* (sort_key|after|order_by) \*/")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a statement: its text with `{name}` for parameters, and the filters that it hangs on."""

    text: str
    filters: tuple[str, ...]
    token: str | None = None


def generate_queries(root: Path) -> dict[Path, str]:
    """Give path (below ``root``) and text of every module; raise `SpecError` for a file that does not fit."""
    environment = Environment(
        loader=PackageLoader("codegen"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - it writes Python, not HTML
    )
    environment.filters["python_string"] = lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    out = {
        Path("generated/queries/__init__.py"): '"""The named queries of `sql/queries`, as typed functions."""\n',
        Path("generated/queries/connection.py"): environment.get_template("connection.py").render(),
    }
    for path in sorted((root / "sql" / "queries").glob("*.sql")):
        file = read_query_file(path, path.relative_to(root))
        out[Path("generated/queries") / f"{path.stem}.py"] = environment.get_template("queries.py.jinja").render(
            file=file,
            source=path.relative_to(root).as_posix(),
            lines=statement_lines,
            types=PYTHON_TYPES,
            plain=is_plain,
        )
    return out


def is_plain(query: Query) -> bool:
    """Tell whether the statement is always the same text."""
    return not query.filters and not query.sorts


def statement_lines(query: Query) -> list[Line]:
    """Split a statement into lines that stay or go; of a plain one, parameters are numbered by declaration."""
    optional = {item.name for item in query.filters}
    order = {item.name: f"${index}" for index, item in enumerate(query.parameters, start=1)}
    lines = []
    for raw in query.lines:
        text = raw.rstrip(";")
        names = [*CONDITION.findall(text), *PARAMETER.findall(text)]
        token = _TOKEN.search(text)
        text = CONDITION.sub("", text).rstrip()
        if is_plain(query):
            text = PARAMETER.sub(lambda match: order[match[1]], text)
        filters = tuple(dict.fromkeys(name for name in names if name in optional))
        lines.append(Line(text, filters, token[1] if token else None))
    return lines


__all__ = ["QueryFile", "generate_queries"]
