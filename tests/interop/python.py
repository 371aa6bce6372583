"""Makes environments for Python clients."""

import sys
from importlib.util import find_spec
from pathlib import Path

from tests.interop.tool import HERE, Command
from tests.sdk.conftest import PythonProject


def project(folder: Path, client: Path, *packages: str) -> Command:
    """Install packages into a new environment, and return the command that runs a client with them."""
    environment = PythonProject(folder).create()
    environment.pip("install", *packages)
    return [environment.python, *beside(folder, client)[1:]]


def beside(folder: Path, client: Path) -> Command:
    """Copy a client into a folder, and return the command that runs it in the environment of the tests."""
    for name in ("scenario.py", "steps.py"):
        (folder / name).write_text((HERE / name).read_text())
    (folder / "client.py").write_text(client.read_text())
    return [sys.executable, "client.py"]


def missing(package: str) -> str | None:
    """Return what to install if a package of the group `interop` is missing."""
    return None if find_spec(package) else f"{package} is missing: install .ci/requirements/interop.txt"
