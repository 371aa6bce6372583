"""The TypeScript SDK: the types that openapi-typescript makes of the bundle, and a client of openapi-fetch for them."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from codegen.node import NPM, install, tool

_TEMPLATES = Path(__file__).resolve().parent / "templates" / "sdk" / "typescript"
_STRICT = ["--strict", "--target", "es2022", "--module", "nodenext"]


def typescript_sdk(document: dict[str, Any]) -> dict[Path, str]:
    """Give path (below the SDK's folder) and text of every file; raise `NodeError` if a tool fails."""
    modules = install()
    files = {
        Path("package.json"): json.dumps(_package(document["info"]), indent=2) + "\n",
        Path("README.md"): (_TEMPLATES / "README.md").read_text(encoding="utf-8"),
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        (folder / "node_modules").symlink_to(modules)
        (folder / "package.json").write_text(files[Path("package.json")], encoding="utf-8")
        (folder / "openapi.json").write_text(json.dumps(document), encoding="utf-8")
        # A default makes a member that may be absent from a request no less absent.
        types = ["--default-non-nullable=false", "--root-types", "--root-types-no-schema-prefix"]
        tool("openapi-typescript", "openapi.json", *types, "--output", "schema.d.ts", cwd=folder)
        (folder / "index.ts").write_text((_TEMPLATES / "index.ts").read_text(encoding="utf-8"), encoding="utf-8")
        tool("tsc", "index.ts", "--declaration", *_STRICT, cwd=folder)
        for made in ("index.js", "index.d.ts", "schema.d.ts"):
            files[Path(made)] = (folder / made).read_text(encoding="utf-8")
    return files


def _package(info: dict[str, Any]) -> dict[str, Any]:
    """Give package.json; the range of openapi-fetch begins at the version that the lock tries it with."""
    tools = json.loads((NPM / "package.json").read_text(encoding="utf-8"))["dependencies"]
    return {
        "name": "@oneprotect/ticketing-client",
        "version": info["version"],
        "description": f"A typed client of {info['title']}.",
        "license": info["license"]["identifier"],
        "type": "module",
        "sideEffects": False,
        "exports": {".": {"types": "./index.d.ts", "default": "./index.js"}},
        "files": ["index.js", "index.d.ts", "schema.d.ts"],
        "dependencies": {"openapi-fetch": f"^{tools['openapi-fetch']}"},
        "engines": {"node": ">=20"},
    }
