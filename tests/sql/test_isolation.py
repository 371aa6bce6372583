"""The application's login only sees and writes rows of the transaction's tenant, and none without a tenant."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

ROWS = (Path(__file__).parent / "one_row_per_table.sql").read_text()
TICKET = UUID("00000000-0000-7000-8000-000000000006")
PRINCIPAL = UUID("00000000-0000-7000-8000-000000000001")
DELETABLE = {"idempotency_keys", "sessions", "outbox", "inbox"}


@asynccontextmanager
async def tenant_transaction(connection: asyncpg.Connection, tenant: UUID | str | None) -> AsyncIterator[None]:
    """A transaction in the tenant, rolled back at the end; None leaves the setting unchanged."""
    transaction = connection.transaction()
    await transaction.start()
    try:
        if tenant is not None:
            await connection.execute("SELECT set_config('app.tenant_id', $1, true)", str(tenant))
        yield
    finally:
        await transaction.rollback()


@pytest.fixture(scope="module")
async def tenant_a(migrated: Any) -> UUID:
    """A tenant with one row in every table."""
    tenant = uuid4()
    connection = await asyncpg.connect(migrated.app)
    async with connection.transaction():
        await connection.execute("SELECT set_config('app.tenant_id', $1, true)", str(tenant))
        await connection.execute(ROWS)
    await connection.close()
    return tenant


@pytest.fixture(scope="module")
async def tables(migrated: Any) -> list[str]:
    connection = await asyncpg.connect(migrated.superuser)
    rows = await connection.fetch(
        """
        SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
        AND relname <> 'schema_migrations' ORDER BY relname
        """
    )
    await connection.close()
    return [row["relname"] for row in rows]


@pytest.fixture
async def app(migrated: Any) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(migrated.app)
    yield connection
    await connection.close()


async def count(connection: asyncpg.Connection, table: str) -> int:
    return int(await connection.fetchval(f"SELECT count(*) FROM {table}"))


async def test_tenant_sees_its_rows_in_every_table(app: asyncpg.Connection, tenant_a: UUID, tables: list[str]) -> None:
    async with tenant_transaction(app, tenant_a):
        assert [table for table in tables if await count(app, table) != 1] == [], (
            "one_row_per_table.sql has no row for a table"
        )


@pytest.mark.parametrize("context", ["never set", "after a transaction", "empty", "another tenant"])
async def test_without_its_tenant_every_table_is_empty_and_rejects_writes(
    app: asyncpg.Connection, migrated: Any, tenant_a: UUID, tables: list[str], context: str
) -> None:
    if context == "after a transaction":
        async with tenant_transaction(app, tenant_a):
            await count(app, "tickets")
        assert await app.fetchval("SELECT current_setting('app.tenant_id', true)") == ""
    tenant = {"empty": "", "another tenant": uuid4()}.get(context)
    superuser = await asyncpg.connect(migrated.superuser)
    for table in tables:
        async with tenant_transaction(app, tenant):
            assert await count(app, table) == 0, table
        await assert_writes_are_rejected(app, tenant, table, await writable_columns(superuser, table, tenant_a))
    await superuser.close()


async def writable_columns(superuser: asyncpg.Connection, table: str, tenant: UUID) -> dict[str, Any]:
    """Tenant A's row, without generated columns."""
    columns = await superuser.fetch(
        """
        SELECT attname FROM pg_attribute
        WHERE attrelid = $1::text::regclass AND attnum > 0 AND attgenerated = '' AND attidentity = ''
        """,
        table,
    )
    key = "id" if table == "tenants" else "tenant_id"
    row = await superuser.fetchrow(f"SELECT * FROM {table} WHERE {key} = $1", tenant)
    return {column["attname"]: row[column["attname"]] for column in columns}


async def assert_writes_are_rejected(
    app: asyncpg.Connection, tenant: UUID | str | None, table: str, row: dict[str, Any]
) -> None:
    placeholders = ", ".join(f"${number}" for number in range(1, len(row) + 1))
    async with tenant_transaction(app, tenant):
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            await app.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({placeholders})", *row.values())
    for column in row:
        async with tenant_transaction(app, tenant):
            if await app.fetchval("SELECT has_column_privilege($1::text, $2::text, 'UPDATE')", table, column):
                assert await app.execute(f"UPDATE {table} SET {column} = {column}") == "UPDATE 0"
            else:
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    await app.execute(f"UPDATE {table} SET {column} = {column}")
    for statement in (f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE", f"LOCK TABLE {table}"):
        async with tenant_transaction(app, tenant):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await app.execute(statement)


async def test_row_without_a_tenant_is_rejected(app: asyncpg.Connection) -> None:
    async with tenant_transaction(app, None):
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            await app.execute("INSERT INTO ticket_counters (last_number) VALUES (1)")


async def test_row_cannot_be_moved_to_another_tenant(app: asyncpg.Connection, tenant_a: UUID) -> None:
    async with tenant_transaction(app, tenant_a):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await app.execute("UPDATE tickets SET tenant_id = $1", uuid4())


@pytest.mark.usefixtures("tenant_a")
async def test_row_cannot_reference_a_row_of_another_tenant(app: asyncpg.Connection) -> None:
    async with tenant_transaction(app, uuid4()):
        await app.execute(
            """
            INSERT INTO tenants (id, name, created_at)
            VALUES (current_setting('app.tenant_id')::uuid, 'b-' || left(current_setting('app.tenant_id'), 8), now())
            """
        )
        with pytest.raises(asyncpg.ForeignKeyViolationError):
            await app.execute(
                """
                INSERT INTO ticket_comments
                (id, ticket_id, author_id, body, visibility, redacted, redaction_version, created_at)
                VALUES (gen_random_uuid(), $1, $2, 'x', 'internal', '{}', 1, now())
                """,
                TICKET,
                PRINCIPAL,
            )


@pytest.mark.usefixtures("tenant_a")
async def test_two_tenants_can_use_the_same_keys(app: asyncpg.Connection) -> None:
    async with tenant_transaction(app, uuid4()):
        await app.execute(ROWS)


@pytest.mark.usefixtures("tenant_a")
async def test_row_level_security_binds_the_owner(migrated: Any, tables: list[str]) -> None:
    owner = await asyncpg.connect(migrated.migration)
    assert [table for table in tables if await count(owner, table) != 0] == []
    await owner.close()


@pytest.mark.usefixtures("tenant_a")
async def test_background_login_sees_only_what_it_works_on(migrated: Any, tables: list[str]) -> None:
    background = await asyncpg.connect(migrated.background)
    for table in tables:
        async with tenant_transaction(background, None):
            if table in {"tenants", "outbox", "inbox"}:
                assert await count(background, table) > 0
            elif table in {"idempotency_keys", "sessions"}:
                assert await background.fetchval(f"SELECT count(expires_at) FROM {table}") > 0
            else:
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    await count(background, table)
        async with tenant_transaction(background, None):
            if table in DELETABLE:
                await background.execute(f"DELETE FROM {table}")
            else:
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    await background.execute(f"DELETE FROM {table}")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await background.fetch("SELECT body FROM idempotency_keys")
    await background.close()
