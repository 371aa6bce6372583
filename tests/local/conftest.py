"""What the tests of the processes share."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def folder() -> Iterator[Path]:
    """A temporary folder that other accounts can pass, which pytest's own cannot.

    As root and without user namespaces (a container, often) Postgres runs as another account.
    """
    with tempfile.TemporaryDirectory(prefix="oneprotect-test-") as name:
        Path(name).chmod(0o711)
        yield Path(name)
