from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="EvidenceCreate")


@_attrs_define
class EvidenceCreate:
    """New evidence.

    Attributes:
        name (str): The name of the file, in one line with at least one visible character.
        sha256 (str): A SHA-256 digest in hexadecimal, in either case. It is stored and returned in lowercase.
        media_type (None | str | Unset): The media type of the file.
        size_bytes (int | None | Unset): The size of the file in bytes; null if it is not known.
        description (str | Unset): What the evidence shows.
        collected_at (datetime.datetime | None | Unset): When the evidence was collected; null if it is not known.
    """

    name: str
    sha256: str
    media_type: None | str | Unset = UNSET
    size_bytes: int | None | Unset = UNSET
    description: str | Unset = UNSET
    collected_at: datetime.datetime | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        sha256 = self.sha256

        media_type: None | str | Unset
        if isinstance(self.media_type, Unset):
            media_type = UNSET
        else:
            media_type = self.media_type

        size_bytes: int | None | Unset
        if isinstance(self.size_bytes, Unset):
            size_bytes = UNSET
        else:
            size_bytes = self.size_bytes

        description = self.description

        collected_at: None | str | Unset
        if isinstance(self.collected_at, Unset):
            collected_at = UNSET
        elif isinstance(self.collected_at, datetime.datetime):
            collected_at = self.collected_at.isoformat()
        else:
            collected_at = self.collected_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "sha256": sha256,
            }
        )
        if media_type is not UNSET:
            field_dict["media_type"] = media_type
        if size_bytes is not UNSET:
            field_dict["size_bytes"] = size_bytes
        if description is not UNSET:
            field_dict["description"] = description
        if collected_at is not UNSET:
            field_dict["collected_at"] = collected_at

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        name = d.pop("name")

        sha256 = d.pop("sha256")

        def _parse_media_type(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        media_type = _parse_media_type(d.pop("media_type", UNSET))

        def _parse_size_bytes(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        size_bytes = _parse_size_bytes(d.pop("size_bytes", UNSET))

        description = d.pop("description", UNSET)

        def _parse_collected_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                collected_at_type_0 = datetime.datetime.fromisoformat(data)

                return collected_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        collected_at = _parse_collected_at(d.pop("collected_at", UNSET))

        evidence_create = cls(
            name=name,
            sha256=sha256,
            media_type=media_type,
            size_bytes=size_bytes,
            description=description,
            collected_at=collected_at,
        )

        return evidence_create
