from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.alert_report_activity import AlertReportActivity
from ..models.severity import Severity

T = TypeVar("T", bound="AlertReport")


@_attrs_define
class AlertReport:
    """An update or the closing of a finding, as the source of the alert reported it. It changed neither the alert's
    content nor its triage.

        Attributes:
            id (UUID): A UUID in lowercase with hyphens (RFC 9562).
            activity (AlertReportActivity): What happened to the finding at its source.
            title (str): What happened, in one line.
            description (str): Details beyond the title.
            severity (Severity): The severity. Sorting uses the rank; critical is the highest.
            detected_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
            created_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
    """

    id: UUID
    activity: AlertReportActivity
    title: str
    description: str
    severity: Severity
    detected_at: datetime.datetime
    created_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        activity = self.activity.value

        title = self.title

        description = self.description

        severity = self.severity.value

        detected_at = self.detected_at.isoformat()

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "activity": activity,
                "title": title,
                "description": description,
                "severity": severity,
                "detected_at": detected_at,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        activity = AlertReportActivity(d.pop("activity"))

        title = d.pop("title")

        description = d.pop("description")

        severity = Severity(d.pop("severity"))

        detected_at = datetime.datetime.fromisoformat(d.pop("detected_at"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        alert_report = cls(
            id=id,
            activity=activity,
            title=title,
            description=description,
            severity=severity,
            detected_at=detected_at,
            created_at=created_at,
        )

        alert_report.additional_properties = d
        return alert_report

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
