"""The corpora of free text: what must be redacted, marked as ``⟪kind:value⟫``, and what must remain unchanged.

Escapes in the marked corpus represent line ends and tabs only in files named ``*_multiline``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
_MARKED = re.compile(r"⟪(\w+):(.*?)⟫")
_ESCAPES = {"\\n": "\n", "\\r": "\r", "\\t": "\t"}


class Marked(NamedTuple):
    text: str
    expected: str  # the text with placeholders
    values: list[tuple[str, str]]  # kind and value


def marked(line: str) -> Marked:
    return Marked(
        text=_MARKED.sub(r"\2", line),
        expected=_MARKED.sub(r"[\1]", line),
        values=[(match[1], match[2]) for match in _MARKED.finditer(line)],
    )


def goes() -> list[Marked]:
    """Return the lines with values that must be redacted."""
    return [marked(line) for line in _lines("goes")]


def stays() -> list[str]:
    """Return the lines that must remain unchanged."""
    return [*_lines("stays"), *(HERE / "unchanged.txt").read_text("utf-8").splitlines()]


def is_visible(value: str, text: str) -> bool:
    """Whether the value still occurs in the text as a word of its own. A letter after a backslash is an escape."""
    return bool(re.search(rf"(?:(?<![^\W_])|(?<=\\[nrt])){re.escape(value)}(?![^\W_])", text))


def _lines(name: str) -> Iterator[str]:
    for path in sorted((HERE / name).glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if path.stem.endswith("_multiline"):
                yield re.sub(r"\\[nrt]", lambda match: _ESCAPES[match[0]], line)
            elif line:
                yield line
