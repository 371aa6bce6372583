"""The API process: the generated routes on this runtime, and what stands beside them."""

from __future__ import annotations

import asyncio
import logging
import re
import traceback
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI
from pydantic import SecretStr
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

import generated.routes
from generated.problems import InvalidParameter, NotFound, Unavailable
from generated.runtime.pipeline import respond
from handlers.api.pages.console import Console
from handlers.api.pages.serve import Pages
from handlers.api.rate_limit import RateLimiter
from handlers.api.server import ApiServer
from handlers.database.migrate import UnsafeDatabaseError, verify_application_login
from handlers.http import alerts, audit, comments, links, people, records, tickets, timeline
from handlers.runtime import db, telemetry
from handlers.runtime.errors import StartRefusedError
from handlers.runtime.identity import keys
from handlers.runtime.identity.principals import Directory
from handlers.runtime.identity.sessions import Sessions
from handlers.runtime.identity.tokens import TokenVerifier
from handlers.runtime.ids import new_id
from handlers.runtime.settings import Settings
from handlers.sites import npm as site
from handlers.sites.builds import CONSOLE, DOCS

_log = logging.getLogger("oneprotect.api")


class HostCheck:
    """Refuses a request that names another host: a page elsewhere must not reach a local server by DNS rebinding."""

    def __init__(self, app: ASGIApp, allowed: frozenset[str]) -> None:
        self._app = app
        self._allowed = allowed
        names = "|".join(re.escape(f"[{name}]" if ":" in name else name) for name in sorted(allowed))
        self._fits = re.compile(f"({names})(:[0-9]{{1,5}})?", re.IGNORECASE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 400."""
        if scope["type"] == "http" and not self._is_ours(Request(scope).headers.getlist("host")):
            request_id = new_id()
            problem = InvalidParameter(
                detail=f"This server answers to the hosts {', '.join(sorted(self._allowed))} only, in one header Host."
            )
            await respond(problem.render(request_id), request_id)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_ours(self, given: list[str]) -> bool:
        return len(given) == 1 and self._fits.fullmatch(given[0]) is not None


def build_app(server: ApiServer, pool: db.Pool, allowed_hosts: frozenset[str], *, docs: Path, console: Path) -> FastAPI:
    """Put routes, bundles, pages and probes together; `oneprotect build` fills the folders ``docs`` and ``console``."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    generated.routes.mount(
        app,
        server,
        alerts=alerts,
        audit=audit,
        comments=comments,
        links=links,
        people=people,
        records=records,
        tickets=tickets,
        timeline=timeline,
    )
    app.add_exception_handler(HTTPException, _no_such_path)
    app.add_exception_handler(Exception, _unexpected)
    if allowed_hosts:
        app.add_middleware(HostCheck, allowed=allowed_hosts)
    openapi, asyncapi = ((files("generated") / name).read_bytes() for name in ("openapi.json", "asyncapi.json"))
    app.add_route("/openapi.json", _document(openapi), methods=["GET"])
    app.add_route("/asyncapi.json", _document(asyncapi), methods=["GET"])
    Pages(openapi, asyncapi, docs).mount(app)
    Console(console).mount(app)

    async def ready(request: Request) -> Response:
        del request
        try:
            await asyncio.wait_for(pool.fetchval("SELECT 1"), timeout=5)
        except db.FAILURES:
            return JSONResponse({"ready": False, "waiting_for": "postgres"}, status_code=503)
        return JSONResponse({"ready": True})

    async def live(request: Request) -> Response:
        del request
        return JSONResponse({"live": True})

    app.add_route("/readyz", ready, methods=["GET"])
    app.add_route("/healthz", live, methods=["GET"])
    return app


def _document(content: bytes) -> Any:
    async def serve(request: Request) -> Response:
        del request
        return Response(content, media_type="application/json")

    return serve


async def _no_such_path(request: Request, error: Exception) -> Response:
    del request
    request_id = new_id()
    if isinstance(error, HTTPException) and error.status_code == 405:
        return Response(status_code=405, headers=error.headers)
    return respond(
        NotFound(detail="There is nothing here; /openapi.json lists every path.").render(request_id), request_id
    )


async def _unexpected(request: Request, error: Exception) -> Response:
    request_id = new_id()
    trace = "".join(traceback.format_exception(error))
    telemetry.log(_log, logging.ERROR, "unexpected", path=request.url.path, request_id=request_id, exception=trace)
    problem = Unavailable(
        detail="The server failed on this request; nothing has happened. Tell us its request_id.", retry_after=5
    )
    return respond(problem.render(request_id), request_id)


def run_api(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM; raise SystemExit with the reason where the start is refused."""
    telemetry.configure_log()
    try:
        asyncio.run(_serve(settings))
    except StartRefusedError as error:
        raise SystemExit(f"oneprotect: {error}") from None


async def _serve(settings: Settings) -> None:
    if settings.database_url is None:
        raise StartRefusedError("set ONEPROTECT_DATABASE_URL; `oneprotect up` starts everything without it")
    try:
        pool = await db.open_pool(
            str(settings.database_url),
            connections=settings.database_connections,
            statement_timeout_ms=settings.statement_timeout_ms,
            name="api",
        )
        async with pool.acquire() as connection:
            await verify_application_login(connection)
    except db.FAILURES as error:
        raise StartRefusedError(f"Postgres cannot be used: {error}") from error
    except UnsafeDatabaseError as error:
        raise StartRefusedError(str(error)) from error
    async with pool:
        config = uvicorn.Config(
            _app(pool, settings),
            host=settings.host,
            port=settings.port,
            access_log=False,
            log_config=None,
            server_header=False,
            timeout_graceful_shutdown=10,
            lifespan="off",
        )
        await uvicorn.Server(config).serve()


def _app(pool: db.Pool, settings: Settings) -> FastAPI:
    directory = Directory(pool, provision_tenants=settings.provision_tenants)
    sessions = Sessions(
        pool,
        _secret(settings.session_key) or keys.session_key(settings.home),
        enter=directory.enter,
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
    return build_app(
        server,
        pool,
        frozenset(settings.allowed_hosts),
        docs=settings.docs_site or site.output(DOCS.folder),
        console=settings.console_site or site.output(CONSOLE.folder),
    )


def _secret(given: SecretStr | None) -> bytes | None:
    return None if given is None else given.get_secret_value().encode()
