"""Fixtures for tests of embedded servers."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def folder() -> Iterator[Path]:
    """A temporary folder that other accounts can pass through, unlike pytest's own.

    As root and without user namespaces, as in many containers, Postgres runs as another account.
    """
    with tempfile.TemporaryDirectory(prefix="oneprotect-test-") as name:
        Path(name).chmod(0o711)
        yield Path(name)
