"""What a tool declares about itself, and the ten steps of its client.

Each folder of `clients/` has a module `tool.py` with one `TOOL`. Its client runs against the product with the
environment variables `API`, the base URL, and `TOKEN`. It prints one line of JSON for each step:
`{"step": "list", "ok": true}`, or `{"step": "list", "ok": false, "detail": "…"}`.
"""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NPM = HERE / "npm"
SERVED = HERE.parent.parent / "generated" / "served"
STEPS = {
    "list": "List the tickets with one of two statuses: a repeated filter.",
    "page": "Read all tickets page by page, with the cursor.",
    "create": "Create a ticket with tags.",
    "patch": "Change its priority, with the ETag of the last response. The tags stay.",
    "stale": "Send an older ETag, and read 412 and the code `version-mismatch` of the problem.",
    "comment": "Comment on the ticket.",
    "link": "Link it to a ticket and to an external URL, and list both with the types of their targets.",
    "timeline": "Read its timeline with the types of the entries.",
    "alert": "Report an alert, create a ticket from it (201), and do so again (200, the same ticket).",
    "replay": "Create a ticket twice with one `Idempotency-Key`: the second response is the same ticket.",
}
Command = Sequence[str | Path]


@dataclass(frozen=True)
class Limit:
    """What a tool itself cannot do."""

    reason: str
    link: str  # the tool's own report or documentation of it
    evidence: str  # a part of the step's `detail`, which proves that the tool fails for this reason


@dataclass(frozen=True)
class Tool:
    """A generator or dynamic client.

    `build` gets an empty folder and the served document. It generates and compiles the client there, and returns the
    command that runs it in that folder.
    """

    name: str
    version: str
    language: str
    build: Callable[[Path, Path], Command]
    checks: str  # how the generated code is compiled or checked before it runs
    document: str = "openapi.client.json"
    setting: str = ""  # what its users have to set, in Markdown
    limits: Mapping[str, Limit] = field(default_factory=dict)
    missing: Callable[[], str | None] = lambda: None  # what to install, if something is missing on this machine


def npm_version(package: str) -> str:
    """Return the version of an npm package that the tests use."""
    return str(json.loads((NPM / "package.json").read_text(encoding="utf-8"))["dependencies"][package])


def python_version(package: str) -> str:
    """Return the version of a Python package that the group `interop` or `dev` pins."""
    folder = HERE.parent.parent / ".ci" / "requirements"
    pins = (folder / "interop.txt").read_text() + (folder / "dev.txt").read_text()
    (version,) = set(re.findall(rf"^{package}(?:\[\w+\])?==(\S+)", pins, re.MULTILINE))
    return str(version)


def tools() -> dict[str, Tool]:
    """Return all tools by the names of their folders."""
    names = sorted(path.parent.name for path in HERE.glob("clients/*/tool.py"))
    return {name: importlib.import_module(f"tests.interop.clients.{name}.tool").TOOL for name in names}


def outcome(tool: Tool, reported: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return what is recorded of a run: `ok`, the limit of the tool, or the failure for each step."""
    setting = {"setting": tool.setting} if tool.setting else {}
    return {
        "name": tool.name,
        "version": tool.version,
        "language": tool.language,
        "document": f"/{tool.document}",
        "checks": tool.checks,
        **setting,
        "steps": {step: _result(reported.get(step), tool.limits.get(step)) for step in STEPS},
    }


def _result(line: Mapping[str, Any] | None, limit: Limit | None) -> dict[str, str]:
    if line is None:
        return {"outcome": "failed", "detail": "the client did not report this step"}
    if line["ok"]:
        return {"outcome": "ok"} if limit is None else {"outcome": "failed", "detail": "works, in spite of its limit"}
    if limit is None or limit.evidence not in line["detail"]:
        return {"outcome": "failed", "detail": str(line["detail"])}
    return {"outcome": "limit", "reason": limit.reason, "link": limit.link}
