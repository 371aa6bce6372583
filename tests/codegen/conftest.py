"""A copy of the project to change, and the files that the unchanged project generates."""

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
