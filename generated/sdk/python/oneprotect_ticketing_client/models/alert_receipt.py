from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AlertReceipt")


@_attrs_define
class AlertReceipt:
    """The result of a report. It does not show the state of the alert.

    Attributes:
        id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        source (str): The tool that reported the alert.
        source_alert_id (str): The source's own ID of the alert.
        created (bool): False if the alert already existed.
        content_matches (bool): False if the report differs from the stored alert, which stays unchanged.
    """

    id: UUID
    source: str
    source_alert_id: str
    created: bool
    content_matches: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        source = self.source

        source_alert_id = self.source_alert_id

        created = self.created

        content_matches = self.content_matches

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "source": source,
                "source_alert_id": source_alert_id,
                "created": created,
                "content_matches": content_matches,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        source = d.pop("source")

        source_alert_id = d.pop("source_alert_id")

        created = d.pop("created")

        content_matches = d.pop("content_matches")

        alert_receipt = cls(
            id=id,
            source=source,
            source_alert_id=source_alert_id,
            created=created,
            content_matches=content_matches,
        )

        alert_receipt.additional_properties = d
        return alert_receipt

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
