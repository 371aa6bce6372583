"""openapi-generator's generator `typescript-fetch`, compiled as a part of the client's project."""

from pathlib import Path

from tests.interop import openapi_generator, typescript
from tests.interop.tool import Command, Tool


def build(folder: Path, document: Path) -> Command:
    typescript.project(folder)
    openapi_generator.generate("typescript-fetch", document, folder)
    return typescript.compiled(folder, Path(__file__).with_name("client.ts"), noUncheckedIndexedAccess=False)


TOOL = Tool(
    name="openapi-generator `typescript-fetch`",
    version=openapi_generator.VERSION,
    language="TypeScript",
    build=build,
    checks="tsc --strict",
    setting="`noUncheckedIndexedAccess` off.",
    missing=openapi_generator.missing,
)
