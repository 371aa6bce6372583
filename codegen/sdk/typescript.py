"""The TypeScript SDK: the types that openapi-typescript generates from the bundle, and openapi-fetch as the client."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Any

from codegen.render import render
from codegen.sdk.node import install, tool

_STRICT = ["--strict", "--target", "es2022", "--module", "nodenext"]
# npm does not install the dependencies of a folder outside the project, so the SDK includes them.
_CLIENT = {
    "openapi-fetch/index.js": "openapi-fetch/dist/index.mjs",
    "openapi-fetch/index.d.ts": "openapi-fetch/dist/index.d.mts",
    "openapi-fetch/helpers.d.ts": "openapi-typescript-helpers/dist/index.d.mts",
    "openapi-fetch/LICENSE": "openapi-fetch/LICENSE",
}


def typescript_sdk(document: dict[str, Any]) -> dict[Path, str]:
    """Return path (in the SDK's folder) and text of every file; raise `NodeError` if a tool fails."""
    modules = install()
    files = {"package.json": json.dumps(_package(document["info"]), indent=2) + "\n"}
    files |= {name: _client_file(modules / source) for name, source in _CLIENT.items()}
    with tempfile.TemporaryDirectory() as folder:
        sources = {"openapi.json": json.dumps(document), "index.ts": render("sdk/typescript/index.ts")}
        _compile(Path(folder), files | sources)
        for name in ("index.js", "index.d.ts", "schema.d.ts"):
            files[name] = Path(folder, name).read_text(encoding="utf-8")
    files["README.md"] = render("sdk/typescript/README.md")
    return {Path(name): text for name, text in files.items()}


def _compile(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    # Members with a default stay optional in requests.
    types = ["--default-non-nullable=false", "--root-types", "--root-types-no-schema-prefix"]
    tool("openapi-typescript", "openapi.json", *types, "--output", "schema.d.ts", cwd=folder)
    tool("tsc", "index.ts", "--declaration", *_STRICT, cwd=folder)


def _client_file(source: Path) -> str:
    text = source.read_text(encoding="utf-8").replace("'openapi-typescript-helpers'", "'./helpers.js'")
    return re.sub(r"^//# sourceMappingURL=.*\n?", "", text, flags=re.MULTILINE)


def _package(info: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": "@oneprotect/ticketing-client",
        "version": info["version"],
        "description": f"A typed client of {info['title']}.",
        "license": f"({info['license']['identifier']} AND MIT)",
        "type": "module",
        "sideEffects": False,
        "exports": {".": {"types": "./index.d.ts", "default": "./index.js"}},
        "files": ["index.js", "index.d.ts", "schema.d.ts", "openapi-fetch"],
        "engines": {"node": ">=20"},
    }
