"""Reports the steps of a Python client, one line of JSON for each. It is copied beside the client."""

import json
from collections.abc import Callable
from typing import Any


def step(name: str) -> Callable[[Callable[[], Any]], None]:
    """Run the decorated function and report whether it raised an exception."""

    def run(function: Callable[[], Any]) -> None:
        try:
            function()
        except Exception as error:  # noqa: BLE001 # whatever the client raises is reported
            print(json.dumps({"step": name, "ok": False, "detail": f"{type(error).__name__}: {error}"}), flush=True)
        else:
            print(json.dumps({"step": name, "ok": True}), flush=True)

    return run
