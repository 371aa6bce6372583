from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

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

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        source = self.source

        source_alert_id = self.source_alert_id

        created = self.created

        content_matches = self.content_matches

        field_dict: dict[str, Any] = {}

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

        return alert_receipt
