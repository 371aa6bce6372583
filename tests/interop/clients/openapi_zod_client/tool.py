"""openapi-zod-client: a zodios client on axios, which validates requests and responses with zod."""

from pathlib import Path

from tests.interop import typescript
from tests.interop.tool import Command, Tool, npm_version


def build(folder: Path, document: Path) -> Command:
    typescript.project(folder)
    typescript.tool("openapi-zod-client", str(document), "--output", "generated.ts", folder=folder)
    return typescript.compiled(folder, Path(__file__).with_name("client.ts"))


TOOL = Tool(
    name="openapi-zod-client",
    version=npm_version("openapi-zod-client"),
    language="TypeScript",
    build=build,
    checks="tsc --strict; zod validates each body",
    setting=(
        "the axios option `paramsSerializer: { indexes: null }`, which repeats a parameter without brackets. "
        "An interceptor of axios reads the ETag, because functions return bodies only."
    ),
)
