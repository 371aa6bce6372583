"""Query files that are valid, and that the tests of the generator vary."""

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


def query(head: str, statement: str, *annotations: str) -> str:
    return "\n".join([f"-- name: {head}", *(f"-- {line}" for line in annotations), statement, ""])


GET = query("get_thing :optional -> ThingRow", "SELECT :ThingRow\nWHERE t.id = :id;", "param: id uuid")
