"""The outermost layer: checks that precede all paths and need no contract (ADR-0022)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection
from contextlib import suppress

from granian.utils.proxies import wrap_asgi_with_proxy_headers
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from generated.problems import InvalidParameter
from generated.runtime.pipeline import respond
from handlers.runtime.ids import new_id

MAX_HEAD_BYTES = 32 * 1024
# How much of a body that the response does not need is read and discarded, for how long, and with which pauses.
DISCARD_BYTES = 16 * 1024 * 1024
DISCARD_SECONDS = 5
PAUSE_SECONDS = 1
_SERVER = (b"server", b"oneprotect")
_CLOSE = (b"connection", b"close")


class Edge:
    """Limits the head of a request, checks its Host, and delivers a response that precedes the end of the body.

    The connection closes after 413, so that nothing that follows is taken for a request.
    """

    def __init__(self, app: ASGIApp, *, allowed_hosts: Collection[str], trusted_proxies: Collection[str]) -> None:
        """Accept any host if ``allowed_hosts`` is empty; otherwise one of these names, with any port.

        Without a list, a page of another site could reach a local server by DNS rebinding. X-Forwarded-For determines
        the client's address only in requests from ``trusted_proxies``, addresses or networks.
        """
        self._app = wrap_asgi_with_proxy_headers(app, list(trusted_proxies)) if trusted_proxies else app
        self._allowed = ", ".join(sorted(allowed_hosts))
        names = "|".join(re.escape(f"[{name}]" if ":" in name else name) for name in sorted(allowed_hosts))
        self._host = re.compile(f"({names})(:[0-9]{{1,5}})?" if names else ".+", re.IGNORECASE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 431 or 400."""
        unread = _sends_body(scope)

        async def receive_counted() -> Message:
            nonlocal unread
            message = await receive()
            unread = unread and message.get("more_body", False)
            return message

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                if unread:
                    await _discard(receive_counted)
                extra = [_SERVER, _CLOSE] if message["status"] in {413, 431} else [_SERVER]
                message["headers"] = [*message["headers"], *extra]
            await send(message)

        answer = self._refuse(scope)
        await (self._app if answer is None else answer)(scope, receive_counted, send_marked)

    def _refuse(self, scope: Scope) -> Response | None:
        head = len(scope["method"]) + len(scope["raw_path"]) + len(scope["query_string"])
        if head + sum(len(name) + len(value) + 4 for name, value in scope["headers"]) > MAX_HEAD_BYTES:
            return Response(status_code=431)
        hosts = Headers(scope=scope).getlist("host")
        if len(hosts) == 1 and self._host.fullmatch(hosts[0]):
            return None
        # RFC 9112 §3.2 requires a Host header since HTTP/1.1; granian represents a missing one as an empty one.
        if not self._allowed and hosts == [""] and scope["http_version"] == "1":
            return None
        request_id = new_id()
        names = f", with one of {self._allowed}" if self._allowed else ""
        problem = InvalidParameter(detail=f"The Host header does not name this server: send exactly one{names}.")
        return respond(problem.render(request_id), request_id)


def _sends_body(scope: Scope) -> bool:
    """Whether the client sends a body without waiting to be asked for it."""
    names = {name for name, _ in scope["headers"]}
    return bool(names & {b"content-length", b"transfer-encoding"}) and b"expect" not in names


async def _discard(receive: Receive) -> None:
    """Read the rest of a body: if the connection closed instead, a client that still sends would miss the response."""
    size, more = 0, True
    with suppress(TimeoutError):
        async with asyncio.timeout(DISCARD_SECONDS):
            while more and size < DISCARD_BYTES:
                async with asyncio.timeout(PAUSE_SECONDS):
                    message = await receive()
                size, more = size + len(message.get("body", b"")), message.get("more_body", False)
