"""Serves the documentation under /docs and /problems: read-only, and under a policy that allows only this origin."""

from __future__ import annotations

import asyncio
import json
import mimetypes
from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from handlers.api.pages.content import COMMON_HEADERS, POLICY, RESTRICTIONS, Content
from handlers.api.pages.events import events
from handlers.api.pages.problems import ProblemType, problem_types, with_problems
from handlers.api.pages.render import page
from handlers.sites import npm

# Scalar creates six style elements, only one of which accepts a nonce, and style attributes, for which there are no
# nonces. Scripts, requests and everything else that could leak a token are limited to this server.
_REFERENCE_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    f"style-src 'self' 'unsafe-inline'; {RESTRICTIONS}"
)


class ScalarScript:
    """The script of /docs from the last build; a later build is served without a restart."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamp: tuple[int, int] | None = None
        self._content: Content | None = None

    def content(self) -> Content | None:
        """Return the script, or None if it has not been built."""
        try:
            stamp = (self._folder / npm.STAMP).stat()
            if self._stamp != (stamp.st_ino, stamp.st_mtime_ns):
                script, gzipped = ((self._folder / name).read_bytes() for name in ("scalar.js", "scalar.js.gz"))
                self._content = Content(script, "text/javascript", gzipped)
                self._stamp = stamp.st_ino, stamp.st_mtime_ns
        except OSError:
            return None
        return self._content


class Docs:
    """The documentation pages of one API process, each rendered from the bundles at its first request."""

    def __init__(self, openapi: bytes, asyncapi: bytes, folder: Path) -> None:
        bundle, events_bundle = json.loads(openapi), json.loads(asyncapi)
        types = problem_types(bundle)
        self._scalar = ScalarScript(folder)
        self._unbuilt = page("unbuilt.html", here="/docs", problems=types)
        self._assets = {
            entry.name: Content(entry.read_bytes(), mimetypes.guess_type(entry.name)[0] or "application/octet-stream")
            for entry in (files(__package__) / "assets").iterdir()
        }
        self._fixed: Mapping[str, Callable[[], Content]] = {
            "/docs/reference.json": cache(partial(_json, with_problems(bundle, types))),
            "/docs/events": cache(partial(_events_page, events_bundle, types)),
            "/docs/problems": cache(partial(_html, "problems.html", here="/docs/problems", problems=types)),
        } | {kind.uri: cache(partial(_html, "problem.html", here="/docs/problems", problem=kind)) for kind in types}

    def mount(self, app: Starlette) -> None:
        """Add the pages and assets to the app, for GET and HEAD."""
        app.add_route("/docs", self._operations, methods=["GET"])
        app.add_route("/docs/assets/{name}", self._asset, methods=["GET"])
        for path in self._fixed:
            app.add_route(path, self._page, methods=["GET"])

    async def _operations(self, request: Request) -> Response:
        script = self._scalar.content()
        if script is None:
            headers = {**COMMON_HEADERS, "Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
            return Response(self._unbuilt, status_code=503, headers=headers, media_type="text/html")
        body = page("operations.html", here="/docs", version=script.digest)
        return Content(body, "text/html", policy=_REFERENCE_POLICY).respond(request)

    async def _asset(self, request: Request) -> Response:
        # The name is looked up among the known assets and never used as a path of the file system.
        name = request.path_params["name"]
        content = self._scalar.content() if name == "scalar.js" else self._assets.get(name)
        if content is None:
            raise HTTPException(404)
        return content.respond(request)

    async def _page(self, request: Request) -> Response:
        # In a thread: rendering takes long enough to delay other requests.
        return (await asyncio.to_thread(self._fixed[request.url.path])).respond(request)


def _html(template: str, **values: Any) -> Content:
    return Content(page(template, **values), "text/html")


def _json(document: Any) -> Content:
    return Content(json.dumps(document).encode(), "application/json")


def _events_page(bundle: dict[str, Any], types: tuple[ProblemType, ...]) -> Content:
    contents = {"info": bundle["info"], "servers": list(bundle["servers"].values())}
    return _html("events.html", here="/docs/events", events=events(bundle), problems=types, **contents)
