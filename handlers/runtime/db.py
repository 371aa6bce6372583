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
_AS: dict[View, str] = {
    "standard": "",
    "auditor": "SET LOCAL ROLE oneprotect_auditor; SET LOCAL search_path = auditor, public",
}

# What means that the database cannot serve now: the answer is 503, and nothing has happened (specs/problems.yaml).
FAILURES: tuple[type[BaseException], ...] = (
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
    TimeoutError,
)

# Those of the failures that pass by themselves: an event that meets one is tried again without being counted.
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
    """Open a pool whose sessions run in UTC and end a statement after ``statement_timeout_ms``.

    A connection is taken within 5 s or the request fails as unavailable, so that a dead database is noticed.
    """
    return await asyncpg.create_pool(
        url,
        min_size=2,
        max_size=connections,
        timeout=5,
        command_timeout=statement_timeout_ms / 1000 + 5,
        init=prepare_connection,
        server_settings={
            "application_name": f"oneprotect-{name}",
            "TimeZone": "UTC",
            "statement_timeout": str(statement_timeout_ms),
            "idle_in_transaction_session_timeout": "30000",
        },
    )


async def prepare_connection(connection: RawConnection) -> None:
    """Let json columns carry Python values, whole: numbers and member order as they came."""
    for name in ("json", "jsonb"):
        await connection.set_type_codec(name, schema="pg_catalog", encoder=_dumps, decoder=json.loads)


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@asynccontextmanager
async def transaction(
    pool: Pool, tenant_id: UUID, *, view: View = "standard", read_only: bool = False
) -> AsyncIterator[RawConnection]:
    """Run the block in one READ COMMITTED transaction that sees the tenant's rows and no others.

    An auditor's is a role that reads redacted columns and visible rows alone, under the tables' own names (ADR-0011).
    The context is local to the transaction and goes out with BEGIN in one simple query, so that no pooler between
    us and Postgres can carry it over to another client (docs/adr/ADR-0010-internal-ticketing-contracts.md).
    """
    async with pool.acquire(timeout=5) as connection:
        mode = "READ ONLY" if read_only or view == "auditor" else "READ WRITE"
        await connection.execute(
            f"BEGIN ISOLATION LEVEL READ COMMITTED {mode}; "
            f"SET LOCAL app.tenant_id = '{UUID(str(tenant_id))}'; SET LOCAL app.role_view = '{view}'; {_AS[view]}"
        )
        try:
            yield connection
        except BaseException:
            if not connection.is_closed():
                await connection.execute("ROLLBACK")
            raise
        await connection.execute("COMMIT")
