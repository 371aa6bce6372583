"""`oneprotect migrate` brings a database up to date; `verify_application_login` sees that it is safe to serve from."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

import asyncpg

from handlers.runtime.errors import OperatorError

if TYPE_CHECKING:  # asyncpg's own classes cannot be subscripted at run time
    from asyncpg.pool import PoolConnectionProxy

    Connection = asyncpg.Connection[asyncpg.Record] | PoolConnectionProxy[asyncpg.Record]

_LOCK = 0x6F70_6D69_6772_61  # "opmigra": the advisory lock of one runner
_NAME = re.compile(r"([0-9]{3})_[a-z0-9_]+\.sql")
_WAIT_FOR_RUNNER = "10min"  # as long as one statement of the other runner may take
_STATEMENT_TIMEOUT = "10min"
_LOCK_TIMEOUT = "10s"  # a migration that waits for a table makes everybody queue behind it
_LEDGER = """
CREATE TABLE IF NOT EXISTS schema_migrations (
    version integer PRIMARY KEY,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE schema_migrations IS 'Which migrations this database has had; written by the migration runner alone.';
COMMENT ON COLUMN schema_migrations.checksum IS 'SHA-256 of the file as it was applied: it must never be edited.';
"""

# The first minor releases in which row-level security holds, by major version: CVE-2024-10976 (a policy could be that
# of another role) and CVE-2025-8713 (statistics showed rows that a policy hides). Below 16 a role that is granted is
# inherited, too, and with it the auditor's policies; later majors began with both mended.
_SAFE_MINOR = {16: 10, 17: 6}
_OLDEST_MAJOR = min(_SAFE_MINOR)


class MigrationError(OperatorError):
    """The database cannot be brought up to date; the message says why and what to do."""


class UnsafeDatabaseError(OperatorError):
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


def known_migrations() -> list[Migration]:
    """Read all migrations in their order; raise `MigrationError` for a gap, a double or a stray file."""
    found = []
    for entry in (files("sql") / "migrations").iterdir():
        match = _NAME.fullmatch(entry.name)
        if match is None:
            raise MigrationError(f"sql/migrations/{entry.name} is not named NNN_words.sql")
        found.append(Migration(int(match[1]), entry.name, entry.read_text(encoding="utf-8")))
    found.sort(key=lambda migration: migration.version)
    if not found or [migration.version for migration in found] != list(range(1, len(found) + 1)):
        raise MigrationError("sql/migrations must be numbered from 001 without a gap or a double")
    return found


async def migrate(url: str) -> list[str]:
    """Apply what is missing, each migration in a transaction of its own; give the names of what was applied.

    ``url`` is the owner's login. Concurrent runners wait for each other. Raises `MigrationError` where an applied
    migration was edited since, where the database is newer, and where a migration fails; what came before it stays.
    """
    known = known_migrations()
    connection = await asyncpg.connect(url, timeout=10, server_settings={"application_name": "oneprotect-migrate"})
    try:
        await connection.execute(f"SET search_path = public; SET statement_timeout = '{_WAIT_FOR_RUNNER}'")
        await connection.execute("SELECT pg_advisory_lock($1)", _LOCK)
        await connection.execute(
            f"SET statement_timeout = '{_STATEMENT_TIMEOUT}'; SET lock_timeout = '{_LOCK_TIMEOUT}';"
            "SET client_min_messages = warning"
        )
        done = await _applied(connection)
        _compare(known, done)
        missing = [migration for migration in known if migration.version not in done]
        for migration in missing:
            await _apply(connection, migration)
        return [migration.name for migration in missing]
    finally:
        await connection.close(timeout=5)


async def _applied(connection: Connection) -> dict[int, str]:
    if await connection.fetchval("SELECT to_regclass('public.schema_migrations')") is None:
        await connection.execute(_LEDGER)
    rows = await connection.fetch("SELECT version, checksum FROM schema_migrations")
    return {row["version"]: row["checksum"] for row in rows}


def _compare(known: list[Migration], done: dict[int, str]) -> None:
    if newer := done.keys() - {migration.version for migration in known}:
        raise MigrationError(
            f"The database has migration {max(newer):03}, this program ends at {known[-1].version:03}: "
            "start the program that is as new as the database."
        )
    for migration in known:
        if done.get(migration.version, migration.checksum) != migration.checksum:
            raise MigrationError(
                f"sql/migrations/{migration.name} was edited after it was applied: restore it as it was "
                "and write a new migration instead."
            )


async def _apply(connection: Connection, migration: Migration) -> None:
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
        position = int(getattr(error, "position", None) or 0)
        line = f":{migration.text.count(chr(10), 0, position) + 1}" if position else ""
        raise MigrationError(f"sql/migrations/{migration.name}{line}: {error}; nothing of it was kept.") from error


async def verify_application_login(connection: Connection) -> None:
    """See that row-level security binds this login; raise `UnsafeDatabaseError` with what is wrong where it would not.

    The server must be free of known leaks, the login (with every role that it can take) neither superuser nor BYPASSRLS
    nor owner of a table nor a member of the background's role, without TRUNCATE, REFERENCES, TRIGGER, MAINTAIN or
    CREATE anywhere, and every table with a tenant must force its policies.
    """
    version = connection.get_server_version()
    if version.major < _OLDEST_MAJOR or version.minor < _SAFE_MINOR.get(version.major, 0):
        safe = ", ".join(f"{major}.{minor}" for major, minor in sorted(_SAFE_MINOR.items()))
        raise UnsafeDatabaseError(
            f"Postgres {version.major}.{version.minor} does not keep row-level security: use {safe} or a newer one."
        )
    tables = await connection.fetch(_TABLES)
    if not tables:
        raise UnsafeDatabaseError("The database has no tables yet: run `oneprotect migrate` as its owner first.")
    roles = await connection.fetch(_EXCESSIVE_ROLES)
    if roles:
        raise UnsafeDatabaseError(
            f"The application's login can act as {', '.join(row['name'] for row in roles)}, which row-level security "
            "does not bind as it must: use a plain login with the role oneprotect_app alone."
        )
    if not await connection.fetchval("SELECT pg_has_role(current_user, 'oneprotect_app', 'USAGE')"):
        raise UnsafeDatabaseError(
            "The application's login lacks its role: GRANT oneprotect_app to it as an administrator of the database."
        )
    if not await connection.fetchval("SELECT pg_has_role(current_user, 'oneprotect_auditor', 'SET')"):
        raise UnsafeDatabaseError("The application's login cannot become oneprotect_auditor: run `oneprotect migrate`.")
    loose = sorted(row["name"] for row in tables if not row["forced"])
    if loose:
        raise UnsafeDatabaseError(f"Row-level security is not forced on {', '.join(loose)}: run `oneprotect migrate`.")
    excess = await connection.fetchval(_EXCESSIVE_PRIVILEGES)
    if excess:
        raise UnsafeDatabaseError(
            f"The application's login holds {', '.join(excess)}: revoke that from it, from its roles and from PUBLIC."
        )


# A role that the login can take by SET ROLE counts like one whose rights it has already.
_EXCESSIVE_ROLES = """
SELECT r.rolname AS name
FROM pg_roles AS r
WHERE
    pg_has_role(current_user, r.oid, 'MEMBER')
    AND (
        r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolname = 'oneprotect_background'
        OR EXISTS (
            SELECT FROM pg_class AS c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace
        )
    )
ORDER BY r.rolname
"""

_TABLES = """
SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced
FROM pg_class AS c
WHERE
    c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_migrations'
"""

# MAINTAIN came with version 17, and asking an older one for it is an error.
_EXCESSIVE_PRIVILEGES = """
WITH unwanted AS (
    SELECT unnest(
        ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER']
        || CASE WHEN current_setting('server_version_num')::integer >= 170000 THEN ARRAY['MAINTAIN'] ELSE '{}' END
    ) AS privilege
),

held AS (
    SELECT format('%s on %s', u.privilege, c.relname) AS privilege
    FROM pg_class AS c
    CROSS JOIN unwanted AS u
    WHERE
        c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND (
            has_table_privilege(c.oid, u.privilege)
            OR (u.privilege = 'REFERENCES' AND has_any_column_privilege(c.oid, u.privilege))
        )
    UNION ALL
    SELECT 'CREATE on schema public' WHERE has_schema_privilege('public', 'CREATE')
    UNION ALL
    SELECT format('%s on database %s', p.privilege, current_database())
    FROM (VALUES ('CREATE'), ('TEMPORARY')) AS p (privilege)
    WHERE has_database_privilege(current_database(), p.privilege)
)

SELECT array_agg(privilege ORDER BY privilege) FROM held
"""
