"""Connections to Postgres, and the one function that sets the tenant context."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

import asyncpg

if TYPE_CHECKING:
    from asyncpg.pool import PoolConnectionProxy

    RawConnection = asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]
    Pool = asyncpg.Pool[asyncpg.Record]

View = Literal["standard", "auditor"]
_VIEW_SQL: dict[View, str] = {
    "standard": "",
    "auditor": "SET LOCAL ROLE oneprotect_auditor; SET LOCAL search_path = auditor, public",
}

# Errors that mean the database is unavailable; the request returns 503 and has no effect (specs/problems.yaml).
FAILURES: tuple[type[BaseException], ...] = (
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
    TimeoutError,
)

# Failures that pass by themselves: an event that meets one is retried, and the attempt does not count.
TRANSIENT: tuple[type[BaseException], ...] = (
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.TooManyConnectionsError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.QueryCanceledError,
    asyncpg.LockNotAvailableError,
    asyncpg.DeadlockDetectedError,
    asyncpg.InterfaceError,
    OSError,
    TimeoutError,
)


async def open_pool(url: str, *, connections: int, statement_timeout_ms: int, name: str) -> Pool:
    """Open a pool whose sessions run in UTC and cancel a statement after ``statement_timeout_ms``.

    Connecting takes at most 5 s, so that an unreachable database is noticed.
    """
    return await asyncpg.create_pool(
        url,
        min_size=min(2, connections),
        max_size=connections,
        timeout=5,
        command_timeout=statement_timeout_ms / 1000 + 5,
        init=_set_json_codecs,
        server_settings={
            "application_name": f"oneprotect-{name}",
            "TimeZone": "UTC",
            "statement_timeout": str(statement_timeout_ms),
            "idle_in_transaction_session_timeout": "30000",
        },
    )


async def _set_json_codecs(connection: RawConnection) -> None:
    """Read and write json columns as Python values, with member order and integers preserved."""
    for name in ("json", "jsonb"):
        await connection.set_type_codec(name, schema="pg_catalog", encoder=_dumps, decoder=json.loads)


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@asynccontextmanager
async def transaction(
    pool: Pool, tenant_id: UUID, *, view: View = "standard", read_only: bool = False
) -> AsyncIterator[RawConnection]:
    """Run the block in one READ COMMITTED transaction that sees only the rows of the tenant.

    No other function sets the tenant context (tests/sql/test_tenant_context.py). The auditor view switches to a role
    that reads redacted columns of visible rows, under the names of the tables (ADR-0011). The context is local to the
    transaction and sent with BEGIN in one simple query, so that no connection pooler can carry it over to another
    client (ADR-0010).
    """
    async with pool.acquire(timeout=5) as connection:
        mode = "READ ONLY" if read_only or view == "auditor" else "READ WRITE"
        await connection.execute(
            f"BEGIN ISOLATION LEVEL READ COMMITTED {mode}; "
            f"SET LOCAL app.tenant_id = '{UUID(str(tenant_id))}'; SET LOCAL app.role_view = '{view}'; {_VIEW_SQL[view]}"
        )
        try:
            yield connection
        except BaseException:
            if not connection.is_closed():
                await connection.execute("ROLLBACK")
            raise
        await connection.execute("COMMIT")
