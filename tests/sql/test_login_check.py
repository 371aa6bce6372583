"""The check of the application's login at the start of the API."""

import re
from typing import Any

import pytest

from handlers.database import login_check
from handlers.database.login_check import UnsafeDatabaseError, verify_application_login
from handlers.database.migrate import migrate
from tests.databases import connected, execute


async def verify(url: str) -> None:
    async with connected(url) as connection:
        await verify_application_login(connection)


async def test_application_login_is_accepted(empty: Any) -> None:
    await migrate(empty.migration)
    await verify(empty.app)


async def test_database_without_tables_is_refused(empty: Any) -> None:
    with pytest.raises(UnsafeDatabaseError, match="run `oneprotect migrate`"):
        await verify(empty.app)


@pytest.mark.parametrize(
    ("login", "role"), [("migration", "owner"), ("superuser", "postgres"), ("background", "oneprotect_background")]
)
async def test_every_other_login_is_refused(empty: Any, login: str, role: str) -> None:
    await migrate(empty.migration)
    with pytest.raises(UnsafeDatabaseError, match=rf"can act as .*{role}"):
        await verify(getattr(empty, login))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("GRANT TRUNCATE ON tickets TO app", "excessive privileges (TRUNCATE on tickets)"),
        ("GRANT REFERENCES (id) ON tickets TO oneprotect_app", "excessive privileges (REFERENCES on tickets)"),
        ("GRANT TRIGGER ON alerts TO PUBLIC", "excessive privileges (TRIGGER on alerts)"),
        ("GRANT CREATE ON SCHEMA public TO app", "excessive privileges (CREATE on schema public)"),
        ("ALTER TABLE tickets NO FORCE ROW LEVEL SECURITY", "not forced on tickets"),
        ("ALTER TABLE alerts DISABLE ROW LEVEL SECURITY", "not forced on alerts"),
        ("CREATE TABLE later (tenant_id uuid)", "not forced on later"),
        ("ALTER TABLE inbox OWNER TO app", "can act as app"),
    ],
)
async def test_change_that_would_expose_other_tenants_is_refused(empty: Any, change: str, message: str) -> None:
    await migrate(empty.migration)
    await execute(empty.superuser, change)
    with pytest.raises(UnsafeDatabaseError, match=re.escape(message)):
        await verify(empty.app)


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        ((), "lacks the role oneprotect_app"),
        (("GRANT oneprotect_app TO visitor", "GRANT boundless TO visitor WITH INHERIT FALSE"), "can act as boundless"),
        (("GRANT oneprotect_app, oneprotect_background TO visitor",), "can act as oneprotect_background"),
        (("ALTER ROLE visitor CREATEROLE",), "can act as visitor"),
    ],
)
async def test_login_with_too_few_or_too_many_roles_is_refused(
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
                await verify_application_login(connection)
    finally:
        await execute(empty.superuser, "DROP ROLE visitor", "DROP ROLE boundless")


async def test_server_with_known_leaks_is_refused(empty: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    await migrate(empty.migration)
    async with connected(empty.app) as connection:
        version = connection.get_server_version()
    monkeypatch.setattr(login_check, "_SAFE_MINOR", {version.major: version.minor + 1})
    with pytest.raises(UnsafeDatabaseError, match="does not enforce row-level security reliably"):
        await verify(empty.app)
