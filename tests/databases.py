"""Databases for single tests, on the same server and with the same logins as the database of the run."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg


@dataclass(frozen=True)
class Urls:
    """The URL of a database for each login."""

    app: str
    migration: str
    background: str
    superuser: str


@asynccontextmanager
async def temporary_database(database: Any) -> AsyncIterator[Urls]:
    """An empty database on the server of ``database``; its logins have their roles already."""
    name = f"test_{uuid4().hex}"
    administrator = await asyncpg.connect(database.superuser)
    await administrator.execute(f"CREATE DATABASE {name} OWNER owner")
    try:
        yield Urls(
            *(
                urlunsplit(urlsplit(getattr(database, login))._replace(path=f"/{name}"))
                for login in ("app", "migration", "background", "superuser")
            )
        )
    finally:
        await administrator.execute(f"DROP DATABASE {name} WITH (FORCE)")
        await administrator.close()


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
