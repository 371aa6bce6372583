"""`oneprotect migrate`: brings a database up to date, one runner at a time, never half-way."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from importlib.resources import files

import asyncpg

from handlers.runtime.db import RawConnection

_LOCK = 0x6F70_6D69_6772_61  # "opmigra": the advisory lock of one runner
_NAME = re.compile(r"(\d{3})_[a-z0-9_]+\.sql")
_SAFE_MINOR = {15: 9, 16: 5, 17: 1}  # CVE-2024-10976: row security below a subquery could lose track of the role
_LEDGER = """
CREATE TABLE IF NOT EXISTS schema_migrations (
    version integer NOT NULL PRIMARY KEY,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
)
"""


class MigrationError(Exception):
    """The database cannot be brought up to date; the message says why and what to do."""


class UnsafeDatabaseError(Exception):
    """Row-level security would not hold for this login on this server; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file of ``sql/migrations``."""

    version: int
    name: str
    text: str

    @property
    def checksum(self) -> str:
        """Give the SHA-256 of the text: what has been applied must never be edited."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def migrations() -> list[Migration]:
    """Read all migrations in their order; raise `MigrationError` for a gap, a double or a stray file."""
    found = []
    for entry in (files("sql") / "migrations").iterdir():
        match = _NAME.fullmatch(entry.name)
        if match is None:
            raise MigrationError(f"sql/migrations/{entry.name} is not named NNN_words.sql")
        found.append(Migration(int(match[1]), entry.name, entry.read_text(encoding="utf-8")))
    found.sort(key=lambda migration: migration.version)
    if [migration.version for migration in found] != list(range(1, len(found) + 1)):
        raise MigrationError("sql/migrations must be numbered from 001 without a gap or a double")
    return found


async def migrate(owner_url: str) -> list[str]:
    """Apply what is missing, each migration in a transaction of its own; give the names of what was applied.

    Concurrent runners wait for each other. Raises `MigrationError` where an applied migration was edited since.
    """
    connection = await asyncpg.connect(
        owner_url, timeout=10, server_settings={"application_name": "oneprotect-migrate"}
    )
    try:
        await connection.execute("SET statement_timeout = '10min'")
        await connection.execute("SELECT pg_advisory_lock($1)", _LOCK)
        await connection.execute("SET lock_timeout = '10s'")
        await connection.execute(_LEDGER)
        applied = {row["version"]: row for row in await connection.fetch("SELECT * FROM schema_migrations")}
        known = migrations()
        if set(applied) - {migration.version for migration in known}:
            raise MigrationError("the database is newer than this program: start the newer one")
        done = []
        for migration in known:
            if migration.version in applied:
                if applied[migration.version]["checksum"] != migration.checksum:
                    raise MigrationError(
                        f"{migration.name} was edited after it was applied: restore it, write a new one"
                    )
                continue
            await _apply(connection, migration)
            done.append(migration.name)
        return done
    finally:
        await connection.close(timeout=5)


async def _apply(connection: RawConnection, migration: Migration) -> None:
    try:
        async with connection.transaction():
            await connection.execute(migration.text)
            await connection.execute(
                "INSERT INTO schema_migrations (version, name, checksum) VALUES ($1, $2, $3)",
                migration.version,
                migration.name,
                migration.checksum,
            )
    except asyncpg.PostgresError as error:
        raise MigrationError(f"{migration.name}: {error}") from error


async def verify_application_login(connection: RawConnection) -> None:
    """See that row-level security binds this login; raise `UnsafeDatabaseError` where it would not.

    The login must be neither superuser nor BYPASSRLS nor owner, hold no TRUNCATE, REFERENCES, TRIGGER or CREATE, every
    table with a tenant must force its policies, and the server must be a minor version without known leaks.
    """
    version = connection.get_server_version()
    if version.major < 15 or version.minor < _SAFE_MINOR.get(version.major, 0):
        raise UnsafeDatabaseError(
            f"Postgres {version.major}.{version.minor} is too old: use 15.9, 16.5, 17.1, 18 or newer"
        )
    login = await connection.fetchrow(
        "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    )
    if login is None or login["rolsuper"] or login["rolbypassrls"]:
        raise UnsafeDatabaseError("the application's login is superuser or BYPASSRLS: give it a plain login")
    if await connection.fetchval("SELECT has_schema_privilege('public', 'CREATE')"):
        raise UnsafeDatabaseError("the application's login may create in schema public: REVOKE CREATE from it")
    tables = await connection.fetch(_TABLES)
    if not any(table["name"] == "tickets" for table in tables):
        raise UnsafeDatabaseError("the database has no tickets yet: run `oneprotect migrate` as the owner first")
    for table in tables:
        if table["owned"] or table["excess"]:
            raise UnsafeDatabaseError(
                f"the application's login owns or may truncate {table['name']}: use another login"
            )
        if not table["forced"] and table["tenanted"]:
            raise UnsafeDatabaseError(f"{table['name']} does not FORCE ROW LEVEL SECURITY: run `oneprotect migrate`")


_TABLES = """
SELECT
    c.relname AS name,
    pg_has_role(c.relowner, 'USAGE') AS owned,
    has_table_privilege(c.oid, 'TRUNCATE, REFERENCES, TRIGGER') AS excess,
    c.relrowsecurity AND c.relforcerowsecurity AS forced,
    c.relname = 'tenants' OR EXISTS (
        SELECT FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
    ) AS tenanted
FROM pg_class AS c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
"""
