"""What a named query must keep to, beyond its syntax; each rule refuses with the line that breaks it."""

from __future__ import annotations

import keyword
from collections import Counter
from collections.abc import Iterable

from codegen.sql.query_files import PYTHON_TYPES, TOKENS, Field, Query, QueryFile

# The generated function's own names, which a parameter must not take.
RESERVED = frozenset(
    {"after", "after_id", "after_key", "arguments", "bound", "connection", "order", "result", "row", "rows", "sort"}
    | {"text"}
)
SORT_TYPES = frozenset({"timestamptz", "text", "bigint", "integer", "smallint", "uuid", "date"})


def judge(file: QueryFile) -> None:
    """Raise `SpecError` for the first rule that the file breaks."""
    names = Counter(query.name for query in file.queries)
    for query in file.queries:
        if names[query.name] > 1:
            raise file.refuse(query.line, f"there are two queries {query.name}")
        _judge_result(file, query)
        _judge_names(file, query)
        _judge_sorting(file, query)
        _judge_limit(file, query)
    _judge_rows(file)


def _judge_rows(file: QueryFile) -> None:
    used = {query.result for query in file.queries}
    for name, columns in file.rows.items():
        _refuse_doubles(file, columns, f"the row {name}")
        if name not in used:
            raise file.refuse(file.row_lines[name], f"no query gives the row {name}")


def _judge_result(file: QueryFile, query: Query) -> None:
    gives = query.kind in {"one", "optional", "many"}
    if gives and query.result is None:
        raise file.refuse(query.line, f"{query.name}: a query of the kind {query.kind} says what it gives, `-> Row`")
    if not gives and query.result is not None:
        raise file.refuse(query.line, f"{query.name}: a query of the kind {query.kind} gives nothing")
    if query.result is None:
        return
    is_scalar = query.result.removesuffix("[]") in PYTHON_TYPES
    if not is_scalar and query.result not in file.rows:
        raise file.refuse(query.line, f"{query.name}: there is no row {query.result} in this file")
    if query.nullable and (query.kind == "optional" or not is_scalar):
        raise file.refuse(query.line, f"{query.name}: `?` belongs to a single value of the kinds one and many")


def _judge_names(file: QueryFile, query: Query) -> None:
    _refuse_doubles(file, [*query.parameters, *query.filters], query.name)
    for item in (*query.parameters, *query.filters):
        if item.name in RESERVED or keyword.iskeyword(item.name):
            raise file.refuse(item.line, f"{query.name}: `{item.name}` is taken in generated code, choose another name")
    for item in query.filters:
        if item.nullable:
            raise file.refuse(item.line, f"{query.name}: the filter {item.name} is optional by itself, without `?`")
    _judge_uses(file, query)


def _judge_uses(file: QueryFile, query: Query) -> None:
    filters = {item.name for item in query.filters}
    declared = filters | {item.name for item in query.parameters}
    for line in query.lines:
        for name in line.parameters:
            if name not in declared:
                raise file.refuse(line.number, f"{query.name}: `:{name}` is no `-- param:` and no `-- filter:`")
        for name in line.conditions:
            if name not in filters:
                raise file.refuse(line.number, f"{query.name}: `/* if {name} */` names no filter")
    lines = [{*line.parameters, *line.conditions} for line in query.lines]
    used = set[str]().union(*lines)
    stays = set[str]().union(*(names for names in lines if not names & filters))
    for item in (*query.parameters, *query.filters):
        if item.name not in used:
            raise file.refuse(item.line, f"{query.name}: {item.name} is declared and not used")
        if item.name not in filters | stays:
            raise file.refuse(item.line, f"{query.name}: {item.name} stands only on lines that a filter leaves out")


def _judge_sorting(file: QueryFile, query: Query) -> None:
    tokens = Counter(line.token for line in query.lines if line.token)
    if not query.sorts:
        if tokens or query.tiebreak:
            raise file.refuse(query.line, f"{query.name}: tiebreak and tokens are there without any `-- sort:`")
        return
    if query.kind != "many" or query.result not in file.rows:
        raise file.refuse(query.line, f"{query.name}: what is sorted is of the kind many and gives a row")
    if [line.text.strip() for line in query.lines[-1:]] != ["LIMIT \0limit\0 + 1"]:
        raise file.refuse(query.line, f"{query.name}: a sorted query ends with `LIMIT :limit + 1`, to see what follows")
    if not query.tiebreak:
        raise file.refuse(query.line, f"{query.name}: sorting needs `-- tiebreak: expression`, else pages lose rows")
    for token in TOKENS:
        if tokens[token] != 1:
            raise file.refuse(query.line, f"{query.name}: `/* {token} */` must stand once in a sorted query")
    _judge_sorts(file, query)


def _judge_sorts(file: QueryFile, query: Query) -> None:
    keys = Counter(sort.key for sort in query.sorts)
    for sort in query.sorts:
        if keys[sort.key] > 1:
            raise file.refuse(sort.line, f"{query.name}: there are two sorts {sort.key}")
        if sort.type not in SORT_TYPES:
            raise file.refuse(sort.line, f"{query.name}: a sort is by one of {', '.join(sorted(SORT_TYPES))}")


def _judge_limit(file: QueryFile, query: Query) -> None:
    ordered = bool(query.sorts) or any("ORDER BY" in line.text for line in query.lines)
    for line in query.lines:
        if line.text.lstrip().startswith("LIMIT") and not ordered:
            raise file.refuse(line.number, f"{query.name}: LIMIT without ORDER BY gives any rows")


def _refuse_doubles(file: QueryFile, items: Iterable[Field], owner: str) -> None:
    seen = set[str]()
    for item in items:
        if item.name in seen:
            raise file.refuse(item.line, f"{owner} has {item.name} twice")
        seen.add(item.name)
