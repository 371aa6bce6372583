"""Errors in query files name the file and the line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from codegen.errors import SpecError
from codegen.sql.queries import generate_queries
from tests.codegen.query_texts import GET, LIST, ROW, query

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
    "column without type": (ROW.replace(" -- uuid", "") + GET, 3, "the column id needs its type after it"),
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
    "sort with a direction": (
        LIST.replace("= t.name text", "= t.name ASC text"), 5, "`t.name ASC` is not one expression: a minus before"
    ),
    "sort by two expressions": (LIST.replace("= t.name text", "= t.name, t.id text"), 5, "is not one expression"),
    "sort with a lone parenthesis": (LIST.replace("= t.name text", "= lower(t.name text"), 5, "is not one expression"),
    "tiebreak with a direction": (LIST.replace("tiebreak: t.id", "tiebreak: t.id DESC"), 6, "is not one expression"),
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
