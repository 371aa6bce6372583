"""Zeek's tab-separated logs as the objects that Zeek itself writes with `LogAscii::use_json`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from handlers.ingest.framing import Row
from handlers.ingest.values import Json

_ESCAPE = re.compile(r"\\x([0-9a-fA-F]{2})")
_WHOLE = frozenset({"count", "int", "port"})


def is_tsv(head: bytes) -> bool:
    """Whether the text starts with the header of a Zeek log."""
    return head.lstrip().startswith((b"#separator", b"#fields", b"#path"))


class Header:
    """What the header lines of a log say of the rows after them; rotated logs that were joined have several."""

    def __init__(self) -> None:
        self.values = {"#separator": "\t", "#set_separator": ",", "#empty_field": "(empty)", "#unset_field": "-"}
        self.fields: list[str] = []
        self.types: list[str] = []

    def read(self, line: str) -> None:
        """Take over a header line."""
        if line.startswith("#separator"):
            self.values["#separator"] = _unescape(line.partition(" ")[2])
            return
        name, *rest = line.split(self.values["#separator"])
        if name == "#fields":
            self.fields = rest
        elif name == "#types":
            self.types = rest
        elif rest:
            self.values[name] = rest[0]

    def row(self, number: int, raw: bytes) -> Row:
        """Return the row of a line."""
        try:
            return Row(number, self.document(raw.decode("utf-8", "replace").rstrip("\r\n")))
        except ValueError as error:
            return Row(number, None, str(error))

    def document(self, line: str) -> dict[str, Json]:
        """Return the object of a row; raise ValueError where it does not have the header's fields."""
        cells = line.split(self.values["#separator"])
        if len(cells) != len(self.fields):
            raise ValueError(f"{len(cells)} columns where the header has {len(self.fields)}")
        types = self.types if len(self.types) == len(self.fields) else ["string"] * len(self.fields)
        unset = self.values["#unset_field"]
        document: dict[str, Json] = {"_path": path} if (path := self.values.get("#path")) else {}
        for name, kind, cell in zip(self.fields, types, cells, strict=True):
            if cell != unset:
                document[name] = self._value(kind, cell)
        return document

    def _value(self, kind: str, cell: str) -> Json:
        if kind.startswith(("set[", "vector[")):
            empty = cell == self.values["#empty_field"]
            inner = kind.partition("[")[2].rstrip("]")
            return [] if empty else [self._value(inner, item) for item in cell.split(self.values["#set_separator"])]
        if cell == self.values["#empty_field"]:
            return ""
        if kind == "bool":
            return cell == "T"
        if kind in _WHOLE and re.fullmatch(r"-?[0-9]{1,18}", cell):
            return int(cell)
        return _unescape(cell)


def _unescape(text: str) -> str:
    """Decode the hexadecimal escapes of Zeek, which stand for bytes of UTF-8."""
    if "\\x" not in text:
        return text
    data = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    try:
        return data.encode("latin-1").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return data


def tsv_rows(stream: BinaryIO) -> Iterator[Row]:
    """Yield a row per line that is not part of a header."""
    header, number = Header(), 0
    for raw in stream:
        line = raw.decode("utf-8", "replace").rstrip("\r\n")
        if line.startswith("#"):
            header.read(line)
        elif line.strip():
            number += 1
            yield header.row(number, raw)
