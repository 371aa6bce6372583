"""Writes docs/clients.md from the outcomes of the last run: `python -m tests.interop.table`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.interop.tool import HERE, STEPS

PAGE = HERE.parent.parent / "docs" / "clients.md"
OUTCOMES = HERE / "outcomes"
INTRODUCTION = """\
# Clients of other tools

`tox run -e interop` generates a client with each of these tools from a document that the server publishes, compiles it,
runs it against the product, and checks what the product stored. It then writes this page: change `tests/interop`
instead.

Each client does ten things:

| step | what the client does |
| --- | --- |
"""
RESULTS = """
## Results

✓ means that it works. A number refers to the list below: what the tool itself cannot do.

"""


def outcomes() -> dict[str, dict[str, Any]]:
    """Return the recorded outcomes by tool."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(OUTCOMES.glob("*.json"))}


def page(recorded: dict[str, dict[str, Any]]) -> str:
    """Return docs/clients.md."""
    steps = "".join(f"| `{step}` | {text} |\n" for step, text in STEPS.items())
    limits: list[str] = []
    header = ["tool", "language", "version", "document", "checked by", *(f"`{step}`" for step in STEPS)]
    clients = [one for one in recorded.values() if "steps" in one]
    rows = [_row(one, limits) for one in sorted(clients, key=lambda one: (one["language"], one["name"].lower()))]
    numbered = "".join(f"{number}. {text}\n" for number, text in enumerate(limits, 1))
    listed = f"\n## Limits of the tools\n\n{numbered}" if limits else ""
    settings = sorted(f"- {one['name']}: {one['setting']}\n" for one in clients if "setting" in one)
    needed = (
        "\n## Settings\n\nWhat these clients need beyond the defaults of their tools:\n\n" + "".join(settings)
        if settings
        else ""
    )
    return INTRODUCTION + steps + RESULTS + _table(header, rows) + listed + needed + _others(recorded)


def _row(one: dict[str, Any], limits: list[str]) -> list[str]:
    cells = [one["name"], one["language"], one["version"], f"`{one['document']}`", one["checks"]]
    for result in one["steps"].values():
        if result["outcome"] == "ok":
            cells.append("✓")
        elif result["outcome"] == "limit":
            text = f"{one['name']}: {result['reason']} ([source]({result['link']}))"
            if text not in limits:
                limits.append(text)
            cells.append(str(limits.index(text) + 1))
        else:
            cells.append("fails")
    return cells


def _others(recorded: dict[str, dict[str, Any]]) -> str:
    rows = [
        [one["name"], one["version"], check, "✓" if result["outcome"] == "ok" else "fails"]
        for one in recorded.values()
        for check, result in one.get("checks_of_its_own", {}).items()
    ]
    return "\n## Other tools\n\n" + _table(["tool", "version", "what is checked", "result"], rows) if rows else ""


def _table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main() -> None:
    """Write the page."""
    Path(PAGE).write_text(page(outcomes()), encoding="utf-8")


if __name__ == "__main__":
    main()
