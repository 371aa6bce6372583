from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.asset_role import AssetRole
from ..models.asset_type import AssetType
from ..types import UNSET, Unset

T = TypeVar("T", bound="AlertAssetOutput")


@_attrs_define
class AlertAssetOutput:
    """An asset that the alert is about, as the detection tool named it.

    Attributes:
        type_ (AssetType): The kind of asset. A minor version may add values, which clients must accept.
        value (str): The address, name or identifier, with at least one visible character.
        role (AssetRole | Unset): The part that the asset played: `source` connected to `destination`, and `actor` acted
            on `target`. Absent if the detection tool did not say.
    """

    type_: AssetType
    value: str
    role: AssetRole | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        value = self.value

        role: str | Unset = UNSET
        if not isinstance(self.role, Unset):
            role = self.role.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "value": value,
            }
        )
        if role is not UNSET:
            field_dict["role"] = role

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        type_ = AssetType(d.pop("type"))

        value = d.pop("value")

        _role = d.pop("role", UNSET)
        role: AssetRole | Unset
        if isinstance(_role, Unset):
            role = UNSET
        else:
            role = AssetRole(_role)

        alert_asset_output = cls(
            type_=type_,
            value=value,
            role=role,
        )

        alert_asset_output.additional_properties = d
        return alert_asset_output

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
