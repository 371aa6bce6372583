"""Reads `sql/queries/*.sql`: named, annotated queries. A query without its annotation is refused.

The annotations stand in comments before each statement, see CONTRIBUTING.md. An optional filter leaves out every line
that mentions it, so that the SQL that runs is always a subset of the lines that stand in the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from codegen.refusal import SpecError

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
KINDS = {"one", "optional", "many", "exec", "count"}
PARAMETER = re.compile(r"(?<!:):([a-z_][a-z0-9_]*)")
CONDITION = re.compile(r"/\* if ([a-z_][a-z0-9_]*) \*/")
_FIELD = re.compile(r"([a-z_][a-z0-9_]*) ([a-z]+(?:\[\])?)(\?)?")
_NAME = re.compile(r"-- name: ([a-z][a-z0-9_]*) :([a-z]+)(?: -> ([A-Za-z][A-Za-z0-9]*)(\?)?)?")
_SORT = re.compile(r"-- sort: (-?[a-z_]+) = (\S+) (ASC|DESC) ([a-z]+)")


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, a filter or a column: its name and type, and whether it may be NULL."""

    name: str
    type: str
    nullable: bool = False

    @property
    def python(self) -> str:
        """Give the Python annotation."""
        base = PYTHON_TYPES[self.type.removesuffix("[]")]
        base = f"list[{base}]" if self.type.endswith("[]") else base
        return f"{base} | None" if self.nullable and base != "Any" else base


@dataclass(frozen=True, slots=True)
class Sort:
    """One way to order a list: its key, the expression, the direction and the expression's type."""

    key: str
    expression: str
    direction: str
    type: str


@dataclass(slots=True)
class Query:
    """One named statement with its annotations."""

    name: str
    kind: str
    result: str | None
    result_nullable: bool
    line: int
    parameters: list[Field] = field(default_factory=list)
    filters: list[Field] = field(default_factory=list)
    sorts: list[Sort] = field(default_factory=list)
    tiebreak: str = ""
    remarks: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class QueryFile:
    """All rows and queries of an area."""

    path: Path
    rows: dict[str, list[Field]] = field(default_factory=dict)
    queries: list[Query] = field(default_factory=list)


def read_query_file(path: Path, shown: Path) -> QueryFile:
    """Read one file; raise `SpecError` with file and line for whatever does not fit."""
    result = QueryFile(shown)
    query: Query | None = None
    row: str | None = None
    for number, text in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        line = text.rstrip()
        if line.startswith("-- row: "):
            row, _, columns = line.removeprefix("-- row: ").partition(" = ")
            result.rows[row] = _fields(columns, shown, number)
        elif row is not None and line.startswith("--   "):
            result.rows[row] += _fields(line.removeprefix("--   "), shown, number)
        elif line.startswith("-- name: "):
            query, row = _named(line, shown, number, result), None
        elif line.startswith("--") and query is not None and not query.lines:
            _annotate(query, line, shown, number)
        elif line and not line.startswith("--"):
            if query is None:
                raise SpecError(
                    shown, number, "a query without annotation: write `-- name: words :kind -> Row` above it"
                )
            query.lines.append(line)
            if line.endswith(";"):
                _judge(query, result)
                query = None
        elif line and query is not None:
            query.lines.append(line)
        if not line:
            row = None
    if query is not None:
        raise SpecError(shown, query.line, f"the query {query.name} does not end with a semicolon")
    return result


def _fields(text: str, path: Path, line: int) -> list[Field]:
    fields = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        match = _FIELD.fullmatch(part)
        if match is None or match[2].removesuffix("[]") not in PYTHON_TYPES:
            raise SpecError(path, line, f"{part!r} is not `name type` with a type of {', '.join(PYTHON_TYPES)}")
        fields.append(Field(match[1], match[2], match[3] is not None))
    return fields


def _named(line: str, path: Path, number: int, file: QueryFile) -> Query:
    match = _NAME.fullmatch(line)
    if match is None or match[2] not in KINDS:
        raise SpecError(
            path, number, f"write `-- name: words :kind -> Row`, the kind one of {', '.join(sorted(KINDS))}"
        )
    name, kind, result = match[1], match[2], match[3]
    if any(other.name == name for other in file.queries):
        raise SpecError(path, number, f"there are two queries {name}")
    if (result is None) != (kind in {"exec", "count"}):
        raise SpecError(path, number, f"a query of the kind {kind} {'says' if result is None else 'gives'} no result")
    if result is not None and result not in file.rows and result not in PYTHON_TYPES:
        raise SpecError(path, number, f"there is no row {result} above in this file")
    query = Query(name, kind, result, match[4] is not None, number)
    file.queries.append(query)
    return query


def _annotate(query: Query, line: str, path: Path, number: int) -> None:
    if line.startswith("-- param: "):
        query.parameters += _fields(line.removeprefix("-- param: "), path, number)
    elif line.startswith("-- filter: "):
        query.filters += _fields(line.removeprefix("-- filter: "), path, number)
    elif line.startswith("-- tiebreak: "):
        query.tiebreak = line.removeprefix("-- tiebreak: ").strip()
    elif line.startswith("-- sort: "):
        match = _SORT.fullmatch(line)
        if match is None:
            raise SpecError(path, number, "write `-- sort: key = expression ASC|DESC type`")
        query.sorts.append(Sort(match[1], match[2], match[3], match[4]))
    else:
        query.remarks.append(line.removeprefix("--").strip())


def _judge(query: Query, file: QueryFile) -> None:
    text = "\n".join(query.lines)
    declared = {item.name for item in (*query.parameters, *query.filters)}
    used = set(PARAMETER.findall(text)) | set(CONDITION.findall(text))
    if len(declared) != len(query.parameters) + len(query.filters):
        raise SpecError(file.path, query.line, f"{query.name} declares a parameter twice")
    for name in sorted(used - declared):
        raise SpecError(file.path, query.line, f"{query.name} uses :{name} without a `-- param` or `-- filter`")
    for name in sorted(declared - used):
        raise SpecError(file.path, query.line, f"{query.name} declares {name} and does not use it")
    tokens = all(token in text for token in ("/* sort_key */", "/* after */", "/* order_by */"))
    if bool(query.sorts) != bool(query.tiebreak) or bool(query.sorts) != tokens:
        raise SpecError(
            file.path, query.line, f"{query.name}: sorts need a tiebreak and the tokens sort_key, after and order_by"
        )
    if query.sorts and query.kind != "many":
        raise SpecError(file.path, query.line, f"{query.name}: only a query of the kind many can be sorted")
