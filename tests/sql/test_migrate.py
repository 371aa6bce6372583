"""The migration runner, and the login check at the start of a process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from handlers.database import migrate as runner
from handlers.database.migrate import MigrationError, UnsafeDatabaseError, known_migrations, migrate

ALL = [migration.name for migration in known_migrations()]


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()


async def execute(url: str, *statements: str) -> None:
    async with connected(url) as connection:
        for statement in statements:
            await connection.execute(statement)


async def verify(url: str) -> None:
    async with connected(url) as connection:
        await runner.verify_application_login(connection)


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of migrations in place of the project's."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    monkeypatch.setattr(runner, "files", lambda _: tmp_path)
    return folder


async def test_applies_all_in_order_and_then_nothing(empty: Any) -> None:
    assert await migrate(empty.migration) == ALL
    assert await migrate(empty.migration) == []


async def test_of_concurrent_runners_one_works_and_the_others_wait(empty: Any) -> None:
    outcomes = await asyncio.gather(*(migrate(empty.migration) for _ in range(4)))
    assert sorted(outcomes) == [[], [], [], ALL]


async def test_refuses_an_edited_migration_by_name(empty: Any) -> None:
    await migrate(empty.migration)
    await execute(empty.migration, "UPDATE schema_migrations SET checksum = 'other' WHERE version = 3")
    with pytest.raises(MigrationError, match=r"003_audit\.sql was edited after it was applied"):
        await migrate(empty.migration)


async def test_refuses_a_database_that_is_newer(empty: Any) -> None:
    await migrate(empty.migration)
    await execute(
        empty.migration, "INSERT INTO schema_migrations (version, name, checksum) VALUES (999, '999_x.sql', '')"
    )
    with pytest.raises(MigrationError, match="has migration 999"):
        await migrate(empty.migration)


async def test_keeps_nothing_of_a_migration_that_fails_and_goes_on_when_it_is_mended(empty: Any, sources: Path) -> None:
    (sources / "001_one.sql").write_text("CREATE TABLE one ();")
    (sources / "002_two.sql").write_text("CREATE TABLE two ();\n\nCREATE TABEL three ();")
    with pytest.raises(MigrationError, match=r"002_two\.sql:3: .*TABEL"):
        await migrate(empty.migration)
    async with connected(empty.migration) as connection:
        assert await connection.fetchval("SELECT to_regclass('one')") == "one"
        assert await connection.fetchval("SELECT to_regclass('two')") is None
    (sources / "002_two.sql").write_text("CREATE TABLE two ();")
    assert await migrate(empty.migration) == ["002_two.sql"]


@pytest.mark.parametrize("name", ["003_gap.sql", "001_double.sql", "notes.txt", "2_short.sql"])
def test_refuses_files_that_are_not_in_a_row(sources: Path, name: str) -> None:
    (sources / "001_one.sql").write_text("SELECT 1;")
    (sources / name).write_text("SELECT 1;")
    with pytest.raises(MigrationError):
        known_migrations()


async def test_gives_up_on_a_table_that_is_held(empty: Any, sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "_LOCK_TIMEOUT", "100ms")
    (sources / "001_one.sql").write_text("CREATE TABLE one ();")
    await migrate(empty.migration)
    (sources / "002_two.sql").write_text("ALTER TABLE one ADD COLUMN two text;")
    async with connected(empty.migration) as holder, holder.transaction():
        await holder.execute("LOCK TABLE one")
        with pytest.raises(MigrationError, match="lock timeout"):
            await migrate(empty.migration)
    assert await migrate(empty.migration) == ["002_two.sql"]


async def test_refuses_a_role_that_would_not_be_bound(empty: Any, sources: Path) -> None:
    text = (Path(__file__).parent.parent.parent / "sql/migrations/001_roles.sql").read_text()
    (sources / "001_roles.sql").write_text(text.replace("oneprotect_app", "boundless"))
    await execute(empty.superuser, "CREATE ROLE boundless NOLOGIN BYPASSRLS")
    try:
        with pytest.raises(MigrationError, match="boundless is there already and is SUPERUSER, BYPASSRLS or LOGIN"):
            await migrate(empty.migration)
    finally:
        await execute(empty.superuser, "DROP ROLE boundless")


async def test_accepts_the_application_login(empty: Any) -> None:
    await migrate(empty.migration)
    await verify(empty.app)


async def test_refuses_a_database_without_tables(empty: Any) -> None:
    with pytest.raises(UnsafeDatabaseError, match="run `oneprotect migrate`"):
        await verify(empty.app)


@pytest.mark.parametrize(
    ("login", "role"), [("migration", "owner"), ("superuser", "postgres"), ("background", "oneprotect_background")]
)
async def test_refuses_every_other_login(empty: Any, login: str, role: str) -> None:
    await migrate(empty.migration)
    with pytest.raises(UnsafeDatabaseError, match=rf"can act as .*{role}"):
        await verify(getattr(empty, login))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("GRANT TRUNCATE ON tickets TO app", "holds TRUNCATE on tickets"),
        ("GRANT REFERENCES (id) ON tickets TO oneprotect_app", "holds REFERENCES on tickets"),
        ("GRANT TRIGGER ON alerts TO PUBLIC", "holds TRIGGER on alerts"),
        ("GRANT CREATE ON SCHEMA public TO app", "holds CREATE on schema public"),
        ("ALTER TABLE tickets NO FORCE ROW LEVEL SECURITY", "not forced on tickets"),
        ("ALTER TABLE alerts DISABLE ROW LEVEL SECURITY", "not forced on alerts"),
        ("CREATE TABLE later (tenant_id uuid)", "not forced on later"),
        ("ALTER TABLE inbox OWNER TO app", "can act as app"),
    ],
)
async def test_refuses_what_would_open_a_tenant(empty: Any, change: str, message: str) -> None:
    await migrate(empty.migration)
    await execute(empty.superuser, change)
    with pytest.raises(UnsafeDatabaseError, match=message):
        await verify(empty.app)


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        ((), "GRANT oneprotect_app to it"),
        (("GRANT oneprotect_app TO visitor", "GRANT boundless TO visitor WITH INHERIT FALSE"), "can act as boundless"),
        (("GRANT oneprotect_app, oneprotect_background TO visitor",), "can act as oneprotect_background"),
        (("ALTER ROLE visitor CREATEROLE",), "can act as visitor"),
    ],
)
async def test_refuses_logins_with_too_little_and_too_much(
    empty: Any, statements: tuple[str, ...], message: str
) -> None:
    await migrate(empty.migration)
    await execute(
        empty.superuser, "CREATE ROLE boundless NOLOGIN BYPASSRLS", "CREATE ROLE visitor LOGIN PASSWORD 'visitor'"
    )
    try:
        await execute(empty.superuser, *statements)
        async with connected(empty.superuser) as connection:
            await connection.execute("SET SESSION AUTHORIZATION visitor")
            with pytest.raises(UnsafeDatabaseError, match=message):
                await runner.verify_application_login(connection)
    finally:
        await execute(empty.superuser, "DROP ROLE visitor", "DROP ROLE boundless")


async def test_refuses_a_server_with_known_leaks(empty: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    await migrate(empty.migration)
    async with connected(empty.app) as connection:
        version = connection.get_server_version()
    monkeypatch.setattr(runner, "_SAFE_MINOR", {version.major: version.minor + 1})
    with pytest.raises(UnsafeDatabaseError, match="does not keep row-level security"):
        await verify(empty.app)
