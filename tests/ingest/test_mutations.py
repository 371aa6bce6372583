"""Any JSON value in any place: an alert that the API accepts, a skipped row, or a pointer and a reason."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.ingest.adapters import FORMATS
from handlers.ingest.adapters.sarif import rows as sarif_rows
from handlers.ingest.alerts.alert import Options, RejectedRowError, Skipped
from handlers.ingest.reading import Alert, Rejected, SkippedRow
from handlers.ingest.rows.streams import UnreadableInputError
from tests.ingest.reports import FORMAT_OF_SAMPLE, SAMPLES, assert_accepted, outcomes, sample_rows

ASFF = json.loads((SAMPLES / "asff.json").read_text())["Findings"]
ROWS = {
    "asff": [*ASFF, *(event["detail"] for event in sample_rows("guardduty.json"))],
    "falco": sample_rows("falco.json"),
    "ocsf": sample_rows("ocsf.ndjson"),
    "suricata": sample_rows("suricata.eve.json"),
    "wazuh": [*sample_rows("wazuh-alerts.json"), {"_source": sample_rows("wazuh-alerts.json")[2]}],
    "zeek": sample_rows("zeek-notice.json"),
}
LOG = json.loads((SAMPLES / "scan.sarif").read_text())

# Characters that have a meaning somewhere, and texts that look like something.
TEXTS = st.text(
    st.sampled_from('a0é😀 \t\n"\\/~%:;,.-_<>{}[]()@#\x00\x01\x1f\x7f\u2028\ud800\udfff\ufeff'), max_size=12
)
LOOKALIKES = st.sampled_from(
    [
        *(
            "192.0.2.1",
            "2001:db8::1",
            "[::1]",
            "fe80::1%0",
            "example.com",
            "https://example.com/",
            "http://[",
            "-",
            "N/A",
        ),
        *(
            "PASS",
            "passed",
            "high",
            "alert",
            "drop",
            "2026-03-01T11:00:00Z",
            "1772362800",
            "1e999",
            "NaN",
            "∞",
            "٣",
            "²",
        ),
        *("{0}{1}{9999}", "a->b", "x" * 2001, "é" * 30_001, "\ud800" * 600, "y" * 300_000, "/" * 600),
    ]
)
NUMBERS = st.sampled_from(
    [
        0,
        -1,
        1,
        2,
        3,
        4,
        4.0,
        99,
        2.5,
        -0.0,
        1e308,
        5e-324,
        float("inf"),
        float("nan"),
        2**53,
        2**64,
        10**4100,
        1772362800123,
    ]
)
SCALARS = st.none() | st.booleans() | NUMBERS | st.integers() | st.floats() | TEXTS | LOOKALIKES
NESTED = st.sampled_from([62, 63, 64, 200]).map(lambda levels: json.loads("[" * levels + "]" * levels))
VALUES = (
    st.recursive(
        SCALARS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
        max_leaves=6,
    )
    | NESTED
)
OPERATIONS = st.sampled_from(["replace", "delete", "insert", "rename"])


def containers(value: Any) -> Iterator[Any]:
    """Yield every object and array of a document that is not empty."""
    if isinstance(value, dict | list) and value:
        yield value
        for child in value.values() if isinstance(value, dict) else value:
            yield from containers(child)


@st.composite
def mutated(draw: st.DrawFn, documents: list[Any]) -> Any:
    """Draw a document with one to four values replaced, deleted, inserted or renamed."""
    document = copy.deepcopy(draw(st.sampled_from(documents)))
    for _ in range(draw(st.integers(1, 4))):
        holders = list(containers(document))
        if not holders:
            break
        holder = draw(st.sampled_from(holders))
        steps = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        step, operation = draw(st.sampled_from(steps)), draw(OPERATIONS)
        if operation == "replace":
            holder[step] = draw(VALUES)
        elif operation == "delete":
            del holder[step]
        elif isinstance(holder, list):
            holder.insert(step, draw(VALUES))
        elif operation == "insert":
            holder[draw(TEXTS)] = draw(VALUES)
        else:
            holder[draw(TEXTS)] = holder.pop(step)
    return document


def resolve(document: Any, pointer: str) -> Any:
    """Return what a pointer leads to (RFC 6901); raise an error if it leads nowhere."""
    if not pointer:
        return document
    assert pointer.startswith("/")
    for step in pointer[1:].split("/"):
        name = step.replace("~1", "/").replace("~0", "~")
        document = document[int(name)] if isinstance(document, list) else document[name]
    return document


def check(format_name: str, row: Any, document: Any, include: frozenset[str]) -> None:
    """Adapt a row, and check what comes of it; pointers lead into ``document``."""
    try:
        result = FORMATS[format_name].adapt(row, Options(include=include))
    except RejectedRowError as error:
        where, reason = error.pointer, str(error)
    else:
        if not isinstance(result, Skipped):
            assert_accepted(result)
        return
    resolve(document, where)
    assert (where + reason).encode()
    assert reason


RELAXED = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.mark.parametrize("format_name", ROWS)
@RELAXED
@given(st.data())
def test_any_value_in_any_place_has_an_outcome(format_name: str, data: st.DataObject):
    row = data.draw(mutated(ROWS[format_name]))
    include = data.draw(st.sampled_from([frozenset(), FORMATS[format_name].includes]))
    FORMATS[format_name].recognizes(row)
    if isinstance(row, dict):
        check(format_name, row, row, include)


@RELAXED
@given(mutated([LOG]), st.sampled_from([frozenset(), FORMATS["sarif"].includes]))
def test_any_value_in_any_place_of_a_sarif_log_has_an_outcome(log: Any, include: frozenset[str]):
    FORMATS["sarif"].recognizes(log)
    for row in sarif_rows(log):
        check("sarif", row, log, include)


@pytest.mark.parametrize("sample", FORMAT_OF_SAMPLE)
@RELAXED
@given(st.data())
def test_any_text_of_a_file_has_an_outcome(sample: str, data: st.DataObject):
    text = (SAMPLES / sample).read_text()
    for _ in range(data.draw(st.integers(1, 3))):
        start, length = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 40))
        inserted = data.draw(
            TEXTS | st.sampled_from(["\n", '"', "}", "{", "]", "[", "\t", "\x00", "#separator \n", "\\"])
        )
        text = text[:start] + inserted + text[start + length :]
    content = text.encode("utf-8", "surrogatepass")
    try:
        read = outcomes(content, FORMAT_OF_SAMPLE[sample])
    except UnreadableInputError:
        return
    for outcome in read:
        assert isinstance(outcome, Alert | SkippedRow | Rejected)
        assert outcome.number > 0
        if isinstance(outcome, Alert):
            assert_accepted(outcome.body)


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize(
    "document", [{}, {"": {}}, {"a": None}, {"runs": 5}, {"detail": {}}, {"_source": {}}, {"data": []}]
)
def test_document_of_no_format_has_an_outcome(format_name: str, document: Any):
    check(format_name, document, document, frozenset())
