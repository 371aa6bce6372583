"""Reports the steps of a Python client, one line of JSON for each. It is copied beside the client."""

import json
from collections.abc import Callable


def step(name: str, run: Callable[[], object]) -> None:
    """Run a step and report whether it raised an exception."""
    try:
        run()
    except Exception as error:  # noqa: BLE001 # whatever the client raises is reported
        print(json.dumps({"step": name, "ok": False, "detail": f"{type(error).__name__}: {error}"}), flush=True)
    else:
        print(json.dumps({"step": name, "ok": True}), flush=True)
