"""The query generator: what it makes of good files, and where it says what is wrong with bad ones."""

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID, uuid4

import pytest

from codegen.refusal import SpecError
from codegen.sql.queries import generate_queries
from generated.runtime.paging import Page, Position

ROWS = "-- row: ThingRow = id uuid, name text?\n"
LIST = """\
-- row: ThingRow = id uuid, name text?

-- name: list_things :many -> ThingRow
-- param: limit int
-- filter: names text[]
-- filter: q text
-- sort: name = t.name ASC text
-- sort: -name = t.name DESC text
-- tiebreak: t.id
SELECT
    t.id,
    t.name
    /* sort_key */
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
    """A connection that answers as it is told and keeps what it was asked."""

    def __init__(self, answer: Any = None) -> None:
        self.answer = answer
        self.asked: list[tuple[str, tuple[Any, ...]]] = []

    async def fetch(self, query: str, /, *args: Any) -> Any:
        self.asked.append((query, args))
        return self.answer

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
        source = generate_queries(write(text))[Path("generated/queries/things.py")]
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
    return "\n".join([ROWS, f"-- name: {head}", *(f"-- {line}" for line in annotations), statement, ""])


GET = query("get_thing :optional -> ThingRow", "SELECT id, name FROM things WHERE id = :id;", "param: id uuid")


REFUSALS = {
    "no annotation": ("SELECT 1;\n", 1, "a query without annotation"),
    "no annotation after a good one": (GET + "\nSELECT 1;\n", 7, "a query without annotation"),
    "no statement": (ROWS + "\n-- name: a :exec\n\nSELECT 1;\n", 4, "has no statement right below"),
    "no statement before the next": (ROWS + "-- name: a :exec\n-- name: b :exec\nSELECT 1;\n", 2, "has no statement"),
    "no semicolon": (query("a :exec", "DELETE FROM things"), 3, "does not end with a semicolon"),
    "two statements": (query("a :exec", "DELETE FROM things; SELECT 1;"), 4, "one statement a query"),
    "bad name": (query("getThing :one -> uuid", "SELECT 1;"), 3, "write `-- name: words :kind -> Row`"),
    "unknown kind": (query("a :maybe", "SELECT 1;"), 3, "the kind one of one, optional, many, exec, count"),
    "no result": (query("a :one", "SELECT 1;"), 3, "says what it gives"),
    "needless result": (query("a :exec -> int", "SELECT 1;"), 3, "gives nothing"),
    "unknown row": (query("a :many -> OtherRow", "SELECT 1;"), 3, "there is no row OtherRow in this file"),
    "unused row": (ROWS + "\n-- name: a :exec\nDELETE FROM things;\n", 1, "no query gives the row ThingRow"),
    "row twice": (ROWS + GET, 2, "there are two rows ThingRow"),
    "bad row": ("-- row: thing id uuid\n", 1, "write `-- row: NameRow = column type"),
    "unknown type": ("-- row: ThingRow = id serial\n", 1, "`id serial` is not `name type`"),
    "column twice": (
        "-- row: R = id uuid, id text\n\n-- name: a :one -> R\nSELECT 1;\n", 1, "the row R has id twice"
    ),
    "query twice": (GET + GET.removeprefix(ROWS), 3, "there are two queries get_thing"),
    "unknown annotation": (query("a :exec", "DELETE FROM things;", "parm: id uuid"), 4, "no annotation `parm:`"),
    "annotation before any name": ("-- param: id uuid\n", 1, "stands before any `-- name:`"),
    "undeclared parameter": (
        query("a :exec", "DELETE FROM things\nWHERE id = :id;"), 5, "`:id` is no `-- param:` and no `-- filter:`"
    ),
    "unused parameter": (
        query("a :exec", "DELETE FROM things;", "param: id uuid"), 4, "id is declared and not used"
    ),
    "parameter in a comment alone": (
        query("a :exec", "DELETE FROM things -- by :id\n;", "param: id uuid"), 4, "id is declared and not used"
    ),
    "parameter twice": (
        query("a :exec", "DELETE FROM things WHERE id = :id;", "param: id uuid", "filter: id uuid"), 5, "has id twice"
    ),
    "reserved name": (
        query("a :exec", "DELETE FROM things WHERE id = :class;", "param: class uuid"), 4, "`class` is taken"
    ),
    "name of the generated function": (
        query("a :exec", "DELETE FROM things WHERE id = :connection;", "param: connection uuid"), 4, "is taken"
    ),
    "nullable filter": (
        query("a :exec", "DELETE FROM things\nWHERE id = :id;", "filter: id uuid?"), 4, "is optional by itself"
    ),
    "condition on what is no filter": (
        query("a :exec", "DELETE FROM things\n/* if q */ WHERE true;"), 5, "`/* if q */` names no filter"
    ),
    "parameter on an optional line alone": (
        query("a :exec", "DELETE FROM things\nWHERE id = :id AND name = :q;", "param: id uuid", "filter: q text"),
        4,
        "id stands only on lines that a filter leaves out",
    ),
    "numbered parameter": (query("a :exec", "DELETE FROM things\nWHERE id = $1;"), 5, "`$1` has no place here"),
    "block comment over lines": (query("a :exec", "DELETE FROM things /* why\n*/;"), 4, "`/*` has no place here"),
    "literal over lines": (query("a :exec", "DELETE FROM things WHERE name = 'a\nb';"), 4, "`'` has no place here"),
    "unknown token": (query("a :exec", "DELETE FROM things\n/* order */\n;"), 5, "a token is one of sort_key, after"),
    "token beside text": (LIST.replace("    /* after */", "    AND true /* after */"), 21, "alone on its line"),
    "bad sort": (LIST.replace(" ASC text", " UP text"), 7, "write `-- sort: key = expression ASC|DESC type`"),
    "sort twice": (LIST.replace("sort: -name", "sort: name"), 7, "there are two sorts name"),
    "sort by an odd type": (LIST.replace("ASC text", "ASC money"), 7, "a sort is by one of"),
    "no tiebreak": (LIST.replace("-- tiebreak: t.id\n", ""), 3, "sorting needs `-- tiebreak: expression`"),
    "no sort": (LIST.replace("-- sort: name", "-- Sort: name").replace("-- sort: -name", "-- Sort"), 3, "without any"),
    "no token": (LIST.replace("    /* after */\n", ""), 3, "`/* after */` must stand once"),
    "sorted without one row more": (LIST.replace(":limit + 1", ":limit"), 3, "ends with `LIMIT :limit + 1`"),
    "sorted scalar": (LIST.replace(":many -> ThingRow", ":many -> uuid"), 3, "of the kind many and gives a row"),
    "limit without order": (
        query("a :many -> uuid", "SELECT id FROM things\nLIMIT 1;"), 5, "LIMIT without ORDER BY gives any rows"
    ),
    "nullable optional": (query("a :optional -> uuid?", "SELECT id FROM things;"), 3, "`?` belongs to a single value"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "message"), REFUSALS.values(), ids=REFUSALS)
def test_refuses_with_file_and_line(write: Callable[[str], Path], text: str, line: int, message: str) -> None:
    with pytest.raises(SpecError) as refusal:
        generate_queries(write(text))
    assert refusal.value.file == Path("sql/queries/things.sql")
    assert message in refusal.value.message
    assert refusal.value.line == line
    assert str(refusal.value) == f"sql/queries/things.sql:{line}: {refusal.value.message}"


@pytest.mark.parametrize("name", ["Things.sql", "my-things.sql"])
def test_refuses_an_area_that_is_no_module_name(write: Callable[..., Path], name: str) -> None:
    with pytest.raises(SpecError, match="an area is named by"):
        generate_queries(write(GET, name))


def test_gives_a_module_per_file_and_what_they_share(write: Callable[[str], Path]) -> None:
    names = {path.as_posix() for path in generate_queries(write(GET))}
    assert names == {f"generated/queries/{name}.py" for name in ("__init__", "things")}


def test_is_the_same_every_time(write: Callable[[str], Path]) -> None:
    root = write(LIST)
    assert generate_queries(root) == generate_queries(root)


def test_a_query_without_choices_is_a_constant(write: Callable[[str], Path]) -> None:
    text = generate_queries(write(GET))[Path("generated/queries/things.py")]
    assert '_GET_THING = """\\\nSELECT id, name FROM things WHERE id = $1"""' in text
    assert "connection.fetchrow(_GET_THING, id)" in text


async def test_rows_scalars_and_counts(load: Callable[[str], ModuleType]) -> None:
    module = load(
        GET
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


async def test_what_is_not_filtered_by_is_not_in_the_statement(load: Callable[[str], ModuleType]) -> None:
    connection = Fake([])
    await load(LIST).list_things(connection, limit=5, sort="name", after=None)
    ((text, arguments),) = connection.asked
    assert text.split("\n") == [
        "SELECT", "    t.id,", "    t.name", "    , (t.name)::text AS sort_key", "FROM things AS t", "WHERE",
        "    true", "ORDER BY t.name ASC, t.id ASC", "LIMIT $1 + 1",
    ]  # fmt: skip
    assert arguments == (5,)


async def test_filters_sort_and_position_are_bound_in_their_places(load: Callable[[str], ModuleType]) -> None:
    some = UUID(int=1)
    module = load(LIST)
    connection = Fake([(some, "n", "key"), (some, None, "next")])
    after = Position("m", some)
    page = await module.list_things(connection, limit=1, names=("n",), q="%n%", sort="-name", after=after)
    assert page == Page([module.ThingRow(some, "n")], Position("key", some))
    ((text, arguments),) = connection.asked
    assert text.split("\n")[6:] == [
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


async def test_parameters_are_not_sought_in_literals_names_casts_and_comments(
    load: Callable[[str], ModuleType],
) -> None:
    statement = """\
UPDATE things
-- :unused stays out
SET name = ':x', "a:y" = '{\\d}'::text, other = ':z''' || :name -- :w
WHERE :q = '{0}';"""
    connection = Fake()
    module = load(query("touch :exec", statement, "param: name text", "filter: q text") + GET.removeprefix(ROWS))
    await module.touch(connection, name="n", q="v")
    assert connection.asked == [
        (
            "UPDATE things\nSET name = ':x', \"a:y\" = '{\\d}'::text, other = ':z''' || $1\nWHERE $2 = '{0}'",
            ("n", "v"),
        )
    ]


def test_remarks_become_the_docstring(write: Callable[[str], Path]) -> None:
    text = generate_queries(
        write(query("touch :exec", "UPDATE things;", "Because.", "And so.") + GET.removeprefix(ROWS))
    )
    assert '"""Because. And so."""' in text[Path("generated/queries/things.py")]
