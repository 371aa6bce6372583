"""The TypeScript SDK: the types that openapi-typescript generates from the bundle, and openapi-fetch as the client."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Any

from codegen.render import render
from codegen.sdk.contract import problems
from codegen.sdk.node import install, tool

_STRICT = ["--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes"]
_TARGET = ["--target", "es2022", "--module", "nodenext"]
# npm does not install the dependencies of a folder outside the project, so the SDK includes them.
_CLIENT = {
    "openapi-fetch/index.js": "openapi-fetch/dist/index.mjs",
    "openapi-fetch/index.d.ts": "openapi-fetch/dist/index.d.mts",
    "openapi-fetch/helpers.d.ts": "openapi-typescript-helpers/dist/index.d.mts",
    "openapi-fetch/LICENSE": "openapi-fetch/LICENSE",
}
_MODULES = ("index", "ticketing")
_COMPILED = [*(f"{name}.{ending}" for name in _MODULES for ending in ("js", "d.ts"))]


def typescript_sdk(document: dict[str, Any]) -> dict[Path, str]:
    """Return path (in the SDK's folder) and text of every file; raise `NodeError` if a tool fails."""
    modules = install()
    files = {"package.json": json.dumps(_package(document["info"]), indent=2) + "\n"}
    files |= {name: _client_file(modules / source) for name, source in _CLIENT.items()}
    files["schema.d.ts"] = typescript_types(document)
    sources = {f"{name}.ts": render(f"sdk/typescript/{name}.ts", problems=problems(document)) for name in _MODULES}
    files |= _compile(files | sources)
    files["README.md"] = render("sdk/typescript/README.md")
    return {Path(name): text for name, text in files.items()}


def typescript_types(document: dict[str, Any]) -> str:
    """Return a module with the types of every path and schema of a document."""
    install()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "openapi.json").write_text(json.dumps(document), encoding="utf-8")
        # Members with a default stay optional in requests.
        options = ["--default-non-nullable=false", "--root-types", "--root-types-no-schema-prefix"]
        tool("openapi-typescript", "openapi.json", *options, "--output", "schema.d.ts", cwd=Path(folder))
        return Path(folder, "schema.d.ts").read_text(encoding="utf-8")


def _compile(files: dict[str, str]) -> dict[str, str]:
    """Return the files with TypeScript compiled to JavaScript and declarations."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            Path(folder, name).parent.mkdir(exist_ok=True)
            Path(folder, name).write_text(text, encoding="utf-8")
        tool("tsc", "index.ts", "--declaration", *_STRICT, *_TARGET, cwd=Path(folder))
        return {name: Path(folder, name).read_text(encoding="utf-8") for name in _COMPILED}


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
        "files": [*_COMPILED, "schema.d.ts", "openapi-fetch"],
        "engines": {"node": ">=20.3"},
    }
