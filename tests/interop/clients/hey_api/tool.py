"""@hey-api/openapi-ts: functions on fetch."""

from pathlib import Path

from tests.interop import typescript
from tests.interop.tool import Command, Tool, npm_version


def build(folder: Path, document: Path) -> Command:
    typescript.project(folder)
    typescript.tool("openapi-ts", "--input", str(document), "--output", "generated", folder=folder)
    return typescript.compiled(folder, Path(__file__).with_name("client.ts"))


TOOL = Tool(
    name="@hey-api/openapi-ts",
    version=npm_version("@hey-api/openapi-ts"),
    language="TypeScript",
    build=build,
    checks="tsc --strict",
)
