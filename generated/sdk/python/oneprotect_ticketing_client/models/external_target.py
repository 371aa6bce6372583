from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="ExternalTarget")


@_attrs_define
class ExternalTarget:
    """An external URL.

    Attributes:
        url (str): The URL. An auditor sees it with its host redacted, so it is then no longer a valid URL.
        label (None | str): The text to show instead of the URL.
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
