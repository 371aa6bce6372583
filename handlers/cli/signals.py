"""Runs a coroutine until it is done or the process is asked to stop."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Coroutine
from typing import Any

import uvloop

from handlers.runtime import telemetry

_CLEANUP_SECONDS = 5.0


def run_until_signal(work: Coroutine[Any, Any, Any]) -> None:
    """Run ``work`` to its end. At SIGINT or SIGTERM, cancel it, let it clean up, and return."""
    telemetry.configure_log()

    async def watched() -> None:
        task = asyncio.ensure_future(work)
        loop = asyncio.get_running_loop()

        def stop() -> None:
            task.cancel()
            # A server that no longer answers must not delay the exit; the kernel closes the connections.
            loop.call_later(_CLEANUP_SECONDS, os._exit, 0)

        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop)
        try:
            await task
        except asyncio.CancelledError:
            if not task.cancelled():
                raise

    uvloop.run(watched())
