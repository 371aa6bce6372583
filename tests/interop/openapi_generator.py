"""Runs openapi-generator, which the group `interop` installs with its own Java."""

import shutil
from pathlib import Path

from tests.interop.tool import python_version
from tests.sdk.conftest import run

VERSION = python_version("openapi-generator-cli")
COMMAND = "openapi-generator-cli"


def missing() -> str | None:
    """Return what to install if the generator is missing."""
    return None if shutil.which(COMMAND) else "openapi-generator-cli is missing: install .ci/requirements/interop.txt"


def generate(generator: str, document: Path, folder: Path, *options: str) -> Path:
    """Generate a client in the subfolder `source` of a folder, and return the subfolder."""
    command = [COMMAND, "generate", "--generator-name", generator, "--input-spec", str(document), "--output", "source"]
    run(*command, *options, cwd=folder, PYTHONWARNINGS="default")
    return folder / "source"
