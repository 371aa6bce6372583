"""Two databases behind two in-process API servers that share one sequence of ids and one clock."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from limits import parse

from handlers.api.app import build_app
from handlers.api.rate_limit import RateLimiter
from handlers.api.server import ApiServer
from handlers.runtime import db
from handlers.runtime.identity import tokens
from handlers.runtime.identity.principals import Directory
from handlers.runtime.identity.sessions import Sessions

ISSUER, AUDIENCE = "urn:test", "test"
START = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass
class Pins:
    """The ids and times of one side: equal on both sides, except for what happens on this side only."""

    visible: int = 0
    hidden: int = 0
    is_hidden: bool = False

    def new_id(self) -> UUID:
        if self.is_hidden:
            self.hidden += 1
            return UUID(f"ffffffff-0000-7000-8000-{self.hidden:012x}")
        self.visible += 1
        return UUID(f"019a5f3e-0000-7000-8000-{self.visible:012x}")

    def now(self, zone: Any) -> datetime:
        del zone
        return START + timedelta(seconds=self.visible, milliseconds=500 + self.hidden if self.is_hidden else 0)

    @contextmanager
    def hiding(self) -> Iterator[None]:
        """Take ids and times from a sequence of their own: the block happens on this side only."""
        self.is_hidden = True
        try:
            yield
        finally:
            self.is_hidden = False


@dataclass
class Side:
    """One of the two servers, with its pins and its tokens by (role, tenant)."""

    transport: httpx.ASGITransport
    key: Ed25519PrivateKey
    pins: Pins = field(default_factory=Pins)
    tokens: dict[tuple[str, str], str] = field(default_factory=dict)

    async def call(
        self, role: str, tenant: str, method: str, path: str, *, json: Any = None, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        token = self.tokens.get((role, tenant))
        if token is None:
            token = tokens.sign_token(
                self.key,
                issuer=ISSUER,
                audience=AUDIENCE,
                tenant=tenant,
                subject=role,
                roles=[role],
                lifetime=timedelta(hours=1),
            )
            self.tokens[role, tenant] = token
        async with httpx.AsyncClient(transport=self.transport, base_url="http://test/api/v1") as client:
            return await client.request(
                method, path, json=json, headers={"Authorization": f"Bearer {token}", **(headers or {})}
            )


@dataclass
class Pair:
    """Both sides; `active` is the index of the side that is being called."""

    sides: list[Side]
    active: int = 0

    def pins(self) -> Pins:
        return self.sides[self.active].pins

    async def call(self, side: int, *arguments: Any, **options: Any) -> httpx.Response:
        self.active = side
        return await self.sides[side].call(*arguments, **options)


@asynccontextmanager
async def open_pair(urls: list[str], patch: pytest.MonkeyPatch) -> AsyncIterator[Pair]:
    """Serve both databases with the same keys until the block ends."""
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    pools = [await db.open_pool(url, connections=4, statement_timeout_ms=15_000, name="test") for url in urls]
    sides = []
    for pool in pools:
        directory = Directory(pool, provision_tenants=True)
        sessions = Sessions(
            pool,
            b"pinned",
            register=directory.register,
            lifetime=timedelta(hours=1),
            secure=True,
            demo=False,
            issuer=ISSUER,
        )
        server = ApiServer(
            pool,
            verifier=tokens.TokenVerifier(key.public_key(), issuer=ISSUER, audience=AUDIENCE),
            directory=directory,
            sessions=sessions,
            cursor_key=b"pinned",
            rate_limiter=RateLimiter(parse("1000000/second")),
        )
        no_pages = Path("nowhere")
        app = build_app(server, pool, docs=no_pages, console=no_pages)
        sides.append(Side(httpx.ASGITransport(app), key))
    pair = Pair(sides)

    class Clock:
        @staticmethod
        def now(zone: Any) -> datetime:
            return pair.pins().now(zone)

    patch.setattr("handlers.runtime.ids.uuid7", lambda: pair.pins().new_id())
    patch.setattr("handlers.runtime.ids.datetime", Clock)
    patch.setattr("handlers.runtime.identity.principals._REFRESH_SECONDS", float("inf"))
    try:
        yield pair
    finally:
        for pool in pools:
            await pool.close()
