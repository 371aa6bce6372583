"""The Python SDK: a package around what openapi-python-client makes of the bundle."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

PACKAGE = "oneprotect_ticketing_client"
_SETTINGS = Path(__file__).resolve().parents[2] / "pyproject.toml"


class GenerationError(Exception):
    """A generator that failed or left something out, with what it said."""


def python_sdk(document: dict[str, Any]) -> dict[Path, str]:
    """Give path (below the SDK's folder) and text of every file; raise `GenerationError` if anything is left out."""
    environment = Environment(
        loader=PackageLoader("codegen", "templates/sdk/python"),
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - it writes TOML and Markdown, not HTML
    )
    files = {
        Path(name): environment.get_template(f"{name}.jinja").render(info=document["info"], package=PACKAGE)
        for name in ("pyproject.toml", "README.md")
    }
    files[Path(PACKAGE, "py.typed")] = ""
    with tempfile.TemporaryDirectory() as folder:
        _generate(document, Path(folder))
        _format(Path(folder, PACKAGE))
        paths = sorted(Path(folder, PACKAGE).rglob("*.py"))
        return files | {path.relative_to(folder): path.read_text(encoding="utf-8") for path in paths}


def _generate(document: dict[str, Any], folder: Path) -> None:
    """Let every warning fail: it says that an operation or a schema was left out."""
    given = deepcopy(document)
    for schema in _descending_sorts(given):
        schema["x-enum-varnames"] = [_member(value) for value in schema["enum"]]
    Path(folder, "openapi.json").write_text(json.dumps(given), encoding="utf-8")
    Path(folder, "config.json").write_text('{"post_hooks": []}', encoding="utf-8")
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--fail-on-warning"]
    command += ["--path", "openapi.json", "--config", "config.json", "--output-path", PACKAGE]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode or "warning" in (done.stdout + done.stderr).lower():
        raise GenerationError(f"openapi-python-client left something out:\n{done.stdout}{done.stderr}")


def _descending_sorts(node: Any) -> Iterator[dict[str, Any]]:
    """Find the enumerations whose members openapi-python-client would call VALUE_0, VALUE_1 and so on."""
    if isinstance(node, list):
        for child in node:
            yield from _descending_sorts(child)
    elif isinstance(node, dict):
        values = node.get("enum")
        if isinstance(values, list) and any(isinstance(value, str) and value.startswith("-") for value in values):
            yield node
        for child in node.values():
            yield from _descending_sorts(child)


def _member(value: str) -> str:
    return f"{value[1:]}_descending".upper() if value.startswith("-") else value.upper()


def _format(folder: Path) -> None:
    """Take unused and doubled imports out and format, by the project's own settings."""
    settings = ["--config", str(_SETTINGS), "--quiet", "--no-cache"]
    fix = ["check", "--select", "F401,F811,I", "--config", "lint.per-file-ignores={}", "--fix", *settings]
    for command in (fix, ["format", *settings]):
        subprocess.run([sys.executable, "-m", "ruff", *command, str(folder)], check=True)
