"""What content that holds no alerts most likely is, so that a single message can name it."""

from __future__ import annotations

import re

from handlers.ingest.alerts.values import Json
from handlers.ingest.rows.framing import parse_row

_EXPORT = "extract or export the alerts as JSON first"
_CAPTURE = "a packet capture: analyze it with the sensor first (`suricata -r`, `zeek -r`) and ingest the log it writes"
_MAGIC = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xfd7zXZ\x00", "compressed with xz"),
    (b"\x04\x22\x4d\x18", "compressed with LZ4"),
    (b"ElfFile\x00", "a Windows event log"),
    (b"PAR1", "a Parquet file"),
    (b"Obj\x01", "an Avro file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"%PDF", "a PDF"),
)
_CAPTURES = (  # pcap with microseconds and nanoseconds in both byte orders, and pcapng
    *(b"\xd4\xc3\xb2\xa1", b"\xa1\xb2\xc3\xd4", b"\x4d\x3c\xb2\xa1", b"\xa1\xb2\x3c\x4d"),
    b"\x0a\x0d\x0d\x0a",
)
_SYSLOG = re.compile(r"<\d{1,3}>|\w{3} +\d{1,2} \d\d:\d\d:\d\d |\d{4}-\d\d-\d\dT\S+ \S+ \S+\[?\d*\]?: ")
_EVENT_FORMAT = re.compile(r"(?:CEF|LEEF):\d")


def binary_cause(head: bytes) -> str:
    """Return why content that starts like this is not text in UTF-8, or an empty string."""
    for magic, what in _MAGIC:
        if head.startswith(magic):
            return f"is {what}: {_EXPORT}"
    if head.startswith(_CAPTURES):
        return f"is {_CAPTURE}"
    if head[257:262] == b"ustar":
        return "is a tar archive: extract the files in it first"
    # In UTF-32, three of four bytes of ASCII text are NUL, and in UTF-16 every other one.
    is_wide = len(head) >= 8 and head[:4].count(0) == head[4:8].count(0) == 3
    if is_wide or head.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return _wide("UTF-32")
    is_marked = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if is_marked or (b"\x00" in head[:4] and len(head) < head.count(b"\x00") * 4 < len(head) * 3):
        return _wide("UTF-16")
    if b"\x00" in head and not head.lstrip(b"\x00 \t\r\n").startswith((b"{", b"[", b"\x1e", b"#")):
        return "is binary, not text"
    return ""


def _wide(encoding: str) -> str:
    return f"is {encoding}, not UTF-8: convert it first, for example with `iconv -f {encoding} -t UTF-8`"


def kind_of(value: Json) -> str:
    """Return what kind of JSON value this is, in words."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return "a string"
    return "a number" if isinstance(value, int | float) else "an array" if isinstance(value, list) else "an object"


def text_cause(head: bytes) -> str:
    """Return what text that does not start with JSON or with the header of a Zeek log most likely is."""
    line = next(filter(None, map(str.strip, head.decode("utf-8", "replace").splitlines())), "")
    row = parse_row(1, line)
    if not row.error:
        return f"is JSON, but has no objects: it starts with {kind_of(row.document)}"
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
