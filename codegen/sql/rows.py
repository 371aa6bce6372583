"""Puts the declaration of a row into the queries that select it."""

from __future__ import annotations

from codegen.sql.query_files import Query, QueryFile, RowDeclaration
from codegen.sql.statements import PYTHON_TYPES, Field, Line, Select, select_columns

SORT_KEY = Line(0, "", marker="sort_key")


def expand_rows(file: QueryFile) -> None:
    """Replace each `SELECT :Row` by the row's declaration, and collect the columns of all rows.

    A sorted query gets the marker `sort_key` behind its columns.
    """
    declared = {name: _select_of(file, declaration) for name, declaration in file.declarations.items()}
    file.columns = {name: select.columns for name, select in declared.items()}
    selected = set()
    for query in file.queries:
        names = {line.row for line in query.lines if line.row is not None}
        if names and names != {query.result}:
            raise file.error(query.line, f"{query.name} selects :{min(names)}, so it returns `-> {min(names)}`")
        if query.result in declared:
            if not names:
                raise file.error(
                    query.line,
                    f"{query.name} must begin with `SELECT :{query.result}`: the columns of a row are written once",
                )
            selected.add(query.result)
            query.lines = _expanded(query, declared[query.result])
        elif names:
            raise file.error(query.line, f"{query.name}: there is no `-- row: {query.result}` in this file")
        elif query.result is not None and query.result.removesuffix("[]") not in PYTHON_TYPES:
            if query.result in file.columns:
                raise file.error(
                    query.line, f"two queries return {query.result}: declare it once, with `-- row: {query.result}`"
                )
            file.columns[query.result] = _own_columns(file, query)
    for name in declared.keys() - selected:
        raise file.error(file.declarations[name].line, f"no query returns the row {name}")


def _select_of(file: QueryFile, row: RowDeclaration) -> Select:
    select = select_columns(file.path, row.lines)
    if select is None or row.lines[0].text != "SELECT":
        raise file.error(row.line, f"the row {row.name} is a SELECT with one column a line, and its FROM")
    return select


def _expanded(query: Query, select: Select) -> list[Line]:
    lines: list[Line] = []
    for line in query.lines:
        lines += [line] if line.row is None else _with_sort_key(query, select)
    return lines


def _own_columns(file: QueryFile, query: Query) -> list[Field]:
    select = select_columns(file.path, query.lines)
    if select is None:
        raise file.error(
            query.line,
            f"{query.name}: there is no `-- row: {query.result}` in this file, and no SELECT with typed columns here",
        )
    query.lines = _with_sort_key(query, select)
    return select.columns


def _with_sort_key(query: Query, select: Select) -> list[Line]:
    return [*select.head, *([SORT_KEY] if query.sorts else []), *select.tail]
