"""The rules for named queries beyond their syntax; each error names the line that breaks one."""

from __future__ import annotations

import keyword
from collections import Counter
from collections.abc import Iterable, Mapping

from codegen.sql.query_files import Query, QueryFile
from codegen.sql.statements import MARKERS, PYTHON_TYPES, Field

# Names of the generated function itself.
RESERVED = frozenset(
    {"after", "after_id", "after_key", "arguments", "bound", "connection", "order", "result", "row", "rows", "sort"}
    | {"statement"}
)
SORT_TYPES = frozenset({"timestamptz", "text", "bigint", "integer", "smallint", "uuid", "date"})
_RETURNING = {"one", "optional", "many"}


def check_queries(file: QueryFile) -> None:
    """Raise `SpecError` at the first rule that the file breaks."""
    names = Counter(query.name for query in file.queries)
    for query in file.queries:
        if names[query.name] > 1:
            raise file.error(query.line, f"there are two queries {query.name}")
        _check_result(file, query)
        _check_names(file, query)
        _check_uses(file, query)
        _check_sorting(file, query)
        _check_limit(file, query)
    for name, columns in file.columns.items():
        _refuse_duplicates(file, columns, f"the row {name}")


def _check_result(file: QueryFile, query: Query) -> None:
    if (query.kind in _RETURNING) is not (query.result is not None):
        returns = "needs its result, `-> Row`" if query.kind in _RETURNING else "returns nothing"
        raise file.error(query.line, f"{query.name}: a query of the kind {query.kind} {returns}")
    is_scalar = query.result is not None and query.result.removesuffix("[]") in PYTHON_TYPES
    if query.nullable and (query.kind == "optional" or not is_scalar):
        raise file.error(query.line, f"{query.name}: `?` belongs to single values of the kinds one and many")


def _check_names(file: QueryFile, query: Query) -> None:
    _refuse_duplicates(file, [*query.parameters, *query.filters], query.name)
    for item in (*query.parameters, *query.filters):
        if item.name in RESERVED or keyword.iskeyword(item.name):
            raise file.error(item.line, f"{query.name}: `{item.name}` is taken in the generated code, rename it")
    for item in query.filters:
        if item.nullable:
            raise file.error(item.line, f"{query.name}: the filter {item.name} is optional by itself, without `?`")


def _check_uses(file: QueryFile, query: Query) -> None:
    filters = {item.name for item in query.filters}
    declared = filters | {item.name for item in query.parameters}
    for line in query.lines:
        for name in line.parameters:
            if name not in declared:
                raise file.error(line.number, f"{query.name}: `:{name}` has neither `-- param:` nor `-- filter:`")
        for name in line.conditions:
            if name not in filters:
                raise file.error(line.number, f"{query.name}: `/* if {name} */` names no filter")
    lines = [{*line.parameters, *line.conditions} for line in query.lines]
    used = set[str]().union(*lines)
    always_used = set[str]().union(*(names for names in lines if not names & filters))
    for item in (*query.parameters, *query.filters):
        if item.name not in used:
            raise file.error(item.line, f"{query.name}: {item.name} is declared but not used")
        if item.name not in filters | always_used:
            raise file.error(item.line, f"{query.name}: {item.name} is used only on lines that a filter may drop")


def _check_sorting(file: QueryFile, query: Query) -> None:
    markers = Counter(line.marker for line in query.lines if line.marker)
    if query.sorts:
        _check_sorted(file, query, markers)
        _check_sorts(file, query)
    elif markers or query.tiebreak:
        raise file.error(query.line, f"{query.name}: tiebreak and markers need at least one `-- sort:`")


def _check_sorted(file: QueryFile, query: Query, markers: Mapping[str, int]) -> None:
    columns = file.columns.get(query.result or "", [])
    if query.kind != "many" or not any(column.name == "id" for column in columns):
        raise file.error(query.line, f"{query.name}: a sorted query is of the kind many and returns rows with an id")
    if query.lines[-1].text != "LIMIT \0limit\0 + 1":
        raise file.error(query.line, f"{query.name}: a sorted query ends with `LIMIT :limit + 1`, one row ahead")
    if not query.tiebreak:
        raise file.error(query.line, f"{query.name}: sorting needs `-- tiebreak: expression`, or pages lose rows")
    for marker in MARKERS:
        if markers[marker] != 1:
            raise file.error(query.line, f"{query.name}: a sorted query needs `/* {marker} */` exactly once")


def _check_sorts(file: QueryFile, query: Query) -> None:
    keys = Counter(sort.key for sort in query.sorts)
    for sort in query.sorts:
        if keys[sort.key] > 1:
            raise file.error(sort.line, f"{query.name}: there are two sorts {sort.key}")
        if sort.type not in SORT_TYPES:
            types = ", ".join(sorted(SORT_TYPES))
            raise file.error(sort.line, f"{query.name}: `{sort.type}` cannot be sorted by: the types are {types}")


def _check_limit(file: QueryFile, query: Query) -> None:
    is_ordered = bool(query.sorts) or any("ORDER BY" in line.text for line in query.lines)
    for line in query.lines:
        if line.text.lstrip().startswith("LIMIT") and not is_ordered:
            raise file.error(line.number, f"{query.name}: LIMIT without ORDER BY returns arbitrary rows")


def _refuse_duplicates(file: QueryFile, items: Iterable[Field], owner: str) -> None:
    names = set[str]()
    for item in items:
        if item.name in names:
            raise file.error(item.line, f"{owner} has {item.name} twice")
        names.add(item.name)
