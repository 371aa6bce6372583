from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.delivery_status import DeliveryStatus

T = TypeVar("T", bound="DeliveryRecord")


@_attrs_define
class DeliveryRecord:
    """A delivery that an outbound integration reported. The worker writes it; clients cannot.

    Attributes:
        id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        source (str): The integration, taken from the event's `source`.
        target (str): Where the delivery goes.
        status (DeliveryStatus): The status of a delivery, as the outbound integration reports it.
        detail (str): Details of the delivery, as the integration reported them.
        occurred_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
        created_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
    """

    id: UUID
    ticket_id: UUID
    source: str
    target: str
    status: DeliveryStatus
    detail: str
    occurred_at: datetime.datetime
    created_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        ticket_id = str(self.ticket_id)

        source = self.source

        target = self.target

        status = self.status.value

        detail = self.detail

        occurred_at = self.occurred_at.isoformat()

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "ticket_id": ticket_id,
                "source": source,
                "target": target,
                "status": status,
                "detail": detail,
                "occurred_at": occurred_at,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        ticket_id = UUID(d.pop("ticket_id"))

        source = d.pop("source")

        target = d.pop("target")

        status = DeliveryStatus(d.pop("status"))

        detail = d.pop("detail")

        occurred_at = datetime.datetime.fromisoformat(d.pop("occurred_at"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        delivery_record = cls(
            id=id,
            ticket_id=ticket_id,
            source=source,
            target=target,
            status=status,
            detail=detail,
            occurred_at=occurred_at,
            created_at=created_at,
        )

        delivery_record.additional_properties = d
        return delivery_record

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
