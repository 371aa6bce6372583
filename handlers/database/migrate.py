"""The migration runner behind `oneprotect migrate`: applies the missing files of ``sql/migrations`` in order."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from importlib.resources import files

import asyncpg

from handlers.runtime import db
from handlers.runtime.errors import OperatorError

_LOCK = 0x6F70_6D69_6772_61  # "opmigra": the advisory lock that a runner holds
_NAME = re.compile(r"([0-9]{3})_[a-z0-9_]+\.sql")
_WAIT_FOR_RUNNER = "10min"  # as long as a statement of another runner may take
_STATEMENT_TIMEOUT = "10min"
_LOCK_TIMEOUT = "10s"  # while a migration waits for a table, every other query on it waits, too
_LEDGER = """
CREATE TABLE IF NOT EXISTS schema_migrations (
    version integer PRIMARY KEY,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE schema_migrations IS 'Migrations applied to this database. Only the migration runner writes it.';
COMMENT ON COLUMN schema_migrations.checksum IS 'SHA-256 of the file as applied; it must not be edited after that.';
"""


class MigrationError(OperatorError):
    """The database cannot be migrated; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file of ``sql/migrations``."""

    version: int
    name: str
    text: str

    @property
    def checksum(self) -> str:
        """The SHA-256 of the text, by which an edit after it was applied is noticed."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def known_migrations() -> list[Migration]:
    """Return all migrations in order; raise `MigrationError` for a gap, a duplicate number or any other file."""
    migrations = []
    for entry in (files("sql") / "migrations").iterdir():
        match = _NAME.fullmatch(entry.name)
        if match is None:
            raise MigrationError(f"sql/migrations/{entry.name} is not a valid name: use NNN_words.sql.")
        migrations.append(Migration(int(match[1]), entry.name, entry.read_text(encoding="utf-8")))
    migrations.sort(key=lambda migration: migration.version)
    if not migrations or [migration.version for migration in migrations] != list(range(1, len(migrations) + 1)):
        raise MigrationError("The numbers in sql/migrations have gaps or duplicates: number the files from 001.")
    return migrations


async def migrate(url: str) -> list[str]:
    """Apply the missing migrations, each in a transaction of its own, and return their names.

    ``url`` has the owner's login. Concurrent runners wait for each other. Raises `MigrationError` if an applied
    migration was edited, if the database is newer than this program, or if a migration fails; those applied before
    it remain.
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
        applied = await _applied(connection)
        _verify(known, applied)
        missing = [migration for migration in known if migration.version not in applied]
        for migration in missing:
            await _apply(connection, migration)
        return [migration.name for migration in missing]
    finally:
        await connection.close(timeout=5)


async def _applied(connection: db.RawConnection) -> dict[int, str]:
    if await connection.fetchval("SELECT to_regclass('public.schema_migrations')") is None:
        await connection.execute(_LEDGER)
    rows = await connection.fetch("SELECT version, checksum FROM schema_migrations")
    return {row["version"]: row["checksum"] for row in rows}


def _verify(known: list[Migration], applied: dict[int, str]) -> None:
    if newer := applied.keys() - {migration.version for migration in known}:
        raise MigrationError(
            f"The database is at migration {max(newer):03}, this program only knows {known[-1].version:03}: "
            "use a program as new as the database."
        )
    for migration in known:
        if applied.get(migration.version, migration.checksum) != migration.checksum:
            raise MigrationError(
                f"sql/migrations/{migration.name} was edited after it was applied: restore it and write a new "
                "migration instead."
            )


async def _apply(connection: db.RawConnection, migration: Migration) -> None:
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
        raise MigrationError(f"sql/migrations/{migration.name}{line} failed and was rolled back: {error}") from error
