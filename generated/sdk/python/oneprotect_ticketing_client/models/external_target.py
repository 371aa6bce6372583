from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="ExternalTarget")


@_attrs_define
class ExternalTarget:
    """A place elsewhere.

    Attributes:
        url (str): The URL; for an auditor without its host, so no URL any more.
        label (None | str): What to call it.
    """

    url: str
    label: None | str

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        label: None | str
        label = self.label

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "url": url,
                "label": label,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        url = d.pop("url")

        def _parse_label(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        label = _parse_label(d.pop("label"))

        external_target = cls(
            url=url,
            label=label,
        )

        return external_target
