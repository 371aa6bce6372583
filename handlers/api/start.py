"""Start of the API process: settings, Postgres, identity and the HTTP server."""

from __future__ import annotations

import gc
from datetime import timedelta

import uvloop
from pydantic import SecretStr
from starlette.types import ASGIApp

from handlers.api import http_server
from handlers.api.app import build_app
from handlers.api.edge import Edge
from handlers.api.rate_limit import RateLimiter
from handlers.api.server import ApiServer
from handlers.database.login_check import verify_application_login
from handlers.runtime import db, telemetry
from handlers.runtime.errors import StartRefusedError
from handlers.runtime.identity import keys
from handlers.runtime.identity.principals import Directory
from handlers.runtime.identity.sessions import Sessions
from handlers.runtime.identity.tokens import TokenVerifier
from handlers.runtime.settings import Settings
from handlers.sites import npm as site
from handlers.sites.builds import CONSOLE, DOCS

_COLLECTED_AFTER = 50_000  # allocations; by default it is 700, so that parsing one large body collects many times


def run_api(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM; raise `StartRefusedError` if the settings or the database do not allow it."""
    telemetry.configure_log()
    uvloop.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    if settings.database_url is None:
        raise StartRefusedError(
            "ONEPROTECT_DATABASE_URL is not set: set it to the application's login, or run `oneprotect up`, "
            "which needs no settings."
        )
    async with await _open_pool(settings.database_url, settings) as pool:
        app = _app(pool, settings)
        # Modules and models live as long as the process: each collection would otherwise walk all of them.
        gc.collect()
        gc.freeze()
        gc.set_threshold(_COLLECTED_AFTER)
        await http_server.serve(app, http_server.listen(settings.host, settings.port))


async def _open_pool(url: str, settings: Settings) -> db.Pool:
    try:
        pool = await db.open_pool(
            url,
            connections=settings.database_connections,
            statement_timeout_ms=settings.statement_timeout_ms,
            name="api",
        )
        async with pool.acquire() as connection:
            await verify_application_login(connection)
    except db.FAILURES as error:
        reason = str(error) or type(error).__name__
        raise StartRefusedError(
            f"The API cannot use Postgres ({reason}): check ONEPROTECT_DATABASE_URL and that the server is running."
        ) from error
    return pool


def _app(pool: db.Pool, settings: Settings) -> ASGIApp:
    directory = Directory(pool, provision_tenants=settings.provision_tenants)
    sessions = Sessions(
        pool,
        _secret(settings.session_key) or keys.session_key(settings.home),
        register=directory.register,
        lifetime=timedelta(hours=settings.session_hours),
        secure=not settings.insecure_cookies,
        demo=settings.demo_sign_in,
        issuer=settings.token_issuer,
    )
    verifier = TokenVerifier(
        keys.signing_key(settings.home).public_key(), issuer=settings.token_issuer, audience=settings.token_audience
    )
    server = ApiServer(
        pool,
        verifier=verifier,
        directory=directory,
        sessions=sessions,
        cursor_key=_secret(settings.cursor_key) or keys.cursor_key(settings.home),
        rate_limiter=RateLimiter(settings.rate),
    )
    app = build_app(
        server,
        pool,
        docs=settings.docs_site or site.output(DOCS.folder),
        console=settings.console_site or site.output(CONSOLE.folder),
    )
    proxies = [str(network) for network in settings.trusted_proxies]
    return Edge(app, allowed_hosts=settings.allowed_hosts, trusted_proxies=proxies)


def _secret(value: SecretStr | None) -> bytes | None:
    return None if value is None else value.get_secret_value().encode()
