from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.related_status import RelatedStatus
from ..models.related_type import RelatedType
from ..models.severity import Severity

if TYPE_CHECKING:
    from ..models.shared_value import SharedValue


T = TypeVar("T", bound="RelatedRecord")


@_attrs_define
class RelatedRecord:
    """An alert or a ticket that shares an indicator or the detection rule with an alert.

    Attributes:
        type_ (RelatedType): Whether the related record is an alert or a ticket. A minor version may add values, which
            clients must accept.
        id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        number (int | None): The ticket's number; null for an alert.
        title (str): The title of the alert or of the ticket.
        severity (Severity): The severity. Sorting uses the rank; critical is the highest.
        status (RelatedStatus): The status of the alert (`AlertStatus`) or of the ticket (`TicketStatus`).
        shared (list[SharedValue]): What both records have; the rule first, then the assets in the order of the alert.
        created_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
    """

    type_: RelatedType
    id: UUID
    number: int | None
    title: str
    severity: Severity
    status: RelatedStatus
    shared: list[SharedValue]
    created_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        id = str(self.id)

        number: int | None
        number = self.number

        title = self.title

        severity = self.severity.value

        status = self.status.value

        shared = []
        for shared_item_data in self.shared:
            shared_item = shared_item_data.to_dict()
            shared.append(shared_item)

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "id": id,
                "number": number,
                "title": title,
                "severity": severity,
                "status": status,
                "shared": shared,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.shared_value import SharedValue  # noqa: PLC0415

        d = dict(src_dict)
        type_ = RelatedType(d.pop("type"))

        id = UUID(d.pop("id"))

        def _parse_number(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        number = _parse_number(d.pop("number"))

        title = d.pop("title")

        severity = Severity(d.pop("severity"))

        status = RelatedStatus(d.pop("status"))

        shared = []
        _shared = d.pop("shared")
        for shared_item_data in _shared:
            shared_item = SharedValue.from_dict(shared_item_data)

            shared.append(shared_item)

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        related_record = cls(
            type_=type_,
            id=id,
            number=number,
            title=title,
            severity=severity,
            status=status,
            shared=shared,
            created_at=created_at,
        )

        related_record.additional_properties = d
        return related_record

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
