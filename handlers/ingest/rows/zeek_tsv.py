"""Zeek's tab-separated logs as the objects that Zeek itself writes with `LogAscii::use_json`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from handlers.ingest.alerts.values import Json
from handlers.ingest.rows.framing import MAX_ROW, Row, unreadable_row

_ESCAPE = re.compile(rb"\\(?:x([0-9a-fA-F]{2})|\\)")
_WHOLE = frozenset({"count", "int", "port"})
_FRACTIONAL = frozenset({"time", "interval", "double"})


def is_tsv(head: bytes) -> bool:
    """Whether the text starts with the header of a Zeek log, which comments may precede."""
    start = head.lstrip()
    return start.startswith((b"#separator", b"#fields", b"#path")) or (start.startswith(b"#") and b"\n#fields" in head)


class Header:
    """The header lines that apply to the rows after them; rotated logs that were joined have several headers."""

    def __init__(self) -> None:
        self.values = {"#separator": "\t", "#set_separator": ",", "#empty_field": "(empty)", "#unset_field": "-"}
        self.fields: list[str] = []
        self.types: list[str] = []

    def read(self, line: str) -> None:
        """Apply a header line."""
        line = line.rstrip("\r\n")
        if line.startswith("#separator"):
            self.values["#separator"] = _unescape(line.partition(" ")[2]) or "\t"
            return
        name, *rest = line.split(self.values["#separator"])
        if name == "#fields":
            self.fields = rest
        elif name == "#types":
            self.types = rest
        elif rest and rest[0]:
            self.values[name] = rest[0]

    def row(self, number: int, line: bytes) -> Row:
        """Return the row of a line."""
        content = line.decode("utf-8", "backslashreplace").rstrip("\r\n")
        try:
            return Row(number, self.document(content), size=len(content))
        except ValueError as error:
            return unreadable_row(number, str(error), content)

    def document(self, line: str) -> dict[str, Json]:
        """Return the object of a row; raise ValueError if it does not have the header's fields."""
        cells = line.split(self.values["#separator"])
        if len(cells) != len(self.fields):
            raise ValueError(f"the row has {len(cells)} columns, and its header {len(self.fields)}")
        types = self.types if len(self.types) == len(self.fields) else ["string"] * len(self.fields)
        document: dict[str, Json] = {"_path": path} if (path := self.values.get("#path")) else {}
        for name, kind, cell in zip(self.fields, types, cells, strict=True):
            if cell != self.values["#unset_field"]:
                document[name] = self._value(kind, cell)
        return document

    def _value(self, kind: str, cell: str) -> Json:
        if kind.startswith(("set[", "vector[")):
            inner = kind.partition("[")[2].removesuffix("]")
            items = [] if cell == self.values["#empty_field"] else cell.split(self.values["#set_separator"])
            return [None if item == self.values["#unset_field"] else self._value(inner, item) for item in items]
        if cell == self.values["#empty_field"]:
            return ""
        if kind == "bool":
            return cell == "T"
        if kind in _WHOLE and re.fullmatch(r"-?[0-9]{1,18}", cell, re.ASCII):
            return int(cell)
        if kind in _FRACTIONAL and re.fullmatch(r"-?[0-9]{1,18}(\.[0-9]{1,18})?", cell, re.ASCII):
            return float(cell)
        return _unescape(cell)


def _unescape(text: str) -> str:
    """Decode Zeek's escapes: a backslash is doubled, and other bytes of UTF-8 are in hexadecimal digits after an x.

    A byte that is not UTF-8 stays escaped, as in Zeek's JSON.
    """
    if "\\" not in text:
        return text
    data = _ESCAPE.sub(lambda match: bytes.fromhex(match[1].decode()) if match[1] else b"\\", text.encode())
    return data.decode("utf-8", "backslashreplace")


def tsv_rows(stream: BinaryIO) -> Iterator[Row]:
    """Yield a row per line that is not part of a header, numbered by line."""
    header, number = Header(), 0
    while line := stream.readline(MAX_ROW):
        number += 1
        if line.startswith(b"#"):
            header.read(line.decode("utf-8", "backslashreplace"))
        elif line.strip(b" \r\n\x00"):
            yield header.row(number, line)
