"""How a process runs until it is told to stop."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Coroutine
from typing import Any

import uvloop

from handlers.runtime import telemetry

_PATIENCE_SECONDS = 5.0


def run_until_signal(work: Coroutine[Any, Any, Any]) -> None:
    """Run ``work`` to its end, or cancel it at SIGINT or SIGTERM and let it clean up."""
    telemetry.configure_log()

    async def watched() -> None:
        task = asyncio.ensure_future(work)
        loop = asyncio.get_running_loop()

        def stop() -> None:
            task.cancel()
            # What is left open is closed by the kernel; a server that has died first must not hold the stop up.
            loop.call_later(_PATIENCE_SECONDS, os._exit, 0)

        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop)
        try:
            await task
        except asyncio.CancelledError:
            if not task.cancelled():
                raise

    uvloop.run(watched())
