"""`sql/schema.sql` is up to date with the migrations."""

from typing import Any

from handlers.database.schema_dump import SCHEMA, dump


def test_schema_dump_is_up_to_date(database: Any) -> None:
    assert SCHEMA.read_text() == dump(database.superuser), "run `python -m handlers.database.schema_dump`"
