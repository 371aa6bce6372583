"""Protection against DNS rebinding: only requests for one of this server's own host names pass."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from generated.problems import InvalidParameter
from generated.runtime.pipeline import respond
from handlers.runtime.ids import new_id


class HostCheck:
    """Middleware that answers 400 unless the Host header is one of ``allowed``, with any port.

    Without it, a page of another site could reach a local server by DNS rebinding.
    """

    def __init__(self, app: ASGIApp, allowed: frozenset[str]) -> None:
        self._app = app
        self._allowed = allowed
        names = "|".join(re.escape(f"[{name}]" if ":" in name else name) for name in sorted(allowed))
        self._pattern = re.compile(f"({names})(:[0-9]{{1,5}})?", re.IGNORECASE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 400."""
        if scope["type"] == "http" and not self._is_allowed(Request(scope).headers.getlist("host")):
            request_id = new_id()
            allowed = ", ".join(sorted(self._allowed))
            problem = InvalidParameter(
                detail=f"The Host header does not name this server: send exactly one, with one of {allowed}."
            )
            await respond(problem.render(request_id), request_id)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_allowed(self, hosts: list[str]) -> bool:
        return len(hosts) == 1 and self._pattern.fullmatch(hosts[0]) is not None
