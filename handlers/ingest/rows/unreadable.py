"""What content that holds no alerts most likely is, so that a single message can name it."""

from __future__ import annotations

import re

_EXPORT = "extract or export the alerts as JSON first"
_MAGIC = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xfd7zXZ\x00", "compressed with xz"),
    (b"\x04\x22\x4d\x18", "compressed with LZ4"),
    (b"\xd4\xc3\xb2\xa1", "a packet capture"),
    (b"\xa1\xb2\xc3\xd4", "a packet capture"),
    (b"\x0a\x0d\x0d\x0a", "a packet capture"),
    (b"ElfFile\x00", "a Windows event log"),
    (b"PAR1", "a Parquet file"),
    (b"Obj\x01", "an Avro file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"%PDF", "a PDF"),
)
_SYSLOG = re.compile(r"<\d{1,3}>|\w{3} +\d{1,2} \d\d:\d\d:\d\d |\d{4}-\d\d-\d\dT\S+ \S+ \S+\[?\d*\]?: ")
_EVENT_FORMAT = re.compile(r"(?:CEF|LEEF):\d")


def binary_cause(head: bytes) -> str:
    """Return why content that starts like this is not text in UTF-8, or an empty string."""
    for magic, what in _MAGIC:
        if head.startswith(magic):
            return f"is {what}: {_EXPORT}"
    if head[257:262] == b"ustar":
        return "is a tar archive: extract the files in it first"
    is_marked = head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff"))
    # In UTF-16, every other byte of ASCII text is NUL.
    if is_marked or (b"\x00" in head[:4] and len(head) < head.count(b"\x00") * 4 < len(head) * 3):
        return "is UTF-16, not UTF-8: convert it first, for example with `iconv -f UTF-16 -t UTF-8`"
    if b"\x00" in head and not head.lstrip(b"\x00 \t\r\n").startswith((b"{", b"[", b"\x1e", b"#")):
        return "is binary, not text"
    return ""


def text_cause(head: bytes) -> str:
    """Return what text that does not start with JSON or with the header of a Zeek log most likely is."""
    if not head.strip():
        return "is empty"
    line = next(filter(None, map(str.strip, head.decode("utf-8", "replace").splitlines())), "")
    if _EVENT_FORMAT.search(line):
        return f"is CEF or LEEF, not JSON: {_EXPORT}"
    if _SYSLOG.match(line):
        has_json = line.endswith("}") and "{" in line
        return f"is syslog{' around JSON: remove the prefix of each line' if has_json else f', not JSON: {_EXPORT}'}"
    if line.startswith("<"):
        return f"is XML or HTML, not JSON: {_EXPORT}"
    if "{" not in line and any(line.count(separator) >= 2 for separator in (",", ";", "\t")):
        return f"is CSV, or another table, not JSON: {_EXPORT}"
    return f"is plain text, not JSON: {_EXPORT}"
