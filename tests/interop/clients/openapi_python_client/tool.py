"""openapi-python-client, on which our Python SDK is built, with its own defaults."""

import sys
from pathlib import Path

from tests.interop.python import project
from tests.interop.tool import Command, Tool, python_version
from tests.sdk.conftest import run


def build(folder: Path, document: Path) -> Command:
    (folder / "config.yaml").write_text("project_name_override: source\npackage_name_override: generated_client\n")
    command = [sys.executable, "-m", "openapi_python_client", "generate", "--path", document]
    run(*command, "--output-path", "source", "--config", "config.yaml", cwd=folder, PYTHONWARNINGS="default")
    return project(folder, Path(__file__).with_name("client.py"), "./source")


TOOL = Tool(
    name="openapi-python-client",
    version=python_version("openapi-python-client"),
    language="Python",
    build=build,
    checks="responses are parsed into attrs classes",
)
