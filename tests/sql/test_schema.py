"""`sql/schema.sql` is what the migrations add up to."""

from typing import Any

from handlers.database.schema_dump import SCHEMA, dump


def test_schema_is_that_of_the_migrations(database: Any) -> None:
    assert SCHEMA.read_text() == dump(database.superuser), "run `python -m handlers.database.schema_dump`"
