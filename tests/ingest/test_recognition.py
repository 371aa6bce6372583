"""Recognizing the format of a file, and naming what cannot be read in one message."""

import bz2
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from handlers.ingest.adapters import FORMATS
from handlers.ingest.reading import AUTO, Input, read_input
from handlers.ingest.rows.streams import UnreadableInputError, open_stream
from tests.ingest.reports import FORMAT_OF_SAMPLE, SAMPLES, outcomes


def read(path: Path, name: str = AUTO, *include: str) -> Input:
    with open_stream(path) as stream:
        return read_input(stream, name, frozenset(include))


def message(content: bytes | str, tmp_path: Path, name: str = AUTO, *include: str) -> str:
    path = tmp_path / "file"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(UnreadableInputError) as caught:
        read(path, name, *include)
    text = str(caught.value)
    assert "\n" not in text
    assert text.startswith(("file ", "--include "))
    return text.removeprefix("file ")


@pytest.mark.parametrize("sample", FORMAT_OF_SAMPLE)
def test_samples_are_recognized(sample: str):
    assert read(SAMPLES / sample).format.name == FORMAT_OF_SAMPLE[sample]


@pytest.mark.parametrize("sample", FORMAT_OF_SAMPLE)
@pytest.mark.parametrize("name", FORMATS)
def test_wrong_format_is_reported_with_the_likely_one(sample: str, name: str, tmp_path: Path):
    actual = FORMAT_OF_SAMPLE[sample]
    content = (SAMPLES / sample).read_bytes()
    if name == actual:
        assert outcomes(content, name)
        return
    expected = (
        f"has nothing that is {FORMATS[name].title}: it looks like {actual}, so use `oneprotect ingest {actual}`."
    )
    assert message(content, tmp_path, name) == expected


def test_most_rows_decide():
    rows = (SAMPLES / "falco.json").read_text() + (SAMPLES / "suricata.eve.json").read_text() + "{}\n"
    kinds = [type(outcome).__name__ for outcome in outcomes(rows)]
    assert kinds.count("Alert") == 3
    assert kinds.count("Rejected") == 4


def test_unknown_format_is_described(tmp_path: Path):
    text = message('{"b": 1, "a": {"c": 2}}\n{"b": 2}\n', tmp_path)
    assert text.startswith("is in none of the formats sarif, asff, ocsf, suricata, wazuh, falco, zeek")
    assert text.endswith("its first row has the members a, b.")
    assert "its first row is int, not an object" in message("[5]", tmp_path)
    assert "its first row cannot be read (not JSON: Expecting" in message('{"a" 1}', tmp_path)


def test_names_of_members_cannot_disturb_the_terminal(tmp_path: Path):
    text = message(json.dumps({"\x1b[31m\ud800\n": 1}), tmp_path)
    assert text.isprintable()


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("eve.json", "{}")
    return buffer.getvalue()


COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "gz": lambda data: gzip.compress(data, mtime=0),
    "bz2": bz2.compress,
}


def tar(mode: str) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as file:
        file.add(SAMPLES / "falco.json", "falco.json")
    # Without the time of day, which would be part of the test's name.
    return COMPRESSIONS[mode](buffer.getvalue())


EVE = (SAMPLES / "suricata.eve.json").read_text()


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "is empty."),
        (b"\n \r\n\t", "is empty."),
        (archive(), "is a ZIP archive"),
        (tar(""), "is a tar archive"),
        (tar("gz"), "is a tar archive"),
        (tar("bz2"), "is a tar archive"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "is a 7z archive"),
        (b"\xfd7zXZ\x00\x00\x04", "is compressed with xz"),
        (b"\xd4\xc3\xb2\xa1\x02\x00\x04\x00", "is a packet capture"),
        (b"ElfFile\x00\x00\x00", "is a Windows event log"),
        (b"PAR1\x15\x04", "is a Parquet file"),
        (b"SQLite format 3\x00", "is an SQLite database"),
        (b"%PDF-1.7\n", "is a PDF"),
        (EVE.encode("utf-16"), "is UTF-16"),
        (EVE.encode("utf-16-le"), "is UTF-16"),
        (EVE.encode("utf-16-be"), "is UTF-16"),
        (gzip.compress(EVE.encode("utf-16"), mtime=0), "is UTF-16"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00", "is binary"),
        ("Dear team,\n\nplease find the alerts attached.\n", "is plain text"),
        ("time,severity,title\n2026-03-01,high,Scan\n", "is CSV"),
        ("time;severity;title\n", "is CSV"),
        ("<134>Mar  1 11:00:00 fw01 blocked\n", "is syslog, not JSON"),
        ("Mar  1 11:00:00 sensor suricata[42]: {}\n", "is syslog around JSON: remove the prefix of each line"),
        ("2026-03-01T11:00:00+00:00 sensor suricata[42]: started\n", "is syslog, not JSON"),
        ("CEF:0|Vendor|Product|1.0|100|Scan|7|src=192.0.2.1\n", "is CEF or LEEF"),
        ("<134>Mar  1 11:00:00 fw01 LEEF:2.0|Vendor|Product|1|100|\n", "is CEF or LEEF"),
        ('<?xml version="1.0"?><Events/>', "is XML or HTML"),
        ("<!doctype html><title>404</title>", "is XML or HTML"),
        ("5\n6\n", "is plain text"),
        ('"text"', "is plain text"),
    ],
    ids=lambda value: value if isinstance(value, str) else repr(value[:8]),
)
@pytest.mark.parametrize("name", [AUTO, "suricata"])
def test_content_that_cannot_be_read_is_named(content: bytes | str, cause: str, name: str, tmp_path: Path):
    text = message(content, tmp_path, name)
    assert text.startswith(cause)
    assert text.endswith(".")


@pytest.mark.parametrize("content", ["[]", "[ ]\n", '{"Findings": []}', '{"Findings": [], "NextToken": null}\n'])
def test_report_without_findings_is_read_if_its_format_is_named(content: str, tmp_path: Path):
    assert outcomes(content, "asff") == []
    assert "it has no rows" in message(content, tmp_path) or "first row" in message(content, tmp_path)


def test_include_is_checked_against_the_format(tmp_path: Path):
    assert message(EVE, tmp_path, "suricata", "pass") == "--include pass is not for suricata: it knows anomaly, drop."
    assert message(EVE, tmp_path, AUTO, "drop", "x", "pass").startswith("--include pass, x is not for suricata")
    falco = (SAMPLES / "falco.json").read_bytes()
    assert message(falco, tmp_path, "falco", "pass") == "--include pass is not for falco: it has none."
    assert "is not for asff" in message("[]", tmp_path, "asff", "drop")


@pytest.mark.parametrize("name", ["missing.json", "folder"])
def test_path_that_is_no_file_is_named(name: str, tmp_path: Path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnreadableInputError, match=str(tmp_path / name)):
        read(tmp_path / name)
