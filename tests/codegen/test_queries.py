"""The functions that are generated from queries."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID, uuid4

import pytest

from codegen.sql.queries import generate_queries
from generated.runtime.paging import Page, Position
from tests.codegen.query_texts import GET, LIST, ROW, query

MODULE = Path("generated/queries/things.py")


class Fake:
    """A connection that returns the same result for every call, and records the calls."""

    def __init__(self, result: Any = None) -> None:
        self.result = result
        self.calls: list[tuple[str, tuple[Any, ...]]] = []

    async def fetch(self, query: str, /, *args: Any) -> Any:
        self.calls.append((query, args))
        return self.result

    fetchrow = fetch
    execute = fetch


@pytest.fixture
def load(write: Callable[[str], Path], tmp_path: Path) -> Callable[[str], ModuleType]:
    def load(text: str) -> ModuleType:
        source = generate_queries(write(text))[MODULE]
        path = tmp_path / f"things_{uuid4().hex}.py"
        path.write_text(source)
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[path.stem] = module
        spec.loader.exec_module(module)
        return module

    return load


def test_each_file_becomes_a_module(write: Callable[[str], Path]) -> None:
    names = {path.as_posix() for path in generate_queries(write(ROW + GET))}
    assert names == {f"generated/queries/{name}.py" for name in ("__init__", "things")}


def test_generation_is_reproducible(write: Callable[[str], Path]) -> None:
    root = write(LIST)
    assert generate_queries(root) == generate_queries(root)


def test_declared_row_is_put_into_its_queries(write: Callable[[str], Path]) -> None:
    text = generate_queries(write(ROW + GET))[MODULE]
    assert text.count("class ThingRow:") == 1
    statement = "SELECT\n    t.id,\n    t.name\nFROM things AS t\nWHERE t.id = $1"
    assert f'_GET_THING = """\\\n{statement}"""' in text
    assert "connection.fetchrow(_GET_THING, id)" in text


def test_column_may_span_lines(write: Callable[[str], Path]) -> None:
    column = """\
    coalesce(
        (SELECT string_agg(o.name, ', (') FROM things AS o),
        t.name
    )
        AS name -- text?
"""
    text = generate_queries(write(ROW.replace("    t.name -- text?\n", column) + GET))[MODULE]
    assert "    id: UUID\n    name: str | None\n" in text


async def test_kinds_return_rows_values_and_counts(load: Callable[[str], ModuleType]) -> None:
    module = load(
        ROW
        + GET
        + "\n-- name: get_name :one -> text?\nSELECT name FROM things;\n"
        + "\n-- name: list_ids :many -> uuid\nSELECT id FROM things;\n"
        + "\n-- name: remove :count\nDELETE FROM things;\n"
        + "\n-- name: touch :exec\nUPDATE things SET name = name;\n"
    )
    some = UUID(int=1)
    assert await module.get_thing(Fake((some, None)), id=some) == module.ThingRow(some, None)
    assert await module.get_thing(Fake(None), id=some) is None
    assert await module.get_name(Fake((None,))) is None
    with pytest.raises(LookupError, match="get_name"):
        await module.get_name(Fake(None))
    assert await module.list_ids(Fake([(some,)])) == [some]
    assert await module.remove(Fake("DELETE 3")) == 3
    assert await module.touch(Fake("UPDATE 1")) is None


DECLARED_LIST = ROW + LIST.replace(
    "SELECT\n    t.id, -- uuid\n    t.name -- text?\nFROM things AS t\n", "SELECT :ThingRow\n"
)


@pytest.mark.parametrize("text", [LIST, DECLARED_LIST], ids=["own columns", "declared row"])
async def test_unused_filters_are_left_out_of_the_statement(load: Callable[[str], ModuleType], text: str) -> None:
    connection = Fake([])
    await load(text).list_things(connection, limit=5, sort="name", after=None)
    ((statement, arguments),) = connection.calls
    assert statement.split("\n") == [
        "SELECT", "    t.id,", "    t.name", "    , (t.name)::text AS sort_key", "FROM things AS t", "WHERE",
        "    true", "ORDER BY t.name ASC, t.id ASC", "LIMIT $1 + 1",
    ]  # fmt: skip
    assert arguments == (5,)


@pytest.mark.parametrize(
    "expression", ["lower(t.name)", "coalesce(t.name, lower('a (b, c'))", "(CASE WHEN t.name IS NULL THEN 'z' END)"]
)
async def test_list_can_be_sorted_by_an_expression(load: Callable[[str], ModuleType], expression: str) -> None:
    connection = Fake([])
    module = load(LIST.replace("= t.name text", f"= {expression} text"))
    await module.list_things(connection, limit=5, sort="-name", after=None)
    ((statement, _),) = connection.calls
    assert f"ORDER BY {expression} DESC, t.id DESC" in statement.split("\n")


async def test_filters_and_position_are_bound(load: Callable[[str], ModuleType]) -> None:
    some = UUID(int=1)
    module = load(LIST)
    connection = Fake([(some, "n", "key"), (some, None, "next")])
    after = Position("m", some)
    page = await module.list_things(connection, limit=1, names=("n",), q="%n%", sort="-name", after=after)
    assert page == Page([module.ThingRow(some, "n")], Position("key", some))
    ((statement, arguments),) = connection.calls
    assert statement.split("\n")[6:] == [
        "    true",
        "    AND t.name = any($2)",
        "    AND (",
        "        t.name ILIKE $3 OR t.note ILIKE $3",
        "    )",
        "    AND (t.name, t.id) < ($4::text::text, $5)",
        "ORDER BY t.name DESC, t.id DESC",
        "LIMIT $1 + 1",
    ]
    assert arguments == (1, ("n",), "%n%", "m", some)


async def test_last_page_has_no_next_position(load: Callable[[str], ModuleType]) -> None:
    some = UUID(int=1)
    module = load(LIST)
    page = await module.list_things(Fake([(some, "n", "key")]), limit=1, sort="name", after=None)
    assert page == Page([module.ThingRow(some, "n")], None)


async def test_parameters_in_literals_names_casts_and_comments_are_ignored(load: Callable[[str], ModuleType]) -> None:
    statement = """\
UPDATE things
-- :unused stays out
SET name = ':x', "a:y" = '{\\d}'::text, other = ':z''' || :name -- :w
WHERE :q = '{0}';"""
    connection = Fake()
    module = load(query("touch :exec", statement, "param: name text", "filter: q text"))
    await module.touch(connection, name="n", q="v")
    assert connection.calls == [
        (
            "UPDATE things\nSET name = ':x', \"a:y\" = '{\\d}'::text, other = ':z''' || $1\nWHERE $2 = '{0}'",
            ("n", "v"),
        )
    ]


def test_remarks_are_part_of_the_docstring(write: Callable[[str], Path]) -> None:
    text = generate_queries(write(query("touch :exec", "UPDATE things;", "Because.", "And so.")))
    docstring = '"""Run `touch` of sql/queries/things.sql.\n\n    Because. And so.\n    """'
    assert docstring in text[MODULE]
