from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.asset_type import AssetType
from ..types import UNSET, Unset

T = TypeVar("T", bound="AssetCreate")


@_attrs_define
class AssetCreate:
    """A new asset.

    Attributes:
        type_ (AssetType): The kind of asset. A minor version may add values, which clients must accept.
        value (str): The address, name or identifier, with at least one visible character.
        name (None | str | Unset): A name to show, in one line with at least one visible character.
    """

    type_: AssetType
    value: str
    name: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        value = self.value

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
                "value": value,
            }
        )
        if name is not UNSET:
            field_dict["name"] = name

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        type_ = AssetType(d.pop("type"))

        value = d.pop("value")

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        asset_create = cls(
            type_=type_,
            value=value,
            name=name,
        )

        return asset_create
