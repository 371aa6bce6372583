"""The HTTP server: granian in the event loop of this process, with limits for what clients send (ADR-0022)."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import sys
from typing import Any

from granian import net
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import embed
from starlette.types import ASGIApp

from handlers.runtime import telemetry
from handlers.runtime.errors import StartRefusedError

# For a request's head, for an idle connection and for a stalled response. Common proxies and clients keep idle
# connections for at most 60 s, so that they never send a request on one that is being closed.
IDLE_SECONDS = 75
MAX_CONNECTIONS = 900  # more wait in the backlog; with the pool within the usual limit of 1,024 file descriptors
DRAIN_SECONDS = 9  # less than the 10 s after which `up` and Docker kill
_BACKLOG = 2048
_HEAD_BUFFER = 32 * 1024  # one more read can follow, so that `Edge` checks the exact size
_log = logging.getLogger("oneprotect.api")


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; raise `StartRefusedError` if the address is in use or not of this machine."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        reason = str(error.strerror).partition(" (while")[0]
        raise StartRefusedError(
            f"The API cannot listen on {host}, port {port} ({reason}): set ONEPROTECT_PORT to a free port and "
            "ONEPROTECT_HOST to an address of this machine."
        ) from error
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if sys.platform == "linux":  # accepted sockets inherit it: a client that stops reading its response is cut off
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, IDLE_SECONDS * 1000)
    return listener


async def serve(app: ASGIApp, listener: socket.socket) -> None:
    """Serve until SIGINT or SIGTERM. Then accept no more, finish the requests that have arrived, and return.

    The process ends at once at a second signal, and when requests take longer than ``DRAIN_SECONDS``.
    """
    stopped = asyncio.Event()

    def stop() -> None:
        if stopped.is_set():
            os._exit(1)
        stopped.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop)
    server = _Granian(app, listener)
    serving, stopping = asyncio.ensure_future(server.serve()), asyncio.ensure_future(stopped.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if not stopped.is_set():
        raise RuntimeError("the HTTP server has ended without a signal")
    server.begin_stop()
    await asyncio.wait({serving}, timeout=DRAIN_SECONDS)
    if not serving.done():
        telemetry.log(_log, logging.WARNING, "requests cut off by the stop", waited_seconds=DRAIN_SECONDS)
        os._exit(1)  # the kernel closes the connections, and Postgres rolls back


class _Granian(embed.Server):
    """granian on a socket that is bound already: those that it binds let a second process listen on the same port."""

    _shd: Any

    def __init__(self, app: ASGIApp, listener: socket.socket) -> None:
        super().__init__(
            app,
            interface=Interfaces.ASGINL,
            http=HTTPModes.http1,
            websockets=False,
            backpressure=MAX_CONNECTIONS,
            http1_settings=HTTP1Settings(header_read_timeout=IDLE_SECONDS * 1000, max_buffer_size=_HEAD_BUFFER),
            # No handlers of its own: its errors go to the log of this process.
            log_level=LogLevels.error,
            log_dictconfig={"formatters": {}, "handlers": {}, "loggers": {}},
        )
        self._listener = listener

    def _init_shared_socket(self) -> None:
        socket_holder = vars(net)["SocketHolder"]  # the stubs lack its constructor
        self._shd = socket_holder(self._listener.detach(), False, _BACKLOG)  # granian closes it

    def begin_stop(self) -> None:
        """Accept no more, and end `serve` when the requests that have arrived are finished."""
        self.interrupt_signal = True
        self.main_loop_interrupt.set()
