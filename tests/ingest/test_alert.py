"""What every adapter shares: titles, typed assets, evidence, limits, and what the API can store."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from generated import limits
from handlers.ingest.alerts.alert import Assets, Evidence, RejectedRowError, build_alert, is_placeholder, source_name
from handlers.ingest.alerts.storable import MAX_RAW_DEPTH, obstacle
from tests.ingest.reports import assert_accepted


def alert(**members: Any) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "source": "tool",
        "uid": "1",
        "title": "Title",
        "severity": "low",
        "detected_at": datetime(2026, 3, 1, tzinfo=UTC),
        "assets": Assets(),
        "evidence": Evidence(),
        "raw": {},
    }
    body = build_alert(**{**parts, **members})
    assert_accepted(body)
    return body


@pytest.mark.parametrize(
    ("title", "rule", "expected"),
    [
        ("  two \t\n words\u2028here ", "", "two words here"),
        ("\x00\x1b[31mred\x7f", "", "[31mred"),
        ("", " rule\n1 ", "rule 1"),
        (" \u00a0\u3000", "rule", "rule"),
        ("", "", "tool alert"),
        ("é" * 501, "", "é" * 500),
        ("a" * 499 + " b", "", "a" * 499),
    ],
)
def test_title_is_one_trimmed_line_or_the_rule(title: str, rule: str, expected: str):
    assert alert(title=title, rule_id=rule)["title"] == expected


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("hostname", "192.0.2.1", ("ip_address", "192.0.2.1")),
        ("hostname", "[2001:db8::1]", ("ip_address", "2001:db8::1")),
        ("user", "2001:db8::1", ("ip_address", "2001:db8::1")),
        ("ip_address", "fe80::1%eth0", ("ip_address", "fe80::1%eth0")),
        ("ip_address", "web01.example.com", ("hostname", "web01.example.com")),
        ("hostname", "web01.example.com.", ("hostname", "web01.example.com")),
        ("hostname", "WEB-01", ("hostname", "WEB-01")),
        ("hostname", "_dmarc.example.com", ("hostname", "_dmarc.example.com")),
        ("hostname", "bücher.example", ("hostname", "bücher.example")),
        ("hostname", "a b", None),
        ("hostname", "web01:443", None),
        ("hostname", "10.0.0.0/8", None),
        ("hostname", "12345", None),
        ("hostname", "256.1.1.1", None),
        ("hostname", "-leading", None),
        ("hostname", "a..b", None),
        ("hostname", "a" * 64, None),
        ("ip_address", "999.1.1.1", None),
        ("url", "https://example.com/x?y", ("url", "https://example.com/x?y")),
        ("url", "//example.com", None),
        ("url", "/path", None),
        ("url", "http://[bad", None),
        ("url", "https://example.com/a b", None),
        ("user", " alice ", ("user", "alice")),
        ("file", "C:\\Temp\\a b.txt", ("file", "C:\\Temp\\a b.txt")),
        ("user", "-", None),
        ("user", "N/A", None),
        ("user", "Unknown", None),
        ("process", "<NA>", None),
        ("cloud_resource", "<resource_uid>", None),
        ("file", "y" * 2000, ("file", "y" * 2000)),
        ("file", "y" * 2049, None),
        ("user", "", None),
    ],
)
def test_asset_is_typed_by_its_value_or_left_out(kind: Any, value: str, expected: tuple[str, str] | None):
    assets = Assets()
    assets.add(kind, value, "source")
    documents = [] if expected is None else [{"type": expected[0], "value": expected[1], "role": "source"}]
    assert assets.documents == documents
    assert alert(assets=assets)["assets"] == documents


def test_asset_appears_once_per_role_and_without_a_role_only_alone():
    assets = Assets()
    assets.add("ip_address", "192.0.2.1")
    assets.add("ip_address", "192.0.2.1", "source")
    assets.add("ip_address", "192.0.2.1", "target")
    assets.add("ip_address", "192.0.2.1", "source")
    assert [asset.get("role") for asset in assets.documents] == ["source", "target"]


def test_evidence_is_trimmed_cut_and_unique():
    evidence = Evidence()
    for value in (" text ", "text", "", " \n", "y" * 5000):
        evidence.add("log", value)
    evidence.add_labelled("label", " ")
    evidence.add_labelled("label", "value")
    assert [item["value"] for item in evidence.documents] == ["text", "y" * 4000, "label: value"]
    assert alert(evidence=evidence)["evidence"] == evidence.documents


def test_more_than_the_contract_allows_is_left_out():
    assets, evidence = Assets(), Evidence()
    for number in range(300):
        assets.add("user", f"user{number}", "actor")
        evidence.add("log", f"line {number}")
    body = alert(assets=assets, evidence=evidence, description="d" * 40_000, rule_id="r" * 600, title="t" * 600)
    assert len(body["assets"]) == limits.ALERT_CREATE_ASSETS_MAX_ITEMS
    assert len(body["evidence"]) == limits.ALERT_CREATE_EVIDENCE_MAX_ITEMS
    assert len(body["description"]) == limits.ALERT_CREATE_DESCRIPTION_MAX_LENGTH
    assert len(body["rule_id"]) == limits.ALERT_CREATE_RULE_ID_MAX_LENGTH


@pytest.mark.parametrize("value", ["", "-", " none ", "NULL", "n/a", "<x>", "{x}", "${x.y}", "0", "0000-0000", "XXXX"])
def test_placeholders_are_known(value: str):
    assert is_placeholder(value)


@pytest.mark.parametrize("value", ["1", "x", "a<b>", "finding-{1}-a", "10", "nonexistent", "xXx"])
def test_other_values_are_no_placeholders(value: str):
    assert not is_placeholder(value)


@pytest.mark.parametrize(
    ("product", "source"),
    [("AWS Security Hub", "aws-security-hub"), ("-._x_y.z-", "x_y.z"), ("", "tool"), ("---", "tool"), ("Ä1", "1")],
)
def test_source_is_a_name_that_the_contract_accepts(product: str, source: str):
    assert source_name(product, "tool") == source
    alert(source=source)


def nested(levels: int) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = {"a": value}
    return value


@pytest.mark.parametrize(
    "raw",
    [
        {"a": "x" * (limits.ALERT_CREATE_RAW_MAX_BYTES - 8)},
        {"a": "\\u0000", "b": [1.5, -0.0, 1e308, 5e-324, None, True]},
        {"a": 10**3999},
        {"a": "7" * 5000},
        nested(MAX_RAW_DEPTH),
        {str(number): [] for number in range(1000)},
        {"emoji": "😀", "private": "\ue000", "control": "\x01\x1f\x7f"},
    ],
    ids=["size", "escapes", "digits", "text of digits", "depth", "brackets", "characters"],
)
def test_document_within_the_limits_is_accepted(raw: Any):
    assert obstacle(raw) is None
    assert alert(raw=raw)["raw"] == raw


@pytest.mark.parametrize(
    ("raw", "pointer", "reason"),
    [
        ({"a": ["x", "y\x00"]}, "/a/1", "NUL"),
        ({"a/b": {"c~d": "\x00"}}, "/a~1b/c~0d", "NUL"),
        ({"a": {"x\x00": 1}}, "/a", "a field name contains NUL"),
        ({"\ud800": 1}, "", "a field name is not valid Unicode"),
        ({"a": "\udfff"}, "/a", "not valid Unicode"),
        ({"a": [1, float("inf")]}, "/a/1", "does not fit into a double"),
        ({"a": float("nan")}, "/a", "double"),
        ({"a": 10**4000}, "/a", "more than 4000 digits"),
        ({"a": -(10**4000)}, "/a", "more than 4000 digits"),
        ({"a": "x" * (limits.ALERT_CREATE_RAW_MAX_BYTES - 7)}, "/a", "262,145 bytes"),
        ({"a": {"b": ["é" * 140_000, 1]}, "c": "x" * 1000}, "/a/b/0", "the limit is 262,144"),
        ({"a": ["x"] * 100_000}, "/a", "the limit is 262,144"),
        (nested(MAX_RAW_DEPTH + 1), "/a" * MAX_RAW_DEPTH, "nested more than 63 levels deep"),
        (nested(5000), "/a" * MAX_RAW_DEPTH, "nested more than 63 levels deep"),
    ],
    ids=[
        *("NUL", "escaped steps", "NUL in a name", "surrogate in a name", "surrogate", "infinity", "NaN"),
        *("digits", "negative digits", "size", "size in bytes", "size of an array", "depth", "recursion"),
    ],
)
def test_document_that_the_api_cannot_store_is_rejected_where_it_is(raw: Any, pointer: str, reason: str):
    with pytest.raises(RejectedRowError, match=reason) as caught:
        alert(raw=raw)
    assert caught.value.pointer == pointer


def test_activity_needs_an_id_that_identifies():
    assert alert(activity="close")["activity"] == "close"
    assert "activity" not in alert(activity="close", uid="")
    assert "activity" not in alert(activity="create")


def test_digest_identifies_a_document_without_an_id():
    first, second = alert(uid="", raw={"a": 1, "b": 2}), alert(uid="", raw=json.loads('{"b": 2, "a": 1.0}'))
    assert first["source_alert_id"] == second["source_alert_id"]
    assert len(first["source_alert_id"]) == 64
