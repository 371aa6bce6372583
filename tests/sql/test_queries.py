"""The migrated database accepts every generated query in each of its shapes, with the annotated types."""

import importlib
import inspect
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from codegen.sql.queries import load_query_file
from codegen.sql.query_files import Query, QueryFile
from codegen.sql.statements import Field
from generated.runtime.paging import Position

ROOT = Path(__file__).parent.parent.parent
AREAS = sorted((ROOT / "sql/queries").glob("*.sql"))
# Names that Postgres has for the types of the annotations.
POSTGRES_TYPES = {
    "uuid": {"uuid"},
    "text": {"text"},
    "int": {"smallint", "integer", "bigint"},
    "bool": {"boolean"},
    "timestamptz": {"timestamp with time zone"},
    "bytea": {"bytea"},
    "json": {"json", "jsonb"},
    "date": {"date"},
}
VALUES: dict[str, Callable[[], Any]] = {
    "uuid": uuid4,
    "text": lambda: "text",
    "int": lambda: 1,
    "bool": lambda: True,
    "timestamptz": lambda: datetime.now(UTC),
    "bytea": lambda: bytes(32),
    "json": list,
    "date": date.today,
}
# Queries that the background login runs across tenants; the application's login runs all others but the owner's.
BACKGROUND = {
    "list_unsent", "list_events_of_ticket", "mark_sent", "mark_sent_until", "delete_expired_responses", "list_tenants",
}  # fmt: skip
OWNER = {"list_outdated", "lock_evidence", "set_redacted"}


class RecordedError(Exception):
    """Ends a query once its statement is recorded."""


@dataclass
class Recorder:
    """A connection that records the statement instead of running it."""

    statements: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)

    async def fetch(self, query: str, /, *args: Any) -> list[Any]:
        self.statements.append((query, args))
        raise RecordedError

    fetchrow = fetch
    execute = fetch


def files() -> Iterator[QueryFile]:
    for path in AREAS:
        yield load_query_file(path, path.relative_to(ROOT))


CASES = [pytest.param(file, query, id=f"{file.path.stem}.{query.name}") for file in files() for query in file.queries]


def value_of(item: Field) -> Any:
    value = VALUES[item.type.removesuffix("[]")]()
    return [value] if item.type.endswith("[]") else value


def shapes(query: Query) -> Iterator[tuple[list[Field], str | None, bool]]:
    """Yield no filter, each one, each two and all, with each sort, with and without `after`."""
    grouped = groups(query)
    chosen = [list[Field](), [item for group in grouped for item in group]]
    for size in (1, 2):
        chosen += [[item for group in some for item in group] for some in combinations(grouped, size)]
    for filters in chosen:
        for sort in [one.key for one in query.sorts] or [None]:
            for after in (False, True) if query.sorts else (False,):
                yield filters, sort, after


def groups(query: Query) -> list[list[Field]]:
    """Group the filters that a line needs together."""
    by_name = {item.name: {item.name} for item in query.filters}
    for line in query.lines:
        needed = [name for name in by_name if name in line.parameters or name in line.conditions]
        merged = set[str]().union(*(by_name[name] for name in needed))
        for name in merged:
            by_name[name] = merged
    distinct = {frozenset(names) for names in by_name.values()}
    return [[item for item in query.filters if item.name in names] for names in sorted(distinct, key=sorted)]


async def statement(
    file: QueryFile, query: Query, filters: list[Field], sort: str | None, after: bool
) -> tuple[str, list[Field]]:
    """Call the generated function; return its statement and the annotations in the order of `$1`, `$2` …"""
    module = importlib.import_module(f"generated.queries.{file.path.stem}")
    provided = {item.name: (value_of(item), item) for item in (*query.parameters, *filters)}
    keywords = {name: value for name, (value, _) in provided.items()}
    if sort is not None:
        keywords |= {"sort": sort, "after": Position("key", uuid4()) if after else None}
    recorder = Recorder()
    with pytest.raises(RecordedError):
        await getattr(module, query.name)(recorder, **keywords)
    ((text, arguments),) = recorder.statements
    provided |= {"after_key": ("key", Field("after_key", "text", False, 0))}
    position = Field("after_id", "uuid", False, 0)
    annotations = [
        next((item for value, item in provided.values() if value is argument), position) for argument in arguments
    ]
    return text, annotations


@pytest.fixture(scope="module")
async def connections(database: Any) -> AsyncIterator[dict[str, asyncpg.Connection]]:
    opened = {name: await asyncpg.connect(getattr(database, name)) for name in ("app", "background", "migration")}
    yield opened
    for connection in opened.values():
        await connection.close()


@pytest.mark.parametrize(("file", "query"), CASES)
async def test_query_has_the_annotated_types(
    file: QueryFile, query: Query, connections: dict[str, asyncpg.Connection]
) -> None:
    login = "background" if query.name in BACKGROUND else "migration" if query.name in OWNER else "app"
    connection = connections[login]
    seen = set[str]()
    for filters, sort, after in shapes(query):
        text, annotations = await statement(file, query, filters, sort, after)
        if text in seen:
            continue
        seen.add(text)
        # Unlike preparing, this checks privileges.
        await connection.execute(f"EXPLAIN (GENERIC_PLAN) {text}")
        prepared = await connection.prepare(text)
        parameters = [await type_name(connection, parameter.oid) for parameter in prepared.get_parameters()]
        assert len(parameters) == len(annotations)
        for parameter, annotation in zip(parameters, annotations, strict=True):
            assert fits(annotation, parameter), f"${annotation.name} is {parameter}, not {annotation.type}"
        attributes = [(a.name, await type_name(connection, a.type.oid)) for a in prepared.get_attributes()]
        columns = result_columns(file, query)
        if query.sorts:
            assert attributes.pop() == ("sort_key", "text")
        assert len(attributes) == len(columns)
        for (name, kind), column in zip(attributes, columns, strict=True):
            assert fits(column, kind), f"{name} is {kind}, not {column.type}"
            assert query.result not in file.columns or name == column.name


@pytest.mark.parametrize(("file", "query"), CASES)
def test_generated_function_has_the_annotated_parameters(file: QueryFile, query: Query) -> None:
    function = getattr(importlib.import_module(f"generated.queries.{file.path.stem}"), query.name)
    names = [item.name for item in (*query.parameters, *query.filters)]
    expected = ["connection", *names, *(["sort", "after"] if query.sorts else [])]
    assert list(inspect.signature(function).parameters) == expected
    assert inspect.iscoroutinefunction(function)


async def type_name(connection: asyncpg.Connection, oid: int) -> str:
    name = await connection.fetchval("SELECT format_type($1::oid, NULL)", oid)
    return str(name)


def fits(annotation: Field, name: str) -> bool:
    kinds = POSTGRES_TYPES[annotation.type.removesuffix("[]")]
    return name in ({f"{kind}[]" for kind in kinds} if annotation.type.endswith("[]") else kinds)


def result_columns(file: QueryFile, query: Query) -> list[Field]:
    if query.kind in {"exec", "count"}:
        return []
    assert query.result is not None
    return file.columns.get(query.result) or [Field(query.name, query.result, query.nullable, query.line)]
