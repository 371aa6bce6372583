from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.asset_type import AssetType

T = TypeVar("T", bound="AlertAsset")


@_attrs_define
class AlertAsset:
    """An asset that the alert is about, as the detection tool named it.

    Attributes:
        type_ (AssetType): The kind of asset.
        value (str): The address, name or identifier.
    """

    type_: AssetType
    value: str

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        value = self.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
                "value": value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        type_ = AssetType(d.pop("type"))

        value = d.pop("value")

        alert_asset = cls(
            type_=type_,
            value=value,
        )

        return alert_asset
