"""Copies of the project that tests can change."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("specs", "sql", "generated"):
        ignored = shutil.ignore_patterns("__pycache__", "sdk")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.fixture
def edit(project: Path) -> Callable[[str, str, str], int]:
    """Replace the first occurrence of a text in a file of the project, and return its line."""

    def edit(name: str, old: str, new: str) -> int:
        path = project / name
        text = path.read_text()
        assert old in text, f"{name} has no {old!r}"
        path.write_text(text.replace(old, new, 1))
        return text[: text.index(old)].count("\n") + 1

    return edit


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Write a query file into an otherwise empty project, and return its root."""

    def write(text: str, name: str = "things.sql") -> Path:
        folder = tmp_path / "sql/queries"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
        return tmp_path

    return write
