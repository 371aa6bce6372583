"""Reads `sql/queries/*.sql`: named statements with their annotations. What does not fit is refused with file and line.

    -- row: PrincipalRow = id uuid, display_name text, roles text[], left_at timestamptz?
    -- name: get_principal :optional -> PrincipalRow
    -- param: principal_id uuid
    -- Why the query is as it is; this becomes the docstring of the generated function.
    SELECT id, display_name, roles, left_at FROM principals WHERE id = :principal_id;

A row may go on over lines that begin with `--` and three blanks; `?` says that a value may be NULL. An optional
filter (`-- filter: name type`) leaves out every line that mentions it, so that what runs is always made of lines that
stand in the file.
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
KINDS = ("one", "optional", "many", "exec", "count")
TOKENS = ("sort_key", "after", "order_by")

_FIELD = re.compile(r"(?P<name>[a-z][a-z0-9_]*) (?P<type>[a-z]+(?:\[\])?)(?P<nullable>\?)?")
_ROW = re.compile(r"-- row: (?P<name>[A-Z][A-Za-z0-9]*) = (?P<columns>.+)")
_NAME = re.compile(
    r"-- name: (?P<name>[a-z][a-z0-9_]*) :(?P<kind>[a-z]+)"
    r"(?: -> (?P<result>[A-Za-z][A-Za-z0-9]*(?:\[\])?)(?P<nullable>\?)?)?"
)
_SORT = re.compile(r"-- sort: (?P<key>-?[a-z][a-z0-9_]*) = (?P<expression>.+) (?P<direction>ASC|DESC) (?P<type>[a-z]+)")
_ANNOTATION = re.compile(r"-- (?P<word>[a-z]+): ?(?P<rest>.*)")
# A parameter is looked for outside of literals, quoted names and comments only; `::` is a cast.
_PIECE = re.compile(
    r"""'(?:[^']|'')*'|"[^"]*"|--.*|/\* if (?P<condition>[a-z_0-9]+) \*/ ?|/\* (?P<token>[a-z_]+) \*/"""
    r"""|/\*.*?\*/|::|:(?P<parameter>[a-z_][a-z0-9_]*)|(?P<end>;)|(?P<foreign>\$[0-9]+|\$[a-z_]*\$|/\*|'|")"""
)


@dataclass(frozen=True, slots=True)
class Field:
    """A column, a parameter or a filter: name, type of the annotation, and whether it may be NULL."""

    name: str
    type: str
    nullable: bool
    line: int

    @property
    def python(self) -> str:
        """Give the Python annotation."""
        base = python_type(self.type)
        return f"{base} | None" if self.nullable and base != "Any" else base

    @property
    def python_filter(self) -> str:
        """Give the Python annotation of an optional filter, whose values the request of a list has in a tuple."""
        if self.type.endswith("[]"):
            return f"tuple[{python_type(self.type.removesuffix('[]'))}, ...] | None"
        return self.python if self.python == "Any" else f"{self.python} | None"


