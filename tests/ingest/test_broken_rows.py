"""Rows that cannot be read: each costs itself alone, and has a reason."""

import json
from collections.abc import Callable

import pytest

from handlers.ingest.rows import framing, splitting
from tests.ingest.framings import FRAMINGS, ROW, ROWS, expected, lines, outputs, rejected
from tests.ingest.reports import outcomes

# What breaks a row, and how many of the rows after it are lost. A bracket that is never closed hides at most one row.
BREAKS = {
    "bad token": lambda text: text.replace('"priority": "Warning"', '"priority": Warning'),
    "missing quote": lambda text: text.replace('"row 2"', '"row 2'),
    "missing brace": lambda text: text.removesuffix("}"),
    "NaN": lambda text: text.replace('"proc.tty": 0', '"proc.tty": NaN'),
    "infinity": lambda text: text.replace('"proc.tty": 0', '"proc.tty": -Infinity'),
    "control character": lambda text: text.replace("row 2", "row\x012"),
    "trailing comma": lambda text: text.removesuffix("}") + ",}",
    "cut in the middle": lambda text: text[:300],
    "cut in a string": lambda text: text[: text.index("Warning") + 3],
    "unclosed nesting": lambda text: text.replace('"output_fields": {', '"output_fields": {"x": [{'),
}


@pytest.mark.parametrize("cause", BREAKS)
def test_broken_line_costs_that_row_alone(cause: str):
    texts = [json.dumps(row) for row in ROWS]
    texts[2] = BREAKS[cause](texts[2])
    read = outcomes("\n".join(texts))
    assert outputs(read) == expected(0, 1, 3, 4)
    (row,) = rejected(read)
    assert (row.number, row.pointer) == (3, "")
    assert row.reason.startswith("not JSON")


@pytest.mark.parametrize("buffer", [7, 256 * 1024])
@pytest.mark.parametrize("cause", BREAKS)
@pytest.mark.parametrize(
    "frame",
    [
        lambda texts: "[\n" + ",\n".join(texts) + "\n]",
        lambda texts: "[\n  " + ",\n  ".join(texts) + "\n]",
        lambda texts: '{\n "Findings": [\n  ' + ",\n  ".join(texts) + '\n ],\n "NextToken": "x"\n}',
        lambda texts: "\n".join(json.dumps(json.loads(text), indent=2) if is_json(text) else text for text in texts),
    ],
    ids=["array, one item a line", "indented array", "wrapper", "pretty-printed"],
)
def test_broken_value_on_a_line_of_its_own_costs_that_row_alone(
    frame: Callable[[list[str]], str], cause: str, buffer: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(splitting, "_CHUNK", buffer)
    texts = [json.dumps(row) for row in ROWS]
    texts[2] = BREAKS[cause](texts[2])
    read = outcomes(frame(texts))
    assert outputs(read) == expected(0, 1, 3, 4)
    assert [row.number for row in rejected(read)] == [3]


def is_json(text: str) -> bool:
    try:
        framing.DECODER.decode(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("cause", ["bad token", "NaN", "infinity", "control character", "trailing comma"])
@pytest.mark.parametrize(
    "frame",
    [
        lambda texts: "[" + ",".join(texts) + "]",
        "".join,
        lambda texts: '{"Findings":[' + ", ".join(texts) + '],"x":1}',
    ],
    ids=["array", "concatenated", "wrapper"],
)
def test_broken_value_with_its_brackets_costs_that_row_alone(frame: Callable[[list[str]], str], cause: str):
    texts = [json.dumps(row) for row in ROWS]
    texts[2] = BREAKS[cause](texts[2])
    read = outcomes(frame(texts))
    assert outputs(read) == expected(0, 1, 3, 4)
    assert len(rejected(read)) == 1


@pytest.mark.parametrize("framing_name", ["lines", "array", "array, pretty-printed", "concatenated", "wrapped"])
@pytest.mark.parametrize("cut", [1, 30, 400])
def test_truncated_last_row_is_rejected_and_the_others_are_read(framing_name: str, cut: int):
    content = FRAMINGS[framing_name](ROWS).rstrip("]}\n ")
    read = outcomes(content[:-cut])
    assert outputs(read)[:4] == expected(0, 1, 2, 3)
    assert [row.reason.partition(" (")[0] for row in rejected(read)] == ["the input ends within the row"]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ('{"a": "b', "the input ends within the row (not JSON: Unterminated string starting at character 7)"),
        ('{"a": "\t"}\n', "not JSON: Invalid control character at character 8"),
        ('{"a" 1}\n', "not JSON: Expecting ':' delimiter at character 6"),
        ("42\n", "a number, not a JSON object"),
        ('"x"\n', "a string, not a JSON object"),
        ("null\n", "null, not a JSON object"),
        ("true\n", "true, not a JSON object"),
    ],
)
def test_reason_says_what_is_wrong(broken: str, reason: str):
    (row,) = rejected(outcomes(lines(ROWS) + broken))
    assert row.reason == reason


