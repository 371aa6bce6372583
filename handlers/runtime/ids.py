"""The id and the time of a new row."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Make a UUIDv7 (RFC 9562 §5.7): ids of rows sort by the time of their making."""
    return uuid7()


def utc_now() -> datetime:
    """Give the time of now, in UTC, to the microsecond."""
    return datetime.now(UTC)
