"""The error for a spec or a query that nothing can be generated from."""

from __future__ import annotations

from pathlib import Path


class SpecError(Exception):
    """A source that cannot be generated from; the text is ``file:line: message``."""

    def __init__(self, file: Path, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file = file
        self.line = line
        self.message = message
