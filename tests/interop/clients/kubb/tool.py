"""kubb with its plugins for axios and zod."""

import shutil
from pathlib import Path

from tests.interop import typescript
from tests.interop.tool import Command, Tool, npm_version

HERE = Path(__file__).parent


def build(folder: Path, document: Path) -> Command:
    typescript.project(folder)
    shutil.copy(document, folder / "openapi.json")
    shutil.copy(HERE / "kubb.config.mjs", folder)
    typescript.tool("kubb", "generate", folder=folder)
    # The generated modules import each other with the extension `.ts`.
    return typescript.compiled(folder, HERE / "client.ts", allowImportingTsExtensions=True)


TOOL = Tool(
    name="kubb",
    version=npm_version("@kubb/core"),
    language="TypeScript",
    build=build,
    checks="tsc --strict; zod validates each body",
    setting=(
        "with its axios client, `axiosInstance.defaults.paramsSerializer = { indexes: null }`, which repeats "
        "a parameter without brackets. Its fetch client joins arrays with commas."
    ),
)