@dataclass(frozen=True, slots=True)
class Sort:
    """One way to order a list: its key, the expression, the direction and the expression's type."""

    key: str
    expression: str
    direction: str
    type: str
    line: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a statement, without its comments.

    Parameters stand in `text` between two NULs; `conditions` are the names that it wants without binding them.
    """

    number: int
    text: str
    parameters: tuple[str, ...]
    conditions: tuple[str, ...]
    token: str | None


@dataclass(slots=True)
class Query:
    """One named statement with its annotations."""

    name: str
    kind: str
    result: str | None
    nullable: bool
    line: int
    parameters: list[Field] = field(default_factory=list)
    filters: list[Field] = field(default_factory=list)
    sorts: list[Sort] = field(default_factory=list)
    tiebreak: str = ""
    remarks: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class QueryFile:
    """All rows and queries of an area."""

    path: Path
    rows: dict[str, list[Field]] = field(default_factory=dict)
    row_lines: dict[str, int] = field(default_factory=dict)
    queries: list[Query] = field(default_factory=list)

    def refuse(self, line: int, message: str) -> SpecError:
        """Make the error that refuses this file at a line."""
        return SpecError(self.path, line, message)


def python_type(name: str) -> str:
    """Give the Python type of a type of the annotations."""
    base = PYTHON_TYPES[name.removesuffix("[]")]
    return f"list[{base}]" if name.endswith("[]") else base


def read_query_file(path: Path, shown: Path) -> QueryFile:
    """Read one file, which refusals call ``shown``; raise `SpecError` for what is not written as it must be."""
    return _Reader(QueryFile(shown)).read(path.read_text(encoding="utf-8"))


class _Reader:
    """Goes through a file line by line: outside of queries, among a query's annotations, in its statement."""

    def __init__(self, file: QueryFile) -> None:
        self._file = file
        self._query: Query | None = None
        self._row: str | None = None

    def read(self, text: str) -> QueryFile:
        for number, line in enumerate(text.split("\n"), start=1):
            self._line(number, line.rstrip())
        if self._query is not None:
            raise self._file.refuse(self._query.line, f"{self._query.name} does not end with a semicolon")
        return self._file

    def _line(self, number: int, line: str) -> None:
        if self._query is not None and self._query.lines:
            self._statement(self._query, number, line)
        elif line.startswith("--"):
            self._comment(number, line)
        elif line and self._query is None:
            raise self._file.refuse(number, "a query without annotation: write `-- name: words :kind -> Row` above it")
        elif line and self._query is not None:
            self._statement(self._query, number, line)
        elif self._query is not None:
            raise self._file.refuse(number, f"{self._query.name} has no statement right below its annotations")
        else:
            self._row = None

    def _comment(self, number: int, line: str) -> None:
        if self._row is not None and line.startswith("--   "):
            self._file.rows[self._row] += self._fields(line.removeprefix("--   "), number)
            return
        self._row = None
        annotation = _ANNOTATION.match(line)
        word = annotation["word"] if annotation else None
        if word == "row":
            self._begin_row(number, line)
        elif word == "name":
            self._begin_query(number, line)
        elif self._query is not None:
            self._annotate(self._query, number, line, word)
        elif word is not None:
            raise self._file.refuse(number, f"`-- {word}:` stands before any `-- name:`")

    def _begin_row(self, number: int, line: str) -> None:
        match = _ROW.fullmatch(line)
        if match is None or self._query is not None:
            raise self._file.refuse(number, "write `-- row: NameRow = column type, column type?` above the queries")
        if match["name"] in self._file.rows:
            raise self._file.refuse(number, f"there are two rows {match['name']}")
        self._row = match["name"]
        self._file.row_lines[self._row] = number
        self._file.rows[self._row] = self._fields(match["columns"], number)

    def _begin_query(self, number: int, line: str) -> None:
        if self._query is not None:
            raise self._file.refuse(self._query.line, f"{self._query.name} has no statement")
        match = _NAME.fullmatch(line)
        if match is None or match["kind"] not in KINDS:
            raise self._file.refuse(number, f"write `-- name: words :kind -> Row`, the kind one of {', '.join(KINDS)}")
        self._query = Query(match["name"], match["kind"], match["result"], match["nullable"] is not None, number)

    def _annotate(self, query: Query, number: int, line: str, word: str | None) -> None:
        if word == "param":
            query.parameters += self._fields(line.removeprefix("-- param:"), number)
        elif word == "filter":
            query.filters += self._fields(line.removeprefix("-- filter:"), number)
        elif word == "tiebreak":
            query.tiebreak = line.removeprefix("-- tiebreak:").strip()
        elif word == "sort":
            match = _SORT.fullmatch(line)
            if match is None:
                raise self._file.refuse(number, "write `-- sort: key = expression ASC|DESC type`")
            query.sorts.append(Sort(match["key"], match["expression"], match["direction"], match["type"], number))
        elif word is not None:
            raise self._file.refuse(
                number, f"there is no annotation `{word}:`; there are row, name, param, filter, sort and tiebreak"
            )
        else:
            query.remarks.append(line.removeprefix("--").strip())

    def _fields(self, text: str, number: int) -> list[Field]:
        fields = []
        for part in filter(None, (piece.strip() for piece in text.split(","))):
            match = _FIELD.fullmatch(part)
            if match is None or match["type"].removesuffix("[]") not in PYTHON_TYPES:
                types = ", ".join(PYTHON_TYPES)
                raise self._file.refuse(number, f"`{part}` is not `name type`, the type one of {types}, with [] or ?")
            fields.append(Field(match["name"], match["type"], match["nullable"] is not None, number))
        return fields

    def _statement(self, query: Query, number: int, source: str) -> None:
        text, found = self._scan(number, source)
        tokens = found["token"]
        if tokens and (len(tokens) > 1 or tokens[0] not in TOKENS or text):
            raise self._file.refuse(number, f"a token is one of {', '.join(TOKENS)}, alone on its line")
        if found["end"] and (len(found["end"]) > 1 or not source.endswith(";")):
            raise self._file.refuse(number, "one statement a query, with its semicolon at the end of a line")
        if text or tokens:
            names = tuple(found["parameter"]), tuple(found["condition"])
            query.lines.append(Line(number, text, *names, tokens[0] if tokens else None))
        if found["end"]:
            self._file.queries.append(query)
            self._query = None

    def _scan(self, number: int, source: str) -> tuple[str, dict[str, list[str]]]:
        """Take comments and what is ours out of a line; give the rest, and by kind what was found."""
        text, found = "", dict[str, list[str]](parameter=[], condition=[], token=[], end=[])
        position = 0
        for match in _PIECE.finditer(source):
            text += source[position : match.start()]
            position = match.end()
            kind = match.lastgroup
            if kind == "foreign":
                raise self._file.refuse(
                    number, f"`{match[0]}` has no place here: parameters are `:name`, literals end on their line"
                )
            if kind is not None:
                found[kind].append(match[kind])
            if kind == "parameter":
                text += f"\0{match[kind]}\0"
            elif kind is None and not match[0].startswith(("--", "/*")):
                text += match[0]
        return (text + source[position:]).rstrip(), found
