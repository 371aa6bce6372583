from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="ExternalTargetCreate")


@_attrs_define
class ExternalTargetCreate:
    """An external URL.

    Attributes:
        url (str): An absolute https URL (RFC 3986), or one with an internationalized host, path, query or fragment (RFC
            3987). It has a valid host (a name, an IPv4 address, or an IPv6 address in brackets), no user information, and a
            port up to 65535 if any. Outside the host, invisible characters, `"`, `<`, `>` and the backslash must be
            percent-encoded, with two hexadecimal digits after each `%`. `pattern` cannot express all of this. The URL is
            returned as it was sent, and never fetched.
        label (None | str | Unset): The text to show instead of the URL, in one line with at least one visible
            character.
    """

    url: str
    label: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        label: None | str | Unset
        if isinstance(self.label, Unset):
            label = UNSET
        else:
            label = self.label

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "url": url,
            }
        )
        if label is not UNSET:
            field_dict["label"] = label

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        url = d.pop("url")

        def _parse_label(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        label = _parse_label(d.pop("label", UNSET))

        external_target_create = cls(
            url=url,
            label=label,
        )

        return external_target_create
