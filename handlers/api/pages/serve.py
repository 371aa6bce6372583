"""How the pages are served: read-only, from this origin alone, and under a policy that lets nothing else in."""

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

from handlers.api.pages.content import CLOSED, COMMON, POLICY, Content
from handlers.api.pages.events import events
from handlers.api.pages.problems import ProblemType, problem_types, with_problems
from handlers.api.pages.render import page
from handlers.sites import npm as site

# Scalar makes six style elements while it runs, of which one takes a nonce, and style attributes, for which there are
# none. Scripts, requests and all else that could carry a token away stay confined to this server.
_REFERENCE_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    f"style-src 'self' 'unsafe-inline'; {CLOSED}"
)


class Scalar:
    """The script of /docs as the last build left it; a build that comes later is seen without a restart."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: tuple[int, int] | None = None
        self._content: Content | None = None

    def content(self) -> Content | None:
        """Give the script, or None where it has not been built."""
        try:
            about = (self._folder / site.STAMP).stat()
            if self._seen != (about.st_ino, about.st_mtime_ns):
                script, packed = ((self._folder / name).read_bytes() for name in ("scalar.js", "scalar.js.gz"))
                self._content = Content(script, "text/javascript", packed)
                self._seen = about.st_ino, about.st_mtime_ns
        except OSError:
            return None
        return self._content


class Pages:
    """The pages of one API process, each made from its bundles when it is first asked for."""

    def __init__(self, openapi: bytes, asyncapi: bytes, folder: Path) -> None:
        bundle, of_events = json.loads(openapi), json.loads(asyncapi)
        types = problem_types(bundle)
        self._scalar = Scalar(folder)
        self._unbuilt = page("unbuilt.html", here="/docs", problems=types)
        self._assets = {
            entry.name: Content(entry.read_bytes(), mimetypes.guess_type(entry.name)[0] or "application/octet-stream")
            for entry in (files(__package__) / "assets").iterdir()
        }
        self._fixed: Mapping[str, Callable[[], Content]] = {
            "/docs/reference.json": cache(partial(_json, with_problems(bundle, types))),
            "/docs/events": cache(partial(_events, of_events, types)),
            "/docs/problems": cache(partial(_html, "problems.html", here="/docs/problems", problems=types)),
        } | {kind.uri: cache(partial(_html, "problem.html", here="/docs/problems", problem=kind)) for kind in types}

    def mount(self, app: Starlette) -> None:
        """Add the paths to the app, for GET and HEAD."""
        app.add_route("/docs", self._operations, methods=["GET"])
        app.add_route("/docs/assets/{name}", self._asset, methods=["GET"])
        for path in self._fixed:
            app.add_route(path, self._page, methods=["GET"])

    async def _operations(self, request: Request) -> Response:
        script = self._scalar.content()
        if script is None:
            headers = {**COMMON, "Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
            return Response(self._unbuilt, status_code=503, headers=headers, media_type="text/html")
        body = page("operations.html", here="/docs", version=script.digest)
        return Content(body, "text/html", policy=_REFERENCE_POLICY).answer(request)

    async def _asset(self, request: Request) -> Response:
        # A name is looked up among those that there are, and never becomes a path.
        name = request.path_params["name"]
        content = self._scalar.content() if name == "scalar.js" else self._assets.get(name)
        if content is None:
            raise HTTPException(404)
        return content.answer(request)

    async def _page(self, request: Request) -> Response:
        # Elsewhere than in the event loop: the first time takes long enough to be felt by other requests.
        return (await asyncio.to_thread(self._fixed[request.url.path])).answer(request)


def _html(template: str, **values: Any) -> Content:
    return Content(page(template, **values), "text/html")


def _json(document: Any) -> Content:
    return Content(json.dumps(document).encode(), "application/json")


def _events(bundle: dict[str, Any], types: tuple[ProblemType, ...]) -> Content:
    about = {"info": bundle["info"], "servers": list(bundle["servers"].values())}
    return _html("events.html", here="/docs/events", events=events(bundle), problems=types, **about)
