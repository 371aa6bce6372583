"""openapi-generator's generator `python`, installed as a package of its own."""

from pathlib import Path

from tests.interop import openapi_generator
from tests.interop.python import project
from tests.interop.tool import Command, Tool


def build(folder: Path, document: Path) -> Command:
    openapi_generator.generate("python", document, folder, "--package-name", "generated_client")
    return project(folder, Path(__file__).with_name("client.py"), "./source")


TOOL = Tool(
    name="openapi-generator `python`",
    version=openapi_generator.VERSION,
    language="Python",
    build=build,
    checks="pydantic models validate each response",
    missing=openapi_generator.missing,
)
