"""Times as sources write them: ISO 8601 with any offset, or an epoch in seconds, milli-, micro- or nanoseconds.

An epoch's unit follows from its size: it is the unit in which the number falls between 1990 and 2200. The four ranges
do not overlap, so the choice is never ambiguous. An ISO time without an offset is taken as UTC.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST_EPOCH, _LATEST_EPOCH = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
_END = datetime(3000, 1, 1, tzinfo=UTC)  # what the contract accepts, from 1970 on
_UNITS = (1, 10**3, 10**6, 10**9)  # per second
_NUMBER = re.compile(r"[0-9]{1,30}(?:\.[0-9]{0,30})?(?:e\+?[0-9]{1,2})?", re.ASCII | re.IGNORECASE)
_ISO = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})[Tt ](\d{2}):?(\d{2})(?::?(\d{2}))?(?:[.,](\d+))? ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?",
    re.ASCII | re.IGNORECASE,
)


def parse_time(value: Any) -> datetime | None:
    """Return the instant in UTC, cut to microseconds; None for what is not a time."""
    if isinstance(value, str):
        trimmed = value.strip()
        match = _ISO.fullmatch(trimmed)
        return _parse_epoch(trimmed) if match is None else _from_iso(match)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _parse_epoch(repr(value))
    return None


def has_offset(value: Any) -> bool:
    """Whether a time is an instant: an epoch, or text with an offset from UTC."""
    match = _ISO.fullmatch(value.strip()) if isinstance(value, str) else None
    return match is None or match[8] is not None


def _from_iso(match: re.Match[str]) -> datetime | None:
    year, month, day, hour, minute = map(int, match.groups()[:5])
    second = int(match[6] or 0)
    microsecond = int((match[7] or "0")[:6].ljust(6, "0"))
    try:
        local = datetime(year, month, day, hour, minute, min(second, 59), microsecond, tzinfo=UTC)
        # Second 60 is a leap second, which is the same instant as second 0 of the next minute.
        instant = local + timedelta(seconds=second - min(second, 59)) - _offset(match[8])
    except (ValueError, OverflowError):
        return None
    return instant if second <= 60 and _EPOCH <= instant < _END else None


def _offset(text: str | None) -> timedelta:
    """Return an offset such as +05:30, -0800 or +02; raise ValueError for one of more than a day."""
    if text is None or text[0] not in "+-":
        return timedelta()
    hours, minutes = int(text[1:3]), int(text[3:].lstrip(":") or 0)
    if hours > 23 or minutes > 59:
        raise ValueError(text)
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if text[0] == "-" else offset


def _parse_epoch(value: str) -> datetime | None:
    if _NUMBER.fullmatch(value) is None:
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    for unit in _UNITS:
        try:
            instant = _EPOCH + timedelta(microseconds=int(number * 10**6 / unit))
        except OverflowError:
            continue
        if _EARLIEST_EPOCH <= instant < _LATEST_EPOCH:
            return instant
    return None
