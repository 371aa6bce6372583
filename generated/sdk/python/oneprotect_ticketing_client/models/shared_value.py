from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.shared_type import SharedType

T = TypeVar("T", bound="SharedValue")


@_attrs_define
class SharedValue:
    """Something that both records have.

    Attributes:
        type_ (SharedType): The type of the shared asset, or `rule` for the detection rule. A minor version may add
            values, which clients must accept.
        value (str): The value as the alert of the request has it; the other record may spell it differently.
    """

    type_: SharedType
    value: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        value = self.value

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
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
        type_ = SharedType(d.pop("type"))

        value = d.pop("value")

        shared_value = cls(
            type_=type_,
            value=value,
        )

        shared_value.additional_properties = d
        return shared_value

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
