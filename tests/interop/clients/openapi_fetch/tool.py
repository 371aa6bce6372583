"""openapi-typescript with openapi-fetch, on which our TypeScript SDK is built."""

from pathlib import Path

from tests.interop import typescript
from tests.interop.tool import Command, Tool, npm_version


def build(folder: Path, document: Path) -> Command:
    typescript.project(folder)
    # A member with a default is optional in requests.
    options = ["--default-non-nullable=false", "--output", "generated.ts"]
    typescript.tool("openapi-typescript", str(document), *options, folder=folder)
    return typescript.compiled(folder, Path(__file__).with_name("client.ts"))


TOOL = Tool(
    name="openapi-typescript with openapi-fetch",
    version=f"{npm_version('openapi-typescript')}, {npm_version('openapi-fetch')}",
    language="TypeScript",
    build=build,
    checks="tsc --strict",
    setting="`--default-non-nullable=false`, so that a member with a default is optional in requests.",
)
