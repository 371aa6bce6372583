"""orval's client `fetch`, with a function of ours that adds the address and the token."""

from pathlib import Path

from tests.interop import typescript
from tests.interop.tool import Command, Tool, npm_version


def build(folder: Path, document: Path) -> Command:
    typescript.project(folder)
    fetch = '{ mutator: { path: "./client-fetch.ts", name: "clientFetch" } }'
    output = f'{{ target: "generated.ts", client: "fetch", headers: true, override: {fetch} }}'
    (folder / "client-fetch.ts").write_text(Path(__file__).with_name("client-fetch.ts").read_text())
    (folder / "orval.config.mjs").write_text(
        f'export default {{ ticketing: {{ input: "{document}", output: {output} }} }};'
    )
    typescript.tool("orval", folder=folder)
    return typescript.compiled(folder, Path(__file__).with_name("client.ts"))


TOOL = Tool(
    name="orval",
    version=npm_version("orval"),
    language="TypeScript",
    build=build,
    checks="tsc --strict",
    setting=(
        "a `mutator` of `fetch` that adds the address and the token, and `headers: true`, so that functions "
        "take `If-Match` and `Idempotency-Key`."
    ),
)
