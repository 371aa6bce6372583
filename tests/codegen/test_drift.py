"""`python -m codegen --check` accepts what is committed, and reports any change of a source or a generated file."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from codegen.__main__ import main

ROOT = Path(__file__).parents[2]
Edit = Callable[[str, str, str], int]


def test_committed_files_are_up_to_date(capsys: pytest.CaptureFixture[str]):
    assert main(["--check"]) == 0, capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "old", "new", "reported"),
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
def test_every_change_is_reported(
    project: Path, edit: Edit, capsys: pytest.CaptureFixture[str], name: str, old: str, new: str, reported: str
):
    edit(name, old, new)
    assert main(["--check", "--root", str(project)]) == 1
    assert f"{reported} is out of date: run `python -m codegen`\n" in capsys.readouterr().err


def test_file_that_is_not_generated_is_reported_and_removed(project: Path, capsys: pytest.CaptureFixture[str]):
    stray = project / "generated" / "stray.py"
    stray.write_text("x = 1\n")
    assert main(["--check", "--root", str(project)]) == 1
    assert capsys.readouterr().err == "generated/stray.py is not generated: remove it\n"
    assert main(["--root", str(project)]) == 0
    assert not stray.exists()


def test_error_in_the_spec_changes_nothing(project: Path, edit: Edit, capsys: pytest.CaptureFixture[str]):
    edit("specs/openapi.yaml", "x-status: implemented", "x-status: later")
    before = {path: path.read_bytes() for path in (project / "generated").rglob("*") if path.is_file()}
    assert main(["--root", str(project)]) == 2
    assert capsys.readouterr().err.startswith("specs/openapi.yaml:")
    assert before == {path: path.read_bytes() for path in (project / "generated").rglob("*") if path.is_file()}


def test_exit_status_of_the_command(project: Path, edit: Edit):
    edit("specs/openapi.yaml", "x-status: implemented", "x-status: later")
    command = [sys.executable, "-m", "codegen", "--check", "--root", str(project)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("specs/openapi.yaml:")
