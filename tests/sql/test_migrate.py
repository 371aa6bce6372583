"""The migration runner."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from handlers.database import migrate as runner
from handlers.database.migrate import MigrationError, known_migrations, migrate
from tests.databases import connected, execute

ALL = [migration.name for migration in known_migrations()]


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that replaces sql/migrations."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    monkeypatch.setattr(runner, "files", lambda _: tmp_path)
    return folder


async def test_migrations_are_applied_once_and_in_order(empty: Any) -> None:
    assert await migrate(empty.migration) == ALL
    assert await migrate(empty.migration) == []


async def test_concurrent_runners_wait_for_the_first(empty: Any) -> None:
    outcomes = await asyncio.gather(*(migrate(empty.migration) for _ in range(4)))
    assert sorted(outcomes) == [[], [], [], ALL]


async def test_edited_migration_is_refused_by_name(empty: Any) -> None:
    await migrate(empty.migration)
    await execute(empty.migration, "UPDATE schema_migrations SET checksum = 'other' WHERE version = 3")
    with pytest.raises(MigrationError, match=r"003_audit\.sql was edited after it was applied"):
        await migrate(empty.migration)


async def test_newer_database_is_refused(empty: Any) -> None:
    await migrate(empty.migration)
    await execute(
        empty.migration, "INSERT INTO schema_migrations (version, name, checksum) VALUES (999, '999_x.sql', '')"
    )
    with pytest.raises(MigrationError, match="is at migration 999"):
        await migrate(empty.migration)


async def test_failed_migration_is_rolled_back_and_applied_once_fixed(empty: Any, sources: Path) -> None:
    (sources / "001_one.sql").write_text("CREATE TABLE one ();")
    (sources / "002_two.sql").write_text("CREATE TABLE two ();\n\nCREATE TABEL three ();")
    with pytest.raises(MigrationError, match=r"002_two\.sql:3 failed and was rolled back: .*TABEL"):
        await migrate(empty.migration)
    async with connected(empty.migration) as connection:
        assert await connection.fetchval("SELECT to_regclass('one')") == "one"
        assert await connection.fetchval("SELECT to_regclass('two')") is None
    (sources / "002_two.sql").write_text("CREATE TABLE two ();")
    assert await migrate(empty.migration) == ["002_two.sql"]


@pytest.mark.parametrize("name", ["003_gap.sql", "001_duplicate.sql", "notes.txt", "2_short.sql"])
def test_files_that_are_not_numbered_consecutively_are_refused(sources: Path, name: str) -> None:
    (sources / "001_one.sql").write_text("SELECT 1;")
    (sources / name).write_text("SELECT 1;")
    with pytest.raises(MigrationError):
        known_migrations()


async def test_migration_does_not_wait_long_for_a_locked_table(
    empty: Any, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "_LOCK_TIMEOUT", "100ms")
    (sources / "001_one.sql").write_text("CREATE TABLE one ();")
    await migrate(empty.migration)
    (sources / "002_two.sql").write_text("ALTER TABLE one ADD COLUMN two text;")
    async with connected(empty.migration) as holder, holder.transaction():
        await holder.execute("LOCK TABLE one")
        with pytest.raises(MigrationError, match="lock timeout"):
            await migrate(empty.migration)
    assert await migrate(empty.migration) == ["002_two.sql"]


async def test_existing_role_that_row_level_security_does_not_bind_is_refused(empty: Any, sources: Path) -> None:
    text = (Path(__file__).parent.parent.parent / "sql/migrations/001_roles.sql").read_text()
    (sources / "001_roles.sql").write_text(text.replace("oneprotect_app", "boundless"))
    await execute(empty.superuser, "CREATE ROLE boundless NOLOGIN BYPASSRLS")
    try:
        with pytest.raises(MigrationError, match="boundless is there already and is SUPERUSER, BYPASSRLS or LOGIN"):
            await migrate(empty.migration)
    finally:
        await execute(empty.superuser, "DROP ROLE boundless")
