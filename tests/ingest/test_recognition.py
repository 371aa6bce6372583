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
        f"has no rows in the format {name} ({FORMATS[name].title}): it looks like {actual}, so use "
        f"`oneprotect ingest {actual}`."
    )
    assert message(content, tmp_path, name) == expected


def test_most_rows_decide():
    rows = (SAMPLES / "falco.json").read_text() + (SAMPLES / "suricata.eve.json").read_text() + "{}\n"
    kinds = [type(outcome).__name__ for outcome in outcomes(rows)]
    assert kinds.count("Alert") == 3
    assert kinds.count("Rejected") == 4


def test_unknown_format_is_described(tmp_path: Path):
    text_of_empty_object = message("{}", tmp_path)
    text = message('{"b": 1, "a": {"c": 2}}\n{"b": 2}\n', tmp_path)
    assert text.startswith("is in none of the formats sarif, asff, ocsf, suricata, wazuh, falco, zeek")
    assert text.endswith("its first row has the fields a, b.")
    assert "its first row is a number, not an object" in message("[5]", tmp_path)
    assert text_of_empty_object.endswith("its first row is an object without fields.")
    assert "its first row cannot be read (not JSON: Expecting" in message('{"a" 1}', tmp_path)


def test_names_of_fields_cannot_disturb_the_terminal(tmp_path: Path):
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
        (archive(), "is a ZIP archive"),
        (tar(""), "is a tar archive"),
        (tar("gz"), "is a tar archive"),
        (tar("bz2"), "is a tar archive"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "is a 7z archive"),
        (b"\xfd7zXZ\x00\x00\x04", "is compressed with xz"),
        (b"\xd4\xc3\xb2\xa1\x02\x00\x04\x00", "is a packet capture: analyze it with the sensor first"),
        (b"\xa1\xb2\xc3\xd4\x00\x02\x00\x04", "is a packet capture: analyze it with the sensor first"),
        (b"\x4d\x3c\xb2\xa1\x02\x00\x04\x00", "is a packet capture: analyze it with the sensor first"),
        (b"\xa1\xb2\x3c\x4d\x00\x02\x00\x04", "is a packet capture: analyze it with the sensor first"),
        (b"\x0a\x0d\x0d\x0a\x1c\x00\x00\x00", "is a packet capture: analyze it with the sensor first"),
        (gzip.compress(b"\xd4\xc3\xb2\xa1\x02\x00\x04\x00", mtime=0), "is a packet capture"),
        (b"ElfFile\x00\x00\x00", "is a Windows event log"),
        (b"PAR1\x15\x04", "is a Parquet file"),
        (b"SQLite format 3\x00", "is an SQLite database"),
        (b"%PDF-1.7\n", "is a PDF"),
        (EVE.encode("utf-16"), "is UTF-16"),
        (EVE.encode("utf-16-le"), "is UTF-16"),
        (EVE.encode("utf-16-be"), "is UTF-16"),
        (EVE.encode("utf-32"), "is UTF-32, not UTF-8: convert it first, for example with `iconv -f UTF-32 -t UTF-8`"),
        (EVE.encode("utf-32-le"), "is UTF-32"),
        (EVE.encode("utf-32-be"), "is UTF-32"),
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
        ("5\n6\n", "is JSON, but has no objects: it starts with a number."),
        ('"text"', "is JSON, but has no objects: it starts with a string."),
        ("null", "is JSON, but has no objects: it starts with null."),
    ],
    ids=lambda value: value if isinstance(value, str) else repr(value[:8]),
)
@pytest.mark.parametrize("name", [AUTO, "suricata"])
def test_content_that_cannot_be_read_is_named(content: bytes | str, cause: str, name: str, tmp_path: Path):
    text = message(content, tmp_path, name)
    assert text.startswith(cause)
    assert text.endswith(".")


EMPTY = {
    "no bytes": b"",
    "white space": b"\n \r\n\t",
    "much white space": b" \n" * 100_000,
    "byte order mark": b"\xef\xbb\xbf",
    "compressed": gzip.compress(b"", mtime=0),
    "array": b"[]",
    "array on a line": b"[ ]\n",
    "arrays": b"[]\n[]\n",
    "wrapper": b'{"Findings": []}',
    "wrapper with other fields": b'{"Findings": [], "NextToken": null}\n',
    "pretty-printed wrapper": b'{\n  "Records": []\n}\n',
    "search": b'{"hits": {"total": 0, "hits": []}}',
    "SARIF": b'{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": []}]}',
    "SARIF without runs": b'{"version": "2.1.0", "runs": []}',
    "Zeek": b"#separator \\x09\n#fields\tts\tnote\n#close\t2026\n",
}


@pytest.mark.parametrize("name", [AUTO, *FORMATS])
@pytest.mark.parametrize("kind", EMPTY)
def test_input_without_rows_is_empty(kind: str, name: str, tmp_path: Path):
    path = tmp_path / "file"
    path.write_bytes(EMPTY[kind])
    result = read(path, name)
    assert (result.is_empty, list(result.outcomes)) == (True, [])
    if name == AUTO:
        assert result.format == {"SARIF": FORMATS["sarif"], "Zeek": FORMATS["zeek"]}.get(kind.partition(" ")[0])


def test_include_is_checked_against_the_format(tmp_path: Path):
    assert message(EVE, tmp_path, "suricata", "pass") == "--include pass is not for suricata: use anomaly or drop."
    assert message(EVE, tmp_path, AUTO, "drop", "x", "pass").startswith("--include pass, x is not for suricata")
    falco = (SAMPLES / "falco.json").read_bytes()
    assert message(falco, tmp_path, "falco", "pass") == "--include pass is not for falco: it has no such option."
    assert "is not for asff" in message("[]", tmp_path, "asff", "drop")


@pytest.mark.parametrize("name", ["missing.json", "folder", "file/inside", "x" * 300])
def test_path_that_is_no_file_is_named(name: str, tmp_path: Path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(UnreadableInputError, match=f"{tmp_path / name} (is a folder|cannot be read: )"):
        read(tmp_path / name)
