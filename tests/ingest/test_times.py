"""Times in every form that sources write."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.ingest.alerts.alert import RejectedRowError, time_of
from handlers.ingest.alerts.times import parse_time

EXPECTED = datetime(2026, 3, 1, 11, 0, 0, 123456, tzinfo=UTC)
SECONDS = 1772362800


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01T11:00:00.123456Z",
        "2026-03-01t11:00:00.123456z",
        "2026-03-01 11:00:00.123456",
        "2026-03-01T11:00:00.123456",
        "2026-03-01T11:00:00,123456+00:00",
        "2026-03-01T12:00:00.123456+01:00",
        "2026-03-01T12:00:00.123456+0100",
        "2026-03-01T12:00:00.123456+01",
        "2026-03-01T02:00:00.123456-09:00",
        "2026-03-01T16:30:00.123456+05:30",
        "2026-03-02T01:00:00.123456+14:00",
        "2026-02-28T23:00:00.123456-1200",
        "2026-03-01 11:00:00.123456 UTC",
        "2026-03-01 11:00:00.123456 GMT",
        "2026-03-01 12:00:00.123456 +0100",
        "20260301T110000.123456Z",
        "2026-03-01T11:00:00.123456789Z",
        "  2026-03-01T11:00:00.1234567Z\n",
    ],
)
def test_iso_time_is_read_with_any_offset(text: str):
    assert parse_time(text) == EXPECTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-01T11:00Z", datetime(2026, 3, 1, 11, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, tzinfo=UTC)),
        ("1970-01-01T00:00:12Z", datetime(1970, 1, 1, 0, 0, 12, tzinfo=UTC)),
        ("2999-12-31T23:59:59Z", datetime(2999, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_unusual_iso_times_are_read(text: str, expected: datetime):
    assert parse_time(text) == expected


@pytest.mark.parametrize("is_text", [False, True])
@pytest.mark.parametrize(
    ("epoch", "microsecond"),
    [
        (SECONDS, 0),
        (f"{SECONDS}.123456", 123456),
        (f"{SECONDS}.1234567", 123456),
        (f"{SECONDS}123", 123000),
        (f"{SECONDS}123.456", 123456),
        (f"{SECONDS}123456", 123456),
        (f"{SECONDS}123456789", 123456),
        ("1.772362800E9", 0),
        (f"{SECONDS}.", 0),
    ],
)
def test_epoch_is_read_in_any_unit(epoch: object, microsecond: int, *, is_text: bool):
    text = str(epoch)
    value = text if is_text else (int(text) if text.isdigit() else float(text))
    assert parse_time(value) == EXPECTED.replace(microsecond=microsecond)


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2199, 12, 31)),  # noqa: DTZ001 - Hypothesis adds the zone
    st.sampled_from([1, 10**3, 10**6, 10**9]),
)
def test_unit_follows_from_the_size(moment: datetime, unit: int):
    expected = moment.replace(tzinfo=UTC)
    microseconds = (expected - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    if unit < 10**6:
        expected -= timedelta(microseconds=microseconds % (10**6 // unit))
    assert parse_time(microseconds * unit // 10**6) == expected


@pytest.mark.parametrize(
    "value",
    [
        *(None, True, False, [], {}, "", " ", "-", "yesterday", "12:00:00", "2026-03-01", "01/Mar/2026:11:00:00 +0000"),
        *("2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-03-01T24:00:00Z", "2026-03-01T11:00:61Z"),
        *("2026-03-01T11:00:00+24:00", "2026-03-01T11:00:00+01:60", "1969-12-31T23:59:59Z", "3000-01-01T00:00:00Z"),
        *("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "٢٠٢٦-٠٣-٠١T٠٠:٠٠:٠٠Z", "2026-03-01T11:00:00 CET"),
        *(
            0,
            -1,
            5,
            -SECONDS,
            10**30,
            1e300,
            float("inf"),
            float("nan"),
            "nan",
            "Infinity",
            "1e999999999",
            "1_772_362_800",
        ),
        *("0x69A4", "١٧٧٢٣٦٢٨٠٠", "9" * 4000, 631_151_999, 7_258_118_400),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_what_is_no_time_is_none(value: object):
    assert parse_time(value) is None


def test_time_with_an_offset_prevails_over_one_without():
    document = {"local": "2026-03-01T12:00:00", "exact": "2026-03-01T12:00:00+01:00"}
    assert time_of(document, ("local",), ("exact",)) == datetime(2026, 3, 1, 11, tzinfo=UTC)
    assert time_of(document, ("missing",), ("local",)) == datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("document", "pointer", "reason"),
    [
        ({}, "", "the time is missing: expected a or b.c"),
        ({"a": None, "b": 5}, "", "the time is missing: expected a or b.c"),
        ({"a": None, "b": {"c": "x"}}, "/b/c", "the time cannot be read"),
        ({"a": True, "b": {"c": "x"}}, "/a", "the time cannot be read"),
    ],
)
def test_missing_and_unreadable_times_are_told_apart(document: object, pointer: str, reason: str):
    with pytest.raises(RejectedRowError, match=reason) as caught:
        time_of(document, ("a",), ("b", "c"))
    assert caught.value.pointer == pointer
