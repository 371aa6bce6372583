"""The Python SDK: a package around the client that openapi-python-client generates from the bundle."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from codegen.render import render
from codegen.sdk.contract import growing_enums, problems, results

PACKAGE = "oneprotect_ticketing_client"
_SETTINGS = Path(__file__).resolve().parents[2] / "pyproject.toml"
_HELPERS = ("__init__.py", "problems.py", "ticketing.py")
_UNKNOWN_VALUE = """
    @classmethod
    def _missing_(cls, value: object) -> "{name} | None":
        # A later version of the API may have more values.
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_ = member._value_ = value
        return member
"""


class GenerationError(Exception):
    """A generator failed or left something out; the text has its output."""


def python_sdk(document: dict[str, Any]) -> dict[Path, str]:
    """Return path (in the SDK's folder) and text of every file; raise `GenerationError` if anything is left out."""
    values = {"info": document["info"], "package": PACKAGE}
    files = {Path(name): render(f"sdk/python/{name}", **values) for name in ("pyproject.toml", "README.md")}
    values |= {"problems": problems(document), "results": results(document)}
    return files | python_client(document, {name: render(f"sdk/python/{name}", **values) for name in _HELPERS})


def python_client(document: dict[str, Any], helpers: dict[str, str]) -> dict[Path, str]:
    """Return the files of the package: the generated client and further modules, which may replace some of its own."""
    with tempfile.TemporaryDirectory() as folder:
        _generate(document, Path(folder))
        _accept_unknown_values(Path(folder, PACKAGE, "models"), growing_enums(document))
        for name, text in {**helpers, "py.typed": ""}.items():
            Path(folder, PACKAGE, name).write_text(text, encoding="utf-8")
        _format(Path(folder, PACKAGE))
        paths = (path for path in sorted(Path(folder, PACKAGE).rglob("*")) if path.suffix in {".py", ".typed"})
        return {path.relative_to(folder): path.read_text(encoding="utf-8") for path in paths}


def _generate(document: dict[str, Any], folder: Path) -> None:
    """Run the generator; every warning is an error, because it means that an operation or a schema is left out."""
    prepared = _with_literals(document)
    _keep_one_media_type(prepared)
    Path(folder, "openapi.json").write_text(json.dumps(prepared), encoding="utf-8")
    Path(folder, "config.json").write_text('{"post_hooks": []}', encoding="utf-8")
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--meta", "none", "--fail-on-warning"]
    command += ["--path", "openapi.json", "--config", "config.json", "--output-path", PACKAGE]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if result.returncode or "warning" in (result.stdout + result.stderr).lower():
        raise GenerationError(f"openapi-python-client left something out:\n{result.stdout}{result.stderr}")


def _keep_one_media_type(document: dict[str, Any]) -> None:
    """Keep JSON as the only media type of each body: with a choice, the generated client makes the body optional."""
    for item in document["paths"].values():
        for node in item.values():
            if isinstance(node, dict) and "requestBody" in node:
                content = node["requestBody"]["content"]
                node["requestBody"]["content"] = {"application/json": content["application/json"]}


def _with_literals(node: Any) -> Any:
    """Drop the enum next to each constant: openapi-python-client would prefer a class to the literal."""
    if isinstance(node, list):
        return [_with_literals(child) for child in node]
    if not isinstance(node, dict):
        return node
    return {name: _with_literals(child) for name, child in node.items() if name != "enum" or "const" not in node}


def _accept_unknown_values(models: Path, names: set[str]) -> None:
    """Let the enums that may grow represent a value that they do not list, as the contract requires of clients."""
    for path in models.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        for name in names:
            if f"class {name}(StrEnum):" in text:
                path.write_text(text + _UNKNOWN_VALUE.format(name=name), encoding="utf-8")


def _format(folder: Path) -> None:
    """Remove unused and duplicate imports and format, by the settings of the project."""
    settings = ["--config", str(_SETTINGS), "--quiet", "--no-cache"]
    fix = ["check", "--select", "F401,F811,I", "--config", "lint.per-file-ignores={}", "--fix", *settings]
    for command in (fix, ["format", *settings]):
        subprocess.run([sys.executable, "-m", "ruff", *command, str(folder)], check=True)
