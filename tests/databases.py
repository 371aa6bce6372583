"""Databases of a test's own, beside the run's, on the same server and with the same logins."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg


@dataclass(frozen=True)
class Urls:
    """Where a database is, by login."""

    app: str
    migration: str
    background: str
    superuser: str


@asynccontextmanager
async def made_beside(database: Any) -> AsyncIterator[Urls]:
    """An empty database of the same server, with the same logins, which already have their roles."""
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
