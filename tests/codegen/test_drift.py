"""`python -m codegen --check` is green on what is committed, and red after any one changed character."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def codegen(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "codegen", "--root", str(root), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for name in ("specs", "sql", "generated"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_what_is_committed_is_what_the_sources_say(project: Path):
    result = codegen(project, "--check")
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "old", "new", "named"),
    [
        ("specs/openapi.yaml", "List alerts", "List Alerts", "generated/openapi.json"),
        ("specs/openapi.yaml", "# The HTTP", "# the HTTP", "generated/sources.sha256"),
        ("specs/events/ticket.linked.v1.schema.json", "was added", "is added", "generated/asyncapi.json"),
        ("specs/problems.yaml", "Authentication required", "Authentication needed", "generated/problems.py"),
        ("specs/roles.yaml", "Report alerts.", "Report alert.", "generated/permissions.py"),
        ("sql/queries/tickets.sql", "FOR NO KEY UPDATE", "FOR UPDATE", "generated/queries/tickets.py"),
        ("generated/models.py", "class Ticket(", "class Tickets(", "generated/models.py"),
    ],
)
def test_one_change_is_found_and_named(project: Path, name: str, old: str, new: str, named: str):
    path = project / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    try:
        result = codegen(project, "--check")
    finally:
        path.write_text(text)
    assert result.returncode == 1
    assert named in result.stderr


def test_a_file_that_nothing_generates_is_named_and_removed(project: Path):
    stray = project / "generated" / "stray.py"
    stray.write_text("x = 1\n")
    assert "generated/stray.py is not generated" in codegen(project, "--check").stderr
    assert codegen(project).returncode == 0
    assert not stray.exists()


def test_a_bad_spec_changes_nothing(project: Path):
    path = project / "specs" / "openapi.yaml"
    text = path.read_text()
    path.write_text(text.replace("x-status: implemented", "x-status: later", 1))
    try:
        result = codegen(project)
    finally:
        path.write_text(text)
    assert result.returncode == 2
    assert result.stderr.startswith("specs/openapi.yaml:")
