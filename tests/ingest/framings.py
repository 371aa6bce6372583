"""The same rows in every framing, and what is read of them."""

import json
from collections.abc import Callable
from typing import Any

from handlers.ingest.reading import Alert, Outcome, Rejected
from tests.ingest.reports import sample_rows

ROW = sample_rows("falco.json")[0]
ROWS = [{**ROW, "output": f"row {number}"} for number in range(5)]


def lines(rows: list[Any]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def as_array(rows: list[Any], indent: int | None) -> str:
    return json.dumps(rows, indent=indent)


FRAMINGS: dict[str, Callable[[list[Any]], str]] = {
    "lines": lines,
    "lines without the last end": lambda rows: lines(rows).rstrip("\n"),
    "CRLF": lambda rows: lines(rows).replace("\n", "\r\n"),
    "blank lines": lambda rows: "\n\n" + lines(rows).replace("\n", "\n \t\n\r\n"),
    "byte order mark": lambda rows: "\ufeff" + lines(rows),
    "byte order marks of joined files": lambda rows: "".join("\ufeff" + lines([row]) for row in rows),
    "record separators": lambda rows: "".join("\x1e" + lines([row]) for row in rows),
    "NUL bytes of a crash": lambda rows: "\x00\x00\x00" + lines(rows) + "\x00" * 100,
    "lines that end with a comma": lambda rows: lines(rows).replace("\n", ",\n"),
    "array": lambda rows: as_array(rows, None),
    "array, pretty-printed": lambda rows: as_array(rows, 2),
    "array, one item a line": lambda rows: "[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n",
    "arrays, one a line": lambda rows: as_array(rows[:2], None) + "\n" + as_array(rows[2:], None) + "\n",
    "arrays, pretty-printed": lambda rows: as_array(rows[:2], 4) + "\n" + as_array(rows[2:], 4),
    "concatenated": lambda rows: "".join(map(json.dumps, rows)),
    "concatenated on lines": lambda rows: (
        "".join(map(json.dumps, rows[:2])) + "\n" + "".join(map(json.dumps, rows[2:]))
    ),
    "pretty-printed": lambda rows: "\n".join(json.dumps(row, indent=2) for row in rows),
    "pretty-printed with tabs": lambda rows: "".join(json.dumps(row, indent="\t") for row in rows),
    "wrapped": lambda rows: json.dumps({"Findings": rows}),
    "wrapped, with other members": lambda rows: json.dumps({"n": 1.5, "s": 'a"]', "Events": rows, "x": [{"y": "]}"}]}),
    "wrapped, pretty-printed": lambda rows: json.dumps({"version": None, "Records": rows, "token": "a"}, indent=2),
    "wrapped, repeatedly": lambda rows: json.dumps({"alerts": rows[:2]}) + json.dumps({"alerts": rows[2:]}, indent=1),
    "wrapped, one wrapper a line": lambda rows: lines([{"events": rows[:2]}, {"events": rows[2:]}]),
}


def outputs(read: list[Outcome]) -> list[str]:
    return [outcome.body["description"] for outcome in read if isinstance(outcome, Alert)]


def expected(*numbers: int) -> list[str]:
    return [f"row {number}" for number in numbers]


def rejected(read: list[Outcome]) -> list[Rejected]:
    return [outcome for outcome in read if isinstance(outcome, Rejected)]