@pytest.mark.parametrize("frame", ["{}\n", "[\n{}\n]", '{{\n"Records": [\n{}\n]}}'])
@pytest.mark.parametrize("buffer", [7, 256 * 1024])
def test_rejected_row_has_its_text(frame: str, buffer: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(splitting, "_CHUNK", buffer)
    texts = [json.dumps(row) for row in ROWS]
    texts[2] = texts[2].replace('"priority": "Warning"', '"priority": Warning')
    separator = "\n" if frame == "{}\n" else ",\n"
    (row,) = rejected(outcomes(frame.format(separator.join(texts))))
    assert row.text.removesuffix(",") == texts[2]


def test_first_row_may_be_broken():
    content = 'ent": "x"}\n' + lines(ROWS)
    read = outcomes(content)
    assert outputs(read) == expected(*range(5))
    assert [row.number for row in rejected(read)] == [1]


@pytest.mark.parametrize("value", ["5", "-1.5e3", '"text"', "null", "true", "[]", "[[1]]"])
@pytest.mark.parametrize("framing_name", ["lines", "array", "concatenated"])
def test_value_that_is_no_object_is_rejected(value: str, framing_name: str):
    rows = [*ROWS[:2], json.loads(value), *ROWS[2:]]
    read = outcomes(FRAMINGS[framing_name](rows))
    assert outputs(read) == expected(*range(5))
    assert len(rejected(read)) == (0 if value == "[]" else 1)


@pytest.mark.parametrize("framing_name", ["lines", "array", "array, one item a line", "wrapped"])
def test_row_above_the_limit_is_rejected_and_not_kept(framing_name: str, monkeypatch: pytest.MonkeyPatch):
    for module in (framing, splitting):
        monkeypatch.setattr(module, "MAX_ROW", 100_000)
    monkeypatch.setattr(splitting, "_CHUNK", 10_000)
    giant = {**ROW, "output": '\\"}]{[' * 100_000}
    read = outcomes(FRAMINGS[framing_name]([*ROWS[:2], giant, *ROWS[2:]]), "falco")
    assert outputs(read) == expected(*range(5))
    assert ["longer than 100,000" in row.reason for row in rejected(read)] == [True]


def test_row_that_fits_in_memory_but_not_in_an_alert_is_rejected():
    read = outcomes(lines([*ROWS[:2], {**ROW, "output": "x" * 300_000}, *ROWS[2:]]))
    assert outputs(read) == expected(*range(5))
    assert [row.pointer for row in rejected(read)] == ["/output"]


@pytest.mark.parametrize("framing_name", ["lines", "array, pretty-printed"])
def test_bytes_that_are_not_utf8_are_rejected_where_they_are(framing_name: str):
    content = FRAMINGS[framing_name](ROWS).encode().replace(b"row 2", b"row \xff2")
    read = outcomes(content)
    assert outputs(read) == expected(0, 1, 3, 4)
    (row,) = rejected(read)
    assert (row.number, row.pointer) == (3, "/output")
    assert "not UTF-8" in row.reason


def test_depth_is_limited_without_recursion():
    deep = '{"rule": "x", "priority": "y", "output": "z", "a": ' + "[" * 100_000 + "]" * 100_000 + "}"
    for content in (lines(ROWS[:2]) + deep + "\n" + lines(ROWS[2:]), f"[{deep},{lines(ROWS[:1])}]"):
        read = outcomes(content)
        assert [row.reason for row in rejected(read)] == ["nested too deeply"]
        assert outputs(read) in (expected(*range(5)), expected(0))


def test_integer_that_python_does_not_read_is_rejected():
    content = lines(ROWS[:1]) + '{"a": ' + "9" * 5000 + "}\n" + lines(ROWS[1:])
    read = outcomes(content)
    assert outputs(read) == expected(*range(5))
    assert len(rejected(read)) == 1


def test_last_of_duplicate_members_is_kept():
    content = '{"rule": "a", "priority": "Error", "output": "row 0", "time": 1, "time": "2026-03-01T11:00:00Z"}\n'
    assert outputs(outcomes(content)) == expected(0)
