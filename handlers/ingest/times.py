"""Times as sources write them: ISO 8601 with any offset, or an epoch in seconds, milli-, micro- or nanoseconds.

An epoch's unit is chosen by its size: the unit in which the number falls between 1990 and 2200. The four ranges do not
overlap, so the choice is never ambiguous. A time without an offset is UTC.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST, _LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
_UNITS = (1, 10**3, 10**6, 10**9)  # per second
_MAX_DIGITS = 40
_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d+))? ?(Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?", re.ASCII
)


def parse_time(value: Any) -> datetime | None:
    """Return the instant in UTC, cut to microseconds; None for what is not a time between 1990 and 2200."""
    if isinstance(value, str):
        return _parse_iso(value.strip()) or _parse_epoch(value.strip())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _parse_epoch(repr(value))
    return None


def _parse_iso(value: str) -> datetime | None:
    match = _ISO.fullmatch(value)
    if match is None:
        return None
    date, time, fraction, offset = match.groups()
    microseconds = (fraction or "0")[:6].ljust(6, "0")
    zone = "+00:00" if offset in {None, "Z", "z", "UTC", "GMT"} else offset
    try:
        instant = datetime.fromisoformat(
            f"{date}T{time if time.count(':') == 2 else time + ':00'}.{microseconds}{zone}"
        )
        return _plausible(instant.astimezone(UTC))
    except (ValueError, OverflowError):
        return None


def _parse_epoch(value: str) -> datetime | None:
    if len(value) > _MAX_DIGITS:
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    for unit in _UNITS:
        try:
            instant = _plausible(_EPOCH + timedelta(microseconds=int(number * 10**6 / unit)))
        except OverflowError:
            continue
        if instant is not None:
            return instant
    return None


def _plausible(instant: datetime) -> datetime | None:
    return instant if _EARLIEST <= instant < _LATEST else None
