from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AlertBatchReceipt")


@_attrs_define
class AlertBatchReceipt:
    """The result of an accepted item of a batch. It does not show the state of the alert.

    Attributes:
        status (int): The status that `create_alert` would have returned, 201 for a new alert and 200 for an existing
            one.
        id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        created (bool): False if the alert already existed.
        content_matches (bool): False if the report differs from the stored alert, which stays unchanged.
    """

    status: int
    id: UUID
    created: bool
    content_matches: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status = self.status

        id = str(self.id)

        created = self.created

        content_matches = self.content_matches

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
                "id": id,
                "created": created,
                "content_matches": content_matches,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        status = d.pop("status")

        id = UUID(d.pop("id"))

        created = d.pop("created")

        content_matches = d.pop("content_matches")

        alert_batch_receipt = cls(
            status=status,
            id=id,
            created=created,
            content_matches=content_matches,
        )

        alert_batch_receipt.additional_properties = d
        return alert_batch_receipt

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
