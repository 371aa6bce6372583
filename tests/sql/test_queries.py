"""Every generated query, in every shape that it can take, is one that the migrated database accepts as annotated."""

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
# What Postgres calls the types of the annotations.
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
# The relay's, which the background's login runs across tenants; all others are run by the application's.
BACKGROUND = {
    "list_unsent", "list_events_of_ticket", "mark_sent", "mark_sent_until", "delete_expired_answers", "list_tenants",
}  # fmt: skip
OWNER = {"list_outdated", "set_redacted"}


class RecordedError(Exception):
    """Ends a query as soon as its statement is known."""


@dataclass
class Recorder:
    """A connection that keeps the statement and runs nothing."""

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
    """All the choices of filters up to two at once and all together, with each sort, with and without `after`."""
    together = groups(query)
    chosen = [list[Field](), [item for group in together for item in group]]
    for size in (1, 2):
        chosen += [[item for group in some for item in group] for some in combinations(together, size)]
    for filters in chosen:
        for sort in [one.key for one in query.sorts] or [None]:
            for after in (False, True) if query.sorts else (False,):
                yield filters, sort, after


def groups(query: Query) -> list[list[Field]]:
    """Filters that a line wants together are given together."""
    by_name = {item.name: {item.name} for item in query.filters}
    for line in query.lines:
        wanted = [name for name in by_name if name in line.parameters or name in line.conditions]
        merged = set[str]().union(*(by_name[name] for name in wanted))
        for name in merged:
            by_name[name] = merged
    distinct = {frozenset(names) for names in by_name.values()}
    return [[item for item in query.filters if item.name in names] for names in sorted(distinct, key=sorted)]


async def statement(
    file: QueryFile, query: Query, filters: list[Field], sort: str | None, after: bool
) -> tuple[str, list[Field]]:
    """Call the generated function; give its statement and the annotations in the order of `$1`, `$2` …"""
    module = importlib.import_module(f"generated.queries.{file.path.stem}")
    given = {item.name: (value_of(item), item) for item in (*query.parameters, *filters)}
    keywords = {name: value for name, (value, _) in given.items()}
    if sort is not None:
        keywords |= {"sort": sort, "after": Position("key", uuid4()) if after else None}
    recorder = Recorder()
    with pytest.raises(RecordedError):
        await getattr(module, query.name)(recorder, **keywords)
    ((text, arguments),) = recorder.statements
    given |= {"after_key": ("key", Field("after_key", "text", False, 0))}
    position = Field("after_id", "uuid", False, 0)
    annotations = [
        next((item for value, item in given.values() if value is argument), position) for argument in arguments
    ]
    return text, annotations


@pytest.fixture(scope="module")
async def connections(database: Any) -> AsyncIterator[dict[str, asyncpg.Connection]]:
    made = {name: await asyncpg.connect(getattr(database, name)) for name in ("app", "background", "migration")}
    yield made
    for connection in made.values():
        await connection.close()


@pytest.mark.parametrize(("file", "query"), CASES)
async def test_query_is_what_its_annotation_says(
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
        await connection.execute(
            f"EXPLAIN (GENERIC_PLAN) {text}"
        )  # which asks for the privileges, as preparing does not
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
def test_signature_is_that_of_the_annotation(file: QueryFile, query: Query) -> None:
    function = getattr(importlib.import_module(f"generated.queries.{file.path.stem}"), query.name)
    names = [item.name for item in (*query.parameters, *query.filters)]
    wanted = ["connection", *names, *(["sort", "after"] if query.sorts else [])]
    assert list(inspect.signature(function).parameters) == wanted
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
