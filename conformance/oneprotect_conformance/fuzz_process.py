"""Runs schemathesis in a process that ends with the one that started it.

`fuzzing.py` executes this file by path, as `fuzz_process.py PARENT_PID SCHEMATHESIS_ARGUMENT…`.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

_INTERVAL = 0.1  # seconds between two looks at the parent


def follow(parent: int) -> None:
    """End this process soon after its parent ends: an orphan must not use the parent's tokens or leave their files."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_INTERVAL)
        for path in Path.cwd().glob("*.json"):
            path.unlink(missing_ok=True)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=watch, daemon=True).start()


def main() -> None:
    """Run schemathesis with the remaining arguments."""
    follow(int(sys.argv[1]))
    # Makes the hooks importable from a checkout, too. At the end, so that nothing here hides another package.
    sys.path.append(str(Path(__file__).resolve().parent.parent))
    from schemathesis.cli import schemathesis  # noqa: PLC0415 - its import takes a second that would be unwatched

    sys.exit(schemathesis(sys.argv[2:], prog_name="schemathesis"))


if __name__ == "__main__":
    main()
