"""Why a file cannot be followed as a log, which has one row on each line."""

from __future__ import annotations

from pathlib import Path

from handlers.ingest.rows.framing import is_one_value_a_line
from handlers.ingest.rows.unreadable import binary_cause
from handlers.ingest.rows.zeek_tsv import is_tsv

SUFFIXES = frozenset({".gz", ".bz2", ".zst", ".xz"})
_COMPRESSED = (b"\x1f\x8b", b"BZh", b"\x28\xb5\x2f\xfd", b"\xfd7zXZ\x00")
_ONE_A_LINE = "a followed log needs one alert on each line, so ingest this file without --follow"


def unfollowable_cause(path: Path, head: bytes) -> str:
    """Return why a file with this start cannot be followed, or an empty string."""
    if path.suffix in SUFFIXES or head.startswith(_COMPRESSED):
        return "is compressed, and cannot be followed: ingest it without --follow"
    if cause := binary_cause(head):
        return cause
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\x00\x1e")
    if start.startswith(b"["):
        return f"is a JSON array: {_ONE_A_LINE}"
    has_lines = start.count(b"\n") > 1
    if start.startswith(b"{") and has_lines and not is_tsv(start) and not is_one_value_a_line(start):
        return f"is pretty-printed JSON: {_ONE_A_LINE}"
    return ""
