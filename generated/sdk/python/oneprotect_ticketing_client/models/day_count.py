from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="DayCount")


@_attrs_define
class DayCount:
    """The number of tickets created and resolved on one day, in UTC.

    Attributes:
        day (datetime.date): The day, in UTC.
        created (int): A count, at most the largest integer that JSON represents exactly (2^53 - 1).
        resolved (int): A count, at most the largest integer that JSON represents exactly (2^53 - 1).
    """

    day: datetime.date
    created: int
    resolved: int

    def to_dict(self) -> dict[str, Any]:
        day = self.day.isoformat()

        created = self.created

        resolved = self.resolved

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "day": day,
                "created": created,
                "resolved": resolved,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        day = datetime.date.fromisoformat(d.pop("day"))

        created = d.pop("created")

        resolved = d.pop("resolved")

        day_count = cls(
            day=day,
            created=created,
            resolved=resolved,
        )

        return day_count
