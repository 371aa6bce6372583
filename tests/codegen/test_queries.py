"""The query generator: the code that it generates from valid files, and its errors for invalid ones."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID, uuid4

import pytest

from codegen.errors import SpecError
from codegen.sql.queries import generate_queries
from generated.runtime.paging import Page, Position

MODULE = Path("generated/queries/things.py")
ROW = """\
-- row: ThingRow
SELECT
    t.id, -- uuid
    t.name -- text?
FROM things AS t;
"""
LIST = """\
-- name: list_things :many -> ThingRow
-- param: limit int
-- filter: names text[]
-- filter: q text
-- sort: name, -name = t.name text
-- tiebreak: t.id
SELECT
    t.id, -- uuid
    t.name -- text?
FROM things AS t
WHERE
    true
    AND t.name = any(:names)
    /* if q */ AND (
    /* if q */     t.name ILIKE :q OR t.note ILIKE :q
    /* if q */ )
    /* after */
/* order_by */
LIMIT :limit + 1;
"""


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
def write(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str, name: str = "things.sql") -> Path:
        folder = tmp_path / "sql/queries"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
        return tmp_path

    return write


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


def query(head: str, statement: str, *annotations: str) -> str:
    return "\n".join([f"-- name: {head}", *(f"-- {line}" for line in annotations), statement, ""])


GET = query("get_thing :optional -> ThingRow", "SELECT :ThingRow\nWHERE t.id = :id;", "param: id uuid")


ERRORS = {
    "no annotation": ("SELECT 1;\n", 1, "a query without annotation"),
    "no annotation after a good query": (ROW + GET + "\nSELECT 1;\n", 11, "a query without annotation"),
    "blank line before the statement": ("-- name: a :exec\n\nSELECT 1;\n", 2, "has no statement right below"),
    "no statement before the next query": ("-- name: a :exec\n-- name: b :exec\nSELECT 1;\n", 1, "a has no statement"),
    "no semicolon": (query("a :exec", "DELETE FROM things"), 1, "a does not end with a semicolon"),
    "row without semicolon": (ROW.replace(";", ""), 1, "ThingRow does not end with a semicolon"),
    "two statements": (query("a :exec", "DELETE FROM things; SELECT 1;"), 2, "a query is one statement"),
    "bad name": (query("getThing :one -> uuid", "SELECT 1;"), 1, "write `-- name: words :kind -> Row`"),
    "unknown kind": (query("a :maybe", "SELECT 1;"), 1, "the kinds are one, optional, many, exec, count"),
    "no result": (query("a :one", "SELECT 1;"), 1, "needs its result"),
    "needless result": (query("a :exec -> int", "SELECT 1;"), 1, "returns nothing"),
    "unknown row": (query("a :many -> OtherRow", "SELECT :OtherRow\nORDER BY 1;"), 1, "there is no `-- row: OtherRow`"),
    "unknown row without columns": (query("a :many -> OtherRow", "SELECT 1;"), 1, "no SELECT with typed columns"),
    "another row": (ROW + query("a :many -> uuid", "SELECT :ThingRow\nORDER BY 1;"), 6, "so it returns `-> ThingRow`"),
    "columns written again": (
        ROW + query("a :one -> ThingRow", "SELECT\n    id, -- uuid\n    name -- text\nFROM things;"),
        6,
        "must begin with `SELECT :ThingRow`",
    ),
    "undeclared row of two queries": (LIST + LIST.replace("list_", "show_"), 20, "two queries return ThingRow"),
    "row inside a statement": (ROW + GET.replace("SELECT :ThingRow\n", "SELECT :ThingRow "), 8, "alone on its line"),
    "unused row": (ROW, 1, "no query returns the row ThingRow"),
    "row twice": (ROW + ROW, 6, "there are two rows ThingRow"),
    "bad row": ("-- row: thing id uuid\n", 1, "write `-- row: NameRow` above"),
    "row without FROM": ("-- row: ThingRow\nSELECT 1;\n" + GET, 1, "is a SELECT with one column a line"),
    "column without type": (ROW.replace(" -- uuid", "") + GET, 3, "the column id needs its type behind it"),
    "column of an unknown type": (ROW.replace("uuid", "serial") + GET, 3, "one of uuid, text, int"),
    "column without name": (ROW.replace("t.id,", "count(*),") + GET, 3, "a column without a name"),
    "column twice": (ROW.replace("t.name", "t.id") + GET, 4, "the row ThingRow has id twice"),
    "parameter of unknown type": (query("a :exec", "SELECT 1;", "param: id serial"), 2, "is not `name type`"),
    "query twice": (ROW + GET + GET, 6, "there are two queries get_thing"),
    "unknown annotation": (query("a :exec", "DELETE FROM things;", "parm: id uuid"), 2, "no annotation `parm:`"),
    "annotation before any name": ("-- param: id uuid\n", 1, "write it below its `-- name:`"),
    "undeclared parameter": (
        query("a :exec", "DELETE FROM things\nWHERE id = :id;"), 3, "`:id` has neither `-- param:` nor `-- filter:`"
    ),
    "undeclared parameter of a row": (
        ROW.replace("t.name --", ":name AS name --") + GET, 4, "`:name` has neither `-- param:`"
    ),
    "unused parameter": (
        query("a :exec", "DELETE FROM things;", "param: id uuid"), 2, "id is declared but not used"
    ),
    "parameter only in a comment": (
        query("a :exec", "DELETE FROM things -- by :id\n;", "param: id uuid"), 2, "id is declared but not used"
    ),
    "parameter twice": (
        query("a :exec", "DELETE FROM things WHERE id = :id;", "param: id uuid", "filter: id uuid"), 3, "has id twice"
    ),
    "reserved name": (
        query("a :exec", "DELETE FROM things WHERE id = :class;", "param: class uuid"), 2, "`class` is taken"
    ),
    "name of the generated function": (
        query("a :exec", "DELETE FROM things WHERE id = :connection;", "param: connection uuid"), 2, "is taken"
    ),
    "nullable filter": (
        query("a :exec", "DELETE FROM things\nWHERE id = :id;", "filter: id uuid?"), 2, "is optional by itself"
    ),
    "condition without filter": (
        query("a :exec", "DELETE FROM things\n/* if q */ WHERE true;"), 3, "`/* if q */` names no filter"
    ),
    "parameter on an optional line only": (
        query("a :exec", "DELETE FROM things\nWHERE id = :id AND name = :q;", "param: id uuid", "filter: q text"),
        2,
        "id is used only on lines that a filter may drop",
    ),
    "numbered parameter": (query("a :exec", "DELETE FROM things\nWHERE id = $1;"), 3, "`$1` cannot be used here"),
    "block comment over lines": (query("a :exec", "DELETE FROM things /* why\n*/;"), 2, "`/*` cannot be used here"),
    "literal over lines": (query("a :exec", "DELETE FROM things WHERE name = 'a\nb';"), 2, "`'` cannot be used here"),
    "unknown marker": (query("a :exec", "DELETE FROM things\n/* order */\n;"), 3, "the markers are `/* after */`"),
    "marker beside text": (LIST.replace("    /* after */", "    AND true /* after */"), 17, "each alone on its line"),
    "bad sort": (LIST.replace("= t.name text", "by name"), 5, "write `-- sort: key, -key = expression type`"),
    "sort twice": (LIST.replace("name, -name", "name, name"), 5, "there are two sorts name"),
    "sort by an unsortable type": (LIST.replace("= t.name text", "= t.name money"), 5, "`money` cannot be sorted by"),
    "no tiebreak": (LIST.replace("-- tiebreak: t.id\n", ""), 1, "sorting needs `-- tiebreak: expression`"),
    "no sort": (LIST.replace("-- sort: name", "-- Sort: name"), 1, "need at least one `-- sort:`"),
    "no marker": (LIST.replace("    /* after */\n", ""), 1, "needs `/* after */` exactly once"),
    "sorted scalar": (
        LIST.replace(":many -> ThingRow", ":many -> uuid"), 1, "is of the kind many and returns rows with an id"
    ),
    "sorted without one row ahead": (LIST.replace(":limit + 1", ":limit"), 1, "ends with `LIMIT :limit + 1`"),
    "limit without order": (
        query("a :many -> uuid", "SELECT id FROM things\nLIMIT 1;"), 3, "LIMIT without ORDER BY returns arbitrary rows"
    ),
    "nullable optional": (query("a :optional -> uuid?", "SELECT id FROM things;"), 1, "`?` belongs to single values"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "message"), ERRORS.values(), ids=ERRORS)
def test_error_names_file_and_line(write: Callable[[str], Path], text: str, line: int, message: str) -> None:
    with pytest.raises(SpecError) as error:
        generate_queries(write(text))
    assert error.value.file == Path("sql/queries/things.sql")
    assert message in error.value.message
    assert error.value.line == line
    assert str(error.value) == f"sql/queries/things.sql:{line}: {error.value.message}"


@pytest.mark.parametrize("name", ["Things.sql", "my-things.sql"])
def test_file_name_must_be_a_module_name(write: Callable[..., Path], name: str) -> None:
    with pytest.raises(SpecError, match="name the file with lower-case letters"):
        generate_queries(write(GET, name))


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


def test_remarks_become_the_docstring(write: Callable[[str], Path]) -> None:
    text = generate_queries(write(query("touch :exec", "UPDATE things;", "Because.", "And so.")))
    assert '"""Because. And so."""' in text[MODULE]
