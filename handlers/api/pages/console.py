"""The console: a static site that the API serves under /console, so that one origin has both (ADR-0015)."""

from __future__ import annotations

import json
import mimetypes
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from handlers.api.pages.content import CLOSED, COMMON, POLICY, Content
from handlers.api.pages.render import page
from handlers.sites import npm as site

# What stands in the output for the server alone.
_NOT_SERVED = frozenset({"pages.json", site.STAMP})
_HASHED = "_next/static/"


class Console:
    """The files of the console as the last build left them; a build that comes later is seen without a restart."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: tuple[int, int] | None = None
        self._files: dict[str, Content] = {}

    def mount(self, app: Starlette) -> None:
        """Add the console's paths to the app, for GET and HEAD; who asks for nothing is led to it."""
        app.add_route("/", _lead_here, methods=["GET"])
        app.add_route("/console", _lead_here, methods=["GET"])
        app.add_route("/console/{path:path}", self._file, methods=["GET"])

    async def _file(self, request: Request) -> Response:
        files = self._current()
        if not files:
            headers = {**COMMON, "Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
            body = page("unbuilt_console.html", here="/console")
            return Response(body, status_code=503, headers=headers, media_type="text/html")
        # A path is looked up among those that there are, and never becomes one of the disk.
        path = request.path_params["path"]
        found = files.get(f"{path}index.html" if path == "" or path.endswith("/") else path)
        if found is not None:
            return found.answer(request)
        if f"{path}/index.html" in files:
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"/console/{path}/{query}", 308, COMMON)
        return files["404.html"].answer(request, 404)

    def _current(self) -> dict[str, Content]:
        try:
            about = (self._folder / site.STAMP).stat()
            if self._seen != (about.st_ino, about.st_mtime_ns):
                self._files = _read(self._folder)
                self._seen = about.st_ino, about.st_mtime_ns
        except OSError:
            return {}
        return self._files


async def _lead_here(request: Request) -> Response:
    del request
    return RedirectResponse("/console/", headers=COMMON)


def _read(folder: Path) -> dict[str, Content]:
    pages: dict[str, list[str]] = json.loads((folder / "pages.json").read_text())
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    return {
        name: Content(
            (folder / name).read_bytes(),
            mimetypes.guess_type(name)[0] or "application/octet-stream",
            (folder / f"{name}.gz").read_bytes() if f"{name}.gz" in names else None,
            _policy(pages.get(name, [])),
            forever=name.startswith(_HASHED),
        )
        for name in names
        if name not in _NOT_SERVED and not name.endswith(".gz")
    }


def _policy(scripts: list[str]) -> str:
    """Let run what the build has made: scripts of this server, and those in the page that it has listed by hash.

    Styles may stand in the page: Mantine writes style attributes and elements, for which there are no hashes.
    """
    listed = "".join(f" '{script}'" for script in scripts)
    return (
        f"default-src 'none'; script-src 'self'{listed}; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data:; connect-src 'self'; {CLOSED}"
    )
