"""Reads `sql/queries/*.sql`: named statements with annotations. Errors name the file and the line.

    -- row: PrincipalRow
    SELECT
        p.id, -- uuid
        p.display_name, -- text
        p.left_at -- timestamptz?
    FROM principals AS p;

    -- name: get_principal :optional -> PrincipalRow
    -- param: principal_id uuid
    -- Why the query is as it is; this becomes the docstring of the generated function.
    SELECT :PrincipalRow
    WHERE p.id = :principal_id;

A row is declared once, by the SELECT with its columns, their types and the tables that they come from; its queries
begin with `SELECT :Row`. A row of a single query may be declared by the typed columns of that query itself. `?` says
that a value may be NULL. An optional filter (`-- filter: name type`) drops every line that mentions it, so that what
runs always consists of lines of the file. `-- sort: key, -key = expression type` orders a list by the request's sort
key, descending if the key begins with a minus; `-- tiebreak:` orders rows with equal keys.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from codegen.errors import SpecError
from codegen.sql.statements import PYTHON_TYPES, Field, Line, parse_type, scan_line

KINDS = ("one", "optional", "many", "exec", "count")
ANNOTATIONS = ("row", "name", "param", "filter", "sort", "tiebreak")

_ROW = re.compile(r"-- row: (?P<name>[A-Z][A-Za-z0-9]*)")
_NAME = re.compile(
    r"-- name: (?P<name>[a-z][a-z0-9_]*) :(?P<kind>[a-z]+)"
    r"(?: -> (?P<result>[A-Za-z][A-Za-z0-9]*(?:\[\])?)(?P<nullable>\?)?)?"
)
_SORT = re.compile(
    r"-- sort: (?P<keys>-?[a-z][a-z0-9_]*(?:, -?[a-z][a-z0-9_]*)*) = (?P<expression>.+) (?P<type>[a-z]+)"
)
_ANNOTATION = re.compile(r"-- (?P<word>[a-z]+): ?(?P<rest>.*)")


@dataclass(frozen=True, slots=True)
class Sort:
    """One order of a list: its key, which begins with a minus if it is descending, and what it sorts by."""

    key: str
    expression: str
    type: str
    line: int

    @property
    def direction(self) -> str:
        """The direction in SQL."""
        return "DESC" if self.key.startswith("-") else "ASC"


@dataclass(slots=True)
class RowDeclaration:
    """The SELECT below a `-- row:`."""

    name: str
    line: int
    lines: list[Line] = field(default_factory=list)


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
    """All rows and queries of one file; `expand_rows` fills ``columns``, the columns of each row."""

    path: Path
    declarations: dict[str, RowDeclaration] = field(default_factory=dict)
    columns: dict[str, list[Field]] = field(default_factory=dict)
    queries: list[Query] = field(default_factory=list)

    def error(self, line: int, message: str) -> SpecError:
        """Return the error for a line of this file."""
        return SpecError(self.path, line, message)


def read_query_file(path: Path, shown: Path) -> QueryFile:
    """Read one file, which errors call ``shown``; raise `SpecError` at the first line that cannot be read."""
    return _Reader(QueryFile(shown)).read(path.read_text(encoding="utf-8"))


class _Reader:
    """Reads a file line by line: between queries, in the annotations of one, or in its statement."""

    def __init__(self, file: QueryFile) -> None:
        self._file = file
        self._open: RowDeclaration | Query | None = None

    def read(self, text: str) -> QueryFile:
        for number, line in enumerate(text.split("\n"), start=1):
            self._line(number, line.rstrip())
        if self._open is not None:
            raise self._file.error(self._open.line, f"{self._open.name} does not end with a semicolon")
        return self._file

    def _line(self, number: int, line: str) -> None:
        if self._open is not None and (self._open.lines or (line and not line.startswith("--"))):
            self._statement(self._open, number, line)
        elif line.startswith("--"):
            self._comment(number, line)
        elif line:
            raise self._file.error(number, "a query without annotation: write `-- name: words :kind -> Row` above it")
        elif self._open is not None:
            raise self._file.error(number, f"{self._open.name} has no statement right below its annotations")

    def _comment(self, number: int, line: str) -> None:
        annotation = _ANNOTATION.match(line)
        word = annotation["word"] if annotation else None
        if word in {"row", "name"}:
            if self._open is not None:
                raise self._file.error(self._open.line, f"{self._open.name} has no statement")
            self._open = self._row(number, line) if word == "row" else self._query(number, line)
        elif isinstance(self._open, Query):
            self._annotate(self._open, number, line, word)
        elif word is not None:
            raise self._file.error(number, f"`-- {word}:` belongs to a query: write it below its `-- name:`")

    def _row(self, number: int, line: str) -> RowDeclaration:
        match = _ROW.fullmatch(line)
        if match is None:
            raise self._file.error(number, "write `-- row: NameRow` above the SELECT with the row's columns")
        if match["name"] in self._file.declarations:
            raise self._file.error(number, f"there are two rows {match['name']}")
        return RowDeclaration(match["name"], number)

    def _query(self, number: int, line: str) -> Query:
        match = _NAME.fullmatch(line)
        if match is None or match["kind"] not in KINDS:
            raise self._file.error(number, f"write `-- name: words :kind -> Row`; the kinds are {', '.join(KINDS)}")
        return Query(match["name"], match["kind"], match["result"], match["nullable"] is not None, number)

    def _annotate(self, query: Query, number: int, line: str, word: str | None) -> None:
        if word is None:
            query.remarks.append(line.removeprefix("--").strip())
        elif word == "param":
            query.parameters += self._fields(line.removeprefix("-- param:"), number)
        elif word == "filter":
            query.filters += self._fields(line.removeprefix("-- filter:"), number)
        elif word == "sort":
            query.sorts += self._sorts(line, number)
        elif word == "tiebreak":
            query.tiebreak = self._expression(line.removeprefix("-- tiebreak:").strip(), number)
        else:
            names = ", ".join(ANNOTATIONS)
            raise self._file.error(number, f"there is no annotation `{word}:`; the annotations are {names}")

    def _fields(self, text: str, number: int) -> list[Field]:
        fields = []
        for part in filter(None, (piece.strip() for piece in text.split(","))):
            name, _, annotated = part.partition(" ")
            parsed = parse_type(annotated)
            if parsed is None or not re.fullmatch(r"[a-z][a-z0-9_]*", name):
                types = ", ".join(PYTHON_TYPES)
                raise self._file.error(number, f"`{part}` is not `name type`: the types are {types}, with [] or ?")
            fields.append(Field(name, *parsed, number))
        return fields

    def _sorts(self, line: str, number: int) -> list[Sort]:
        match = _SORT.fullmatch(line)
        if match is None:
            raise self._file.error(number, "write `-- sort: key, -key = expression type`; a minus sorts descending")
        expression = self._expression(match["expression"], number)
        return [Sort(key, expression, match["type"], number) for key in match["keys"].split(", ")]

    def _expression(self, text: str, number: int) -> str:
        if _has_loose_words(text):
            raise self._file.error(
                number,
                f"`{text}` is not one expression: a minus before the key sorts descending, and several words need "
                "parentheses",
            )
        return text

    def _statement(self, owner: RowDeclaration | Query, number: int, source: str) -> None:
        line, is_last = scan_line(self._file.path, number, source)
        if line.text or line.marker:
            owner.lines.append(line)
        if is_last:
            if isinstance(owner, RowDeclaration):
                self._file.declarations[owner.name] = owner
            else:
                self._file.queries.append(owner)
            self._open = None


def _has_loose_words(expression: str) -> bool:
    """Whether a space or comma is outside parentheses and quotes, or the parentheses are unbalanced."""
    rest = re.sub(r"'[^']*'|\"[^\"]*\"", "q", expression)
    while (shorter := re.sub(r"\([^()]*\)", "p", rest)) != rest:
        rest = shorter
    return re.search(r"[\s,()]", rest) is not None
