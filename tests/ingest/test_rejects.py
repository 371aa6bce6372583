"""The file of rejected rows: what it contains, and that its rows can be ingested again."""

import io
import json
from typing import Any

import pytest

from handlers.ingest.reading import Alert, Rejected
from handlers.ingest.rejects import MAX_DOCUMENT, Rejects
from handlers.ingest.rows.framing import MAX_TEXT
from tests.ingest.reports import SAMPLES, alerts, outcomes


def written(*rows: Rejected) -> list[dict[str, Any]]:
    file = io.StringIO()
    rejects = Rejects(file)
    for row in rows:
        rejects.write("file", row)
    return [json.loads(line) for line in file.getvalue().splitlines()]


@pytest.mark.parametrize("document", [{"a": ["\ud800", 1.5, None]}, 5, "x", None, [1]])
def test_row_is_written_as_it_is(document: Any):
    (entry,) = written(Rejected(3, "/a", "wrong", document))
    assert entry == {"file": "file", "row": 3, "pointer": "/a", "reason": "wrong", "document": document}


def test_row_that_is_no_json_is_written_as_text():
    (entry,) = written(Rejected(1, "", "not JSON", text='{"a" \udcff'))
    assert (entry["text"], "document" in entry, "is_cut" in entry) == ('{"a" \udcff', False, False)


def test_long_rows_are_cut():
    long = Rejected(1, "", "too long", {"a": "x" * MAX_DOCUMENT})
    unreadable = Rejected(2, "", "not JSON", text="x" * (MAX_TEXT + 1))
    for entry in written(long, unreadable):
        assert (len(entry["text"]), entry["is_cut"], "document" in entry) == (MAX_TEXT, True, False)


def test_rows_of_a_sarif_log_can_be_ingested_again():
    log = json.loads((SAMPLES / "scan.sarif").read_text())
    first = [outcome for outcome in outcomes(json.dumps(log), "sarif") if isinstance(outcome, Alert)]
    entries = written(*(Rejected(alert.number, "", "for some reason", alert.document) for alert in first))
    again = alerts("\n".join(json.dumps(entry["document"]) for entry in entries), "sarif")
    fields = ("source", "title", "severity", "rule_id", "assets", "evidence")
    assert [[alert[name] for name in fields] for alert in again] == [
        [alert.body[name] for name in fields] for alert in first
    ]
