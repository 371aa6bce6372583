from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.day_count import DayCount
    from ..models.severity_count import SeverityCount


T = TypeVar("T", bound="TicketSummary")


@_attrs_define
class TicketSummary:
    """Counts of tickets.

    Attributes:
        by_severity (list[SeverityCount]): The open tickets, one entry per severity.
        by_day (list[DayCount]): The tickets created and resolved, one entry per day, oldest first.
    """

    by_severity: list[SeverityCount]
    by_day: list[DayCount]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        by_severity = []
        for by_severity_item_data in self.by_severity:
            by_severity_item = by_severity_item_data.to_dict()
            by_severity.append(by_severity_item)

        by_day = []
        for by_day_item_data in self.by_day:
            by_day_item = by_day_item_data.to_dict()
            by_day.append(by_day_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "by_severity": by_severity,
                "by_day": by_day,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.day_count import DayCount  # noqa: PLC0415
        from ..models.severity_count import SeverityCount  # noqa: PLC0415

        d = dict(src_dict)
        by_severity = []
        _by_severity = d.pop("by_severity")
        for by_severity_item_data in _by_severity:
            by_severity_item = SeverityCount.from_dict(by_severity_item_data)

            by_severity.append(by_severity_item)

        by_day = []
        _by_day = d.pop("by_day")
        for by_day_item_data in _by_day:
            by_day_item = DayCount.from_dict(by_day_item_data)

            by_day.append(by_day_item)

        ticket_summary = cls(
            by_severity=by_severity,
            by_day=by_day,
        )

        ticket_summary.additional_properties = d
        return ticket_summary

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
