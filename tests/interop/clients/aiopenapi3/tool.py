"""aiopenapi3: a client that makes its models from the document when it starts."""

import shutil
from pathlib import Path

from tests.interop.python import project
from tests.interop.tool import Command, Tool

VERSION = "0.11.0"


def build(folder: Path, document: Path) -> Command:
    shutil.copy(document, folder / "openapi.json")
    return project(folder, Path(__file__).with_name("client.py"), f"aiopenapi3=={VERSION}")


TOOL = Tool(
    name="aiopenapi3",
    version=VERSION,
    language="Python",
    build=build,
    checks="pydantic models, made at run time, validate each response",
)
