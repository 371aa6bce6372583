from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.shared_type import SharedType

T = TypeVar("T", bound="SharedValue")


@_attrs_define
class SharedValue:
    """Something that both records have.

    Attributes:
        type_ (SharedType): The type of the shared asset, or `rule` for the detection rule.
        value (str): The value as the alert of the request has it; the other record may spell it differently.
    """

    type_: SharedType
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
        type_ = SharedType(d.pop("type"))

        value = d.pop("value")

        shared_value = cls(
            type_=type_,
            value=value,
        )

        return shared_value
