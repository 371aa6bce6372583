"""Serves the console, a static site, under /console of the API, so that both have the same origin (ADR-0015)."""

from __future__ import annotations

import json
import mimetypes
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from handlers.api.pages.content import COMMON_HEADERS, POLICY, RESTRICTIONS, Content
from handlers.api.pages.render import page
from handlers.sites import npm

# Files of the build that only the server reads.
_NOT_SERVED = frozenset({"pages.json", npm.STAMP})
_HASHED = "_next/static/"  # file names contain a hash of the content


class Console:
    """The files of the console from the last build; a later build is served without a restart."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamp: tuple[int, int] | None = None
        self._files: dict[str, Content] = {}

    def mount(self, app: Starlette) -> None:
        """Add the console's paths to the app, for GET and HEAD, and a redirect from / to the console."""
        app.add_route("/", _redirect_to_console, methods=["GET"])
        app.add_route("/console", _redirect_to_console, methods=["GET"])
        app.add_route("/console/{path:path}", self._file, methods=["GET"])

    async def _file(self, request: Request) -> Response:
        files = self._current()
        if not files:
            headers = {**COMMON_HEADERS, "Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
            body = page("unbuilt_console.html", here="/console")
            return Response(body, status_code=503, headers=headers, media_type="text/html")
        # The path is looked up among the known files and never used as a path of the file system.
        path = request.path_params["path"]
        content = files.get(f"{path}index.html" if path == "" or path.endswith("/") else path)
        if content is not None:
            return content.respond(request)
        if f"{path}/index.html" in files:
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"/console/{path}/{query}", 308, COMMON_HEADERS)
        return files["404.html"].respond(request, 404)

    def _current(self) -> dict[str, Content]:
        try:
            stamp = (self._folder / npm.STAMP).stat()
            if self._stamp != (stamp.st_ino, stamp.st_mtime_ns):
                self._files = _read(self._folder)
                self._stamp = stamp.st_ino, stamp.st_mtime_ns
        except OSError:
            return {}
        return self._files


async def _redirect_to_console(request: Request) -> Response:
    del request
    return RedirectResponse("/console/", headers=COMMON_HEADERS)


def _read(folder: Path) -> dict[str, Content]:
    pages: dict[str, list[str]] = json.loads((folder / "pages.json").read_text())
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    return {
        name: Content(
            (folder / name).read_bytes(),
            mimetypes.guess_type(name)[0] or "application/octet-stream",
            (folder / f"{name}.gz").read_bytes() if f"{name}.gz" in names else None,
            _policy(pages.get(name, [])),
            immutable=name.startswith(_HASHED),
        )
        for name in names
        if name not in _NOT_SERVED and not name.endswith(".gz")
    }


def _policy(scripts: list[str]) -> str:
    """Allow scripts of this server, and the inline scripts whose hashes the build has listed.

    Inline styles are allowed because Mantine writes style attributes and elements, for which there are no hashes.
    """
    listed = "".join(f" '{script}'" for script in scripts)
    return (
        f"default-src 'none'; script-src 'self'{listed}; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data:; connect-src 'self'; {RESTRICTIONS}"
    )
