"""Reading documents as `oneprotect ingest` does, and checking alerts as the API does."""

import json
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import pytest

from generated.problems import Problem
from generated.routes.alerts import CREATE_ALERT, CREATE_ALERTS
from generated.runtime.parsing import parse_body, parse_items
from handlers.ingest.adapters import FORMATS
from handlers.ingest.alerts.alert import Options, RejectedRowError, Skipped
from handlers.ingest.reading import AUTO, Alert, Outcome, read_input
from handlers.ingest.rows.streams import open_stream

SAMPLES = Path(__file__).parent / "samples"
FORMAT_OF_SAMPLE = {
    "asff.json": "asff",
    "falco.json": "falco",
    "guardduty.json": "asff",
    "ocsf.ndjson": "ocsf",
    "scan.sarif": "sarif",
    "suricata.eve.json": "suricata",
    "wazuh-alerts.json": "wazuh",
    "zeek-notice.json": "zeek",
    "zeek-notice.log": "zeek",
}


def outcomes(content: bytes | str, format_name: str = AUTO, *include: str) -> list[Outcome]:
    """Return what becomes of the rows of a file with this content."""
    data = content.encode() if isinstance(content, str) else content
    with NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        with open_stream(Path(file.name)) as stream:
            return list(read_input(stream, format_name, frozenset(include)).outcomes)


def alerts(content: bytes | str, format_name: str = AUTO, *include: str) -> list[dict[str, Any]]:
    """Return the alerts of a file, after asserting that the API accepts them."""
    bodies = [outcome.body for outcome in outcomes(content, format_name, *include) if isinstance(outcome, Alert)]
    for body in bodies:
        assert_accepted(body)
    return bodies


def sample_alerts(name: str, *include: str) -> list[dict[str, Any]]:
    return alerts((SAMPLES / name).read_bytes(), FORMAT_OF_SAMPLE[name], *include)


def sample_rows(name: str) -> list[Any]:
    """Return the documents of a sample that has one a line."""
    return [json.loads(line) for line in (SAMPLES / name).read_text().splitlines()]


def adapt(format_name: str, row: Any, *include: str, **options: Any) -> dict[str, Any]:
    """Return the alert of a row, after asserting that the API accepts it."""
    body = FORMATS[format_name].adapt(row, Options(include=frozenset(include), **options))
    assert isinstance(body, dict)
    assert_accepted(body)
    return body


def skipped(format_name: str, row: Any, *include: str) -> str:
    """Return the kind of a row that is skipped."""
    result = FORMATS[format_name].adapt(row, Options(include=frozenset(include)))
    assert isinstance(result, Skipped)
    return result.kind


def rejection(format_name: str, row: Any) -> tuple[str, str]:
    """Return pointer and reason of a row that is rejected."""
    with pytest.raises(RejectedRowError) as caught:
        FORMATS[format_name].adapt(row, Options())
    return caught.value.pointer, str(caught.value)


def assert_accepted(body: dict[str, Any]) -> None:
    """Assert that the API accepts the body, alone and in a batch."""
    data = json.dumps(body, ensure_ascii=False, allow_nan=False).encode()
    assert CREATE_ALERT.body is not None
    assert CREATE_ALERTS.body is not None
    alone = parse_body(data, CREATE_ALERT.body)
    assert isinstance(alone, tuple), alone
    batch = parse_body(wrapped := b'{"alerts":[' + data + b"]}", CREATE_ALERTS.body)
    assert isinstance(batch, tuple), batch
    (item,) = parse_items(wrapped, batch[0], CREATE_ALERTS.body)
    assert not isinstance(item, Problem), item


def assets(body: dict[str, Any]) -> set[tuple[str, str | None, str]]:
    return {(asset["type"], asset.get("role"), asset["value"]) for asset in body["assets"]}


def evidence(body: dict[str, Any], kind: str) -> list[str]:
    return [item["value"] for item in body["evidence"] if item["type"] == kind]
