from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.asset_type import AssetType

if TYPE_CHECKING:
    from ..models.actor import Actor


T = TypeVar("T", bound="Asset")


@_attrs_define
class Asset:
    """Something that alerts and tickets are about, such as a host or a user.

    Attributes:
        id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        type_ (AssetType): The kind of asset. A minor version may add values, which clients must accept.
        value (str): The address, name or identifier.
        name (None | str): A name to show, if one was given.
        created_by (Actor): The principal who acted.
        created_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
    """

    id: UUID
    type_: AssetType
    value: str
    name: None | str
    created_by: Actor
    created_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        type_ = self.type_.value

        value = self.value

        name: None | str
        name = self.name

        created_by = self.created_by.to_dict()

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "type": type_,
                "value": value,
                "name": name,
                "created_by": created_by,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.actor import Actor  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        type_ = AssetType(d.pop("type"))

        value = d.pop("value")

        def _parse_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        name = _parse_name(d.pop("name"))

        created_by = Actor.from_dict(d.pop("created_by"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        asset = cls(
            id=id,
            type_=type_,
            value=value,
            name=name,
            created_by=created_by,
            created_at=created_at,
        )

        asset.additional_properties = d
        return asset

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
