"""aiopenapi3: a client that makes its models from the document when it starts."""

import shutil
from pathlib import Path

from tests.interop import python
from tests.interop.tool import Command, Tool, python_version


def build(folder: Path, document: Path) -> Command:
    shutil.copy(document, folder / "openapi.json")
    return python.beside(folder, Path(__file__).with_name("client.py"))


TOOL = Tool(
    name="aiopenapi3",
    version=python_version("aiopenapi3"),
    language="Python",
    build=build,
    checks="pydantic models, made at run time, validate each response",
    setting=(
        'send `model.model_dump(mode="json", exclude_unset=True)` instead of a model, which it would send '
        "with null for each unset member. Problems are bytes to parse, because it parses only "
        "`application/json`."
    ),
    missing=lambda: python.missing("aiopenapi3"),
)
