"""swagger-typescript-api: a class on fetch.

Its default, TypeScript enums, makes the variants of a union with a discriminator `never`: it intersects each of them
with the literal of its value, which is not assignable to an enum. Its option for unions of literals avoids that.
"""

from pathlib import Path

from tests.interop import typescript
from tests.interop.tool import Command, Tool, npm_version


def build(folder: Path, document: Path) -> Command:
    typescript.project(folder)
    options = ["--path", str(document), "--output", ".", "--name", "generated.ts", "--generate-union-enums"]
    typescript.tool("swagger-typescript-api", "generate", *options, folder=folder)
    return typescript.compiled(folder, Path(__file__).with_name("client.ts"))


TOOL = Tool(
    name="swagger-typescript-api",
    version=npm_version("swagger-typescript-api"),
    language="TypeScript",
    build=build,
    checks="tsc --strict",
    setting=(
        "`--generate-union-enums`. With TypeScript enums, its default, the variants of a union with a "
        "discriminator are `never`."
    ),
)
