"""Handlers that are missing, or that return something other than the spec declares, are type errors."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

IMPORTS = """\
from generated.operations.links import DeleteLink204
from generated.operations.timeline import ListTimelineRequest, ListTimelineResult, TimelineHandlers
from generated.problems import NotFound, TicketClosed
from handlers.runtime.context import Context, RequestContext
"""
HANDLER = """
async def list_timeline(context: Context, request: ListTimelineRequest) -> {result}:
    return {value}
"""
MODULES = {
    "complete": HANDLER.format(result="ListTimelineResult", value='NotFound(detail="x")'),
    "empty": "",
    "misnamed": HANDLER.format(result="ListTimelineResult", value='NotFound(detail="x")').replace("list_", "get_"),
    "undeclared_problem": HANDLER.format(result="TicketClosed", value='TicketClosed(detail="x")'),
    "result_of_another_operation": HANDLER.format(result="DeleteLink204", value="DeleteLink204()"),
}
MOUNT = """
import {name}
mounted: TimelineHandlers[RequestContext] = {name}
"""


@pytest.fixture(scope="module")
def rejected(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files in which one strict mypy run over all of them finds errors."""
    folder = tmp_path_factory.mktemp("handlers")
    for name, text in MODULES.items():
        (folder / f"{name}.py").write_text(IMPORTS + text)
        (folder / f"mount_{name}.py").write_text(IMPORTS + MOUNT.format(name=name))
    value = HANDLER.format(result="ListTimelineResult", value='TicketClosed(detail="x")')
    (folder / "undeclared_value.py").write_text(IMPORTS + value)
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(ROOT / ".mypy_cache")]
    files = map(str, sorted(folder.glob("*.py")))
    environment = {**os.environ, "MYPYPATH": str(folder)}
    result = subprocess.run([*command, *files], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 1, result.stdout + result.stderr
    return set(re.findall(r"(\w+)\.py:\d+: error:", result.stdout))


def test_incomplete_or_ill_typed_modules_cannot_be_mounted(rejected: set[str]):
    assert {name for name in MODULES if f"mount_{name}" in rejected} == MODULES.keys() - {"complete"}


def test_undeclared_problem_cannot_be_returned(rejected: set[str]):
    assert "undeclared_value" in rejected


def test_nothing_else_is_rejected(rejected: set[str]):
    assert {name for name in rejected if not name.startswith("mount_")} == {"undeclared_value"}
