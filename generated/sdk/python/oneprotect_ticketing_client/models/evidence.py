from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.actor import Actor


T = TypeVar("T", bound="Evidence")


@_attrs_define
class Evidence:
    """The metadata of evidence that is stored elsewhere; the file itself is never uploaded.

    Attributes:
        id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        name (str): The name of the file.
        media_type (None | str): The media type of the file.
        size_bytes (int | None): The size of the file in bytes; null if it is not known.
        sha256 (str): A SHA-256 digest in lowercase hexadecimal.
        description (str): What the evidence shows.
        collected_at (datetime.datetime | None): When the evidence was collected; null if it is not known.
        created_by (Actor): The principal who acted.
        created_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
    """

    id: UUID
    name: str
    media_type: None | str
    size_bytes: int | None
    sha256: str
    description: str
    collected_at: datetime.datetime | None
    created_by: Actor
    created_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        name = self.name

        media_type: None | str
        media_type = self.media_type

        size_bytes: int | None
        size_bytes = self.size_bytes

        sha256 = self.sha256

        description = self.description

        collected_at: None | str
        if isinstance(self.collected_at, datetime.datetime):
            collected_at = self.collected_at.isoformat()
        else:
            collected_at = self.collected_at

        created_by = self.created_by.to_dict()

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "media_type": media_type,
                "size_bytes": size_bytes,
                "sha256": sha256,
                "description": description,
                "collected_at": collected_at,
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

        name = d.pop("name")

        def _parse_media_type(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        media_type = _parse_media_type(d.pop("media_type"))

        def _parse_size_bytes(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        size_bytes = _parse_size_bytes(d.pop("size_bytes"))

        sha256 = d.pop("sha256")

        description = d.pop("description")

        def _parse_collected_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                collected_at_type_0 = datetime.datetime.fromisoformat(data)

                return collected_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        collected_at = _parse_collected_at(d.pop("collected_at"))

        created_by = Actor.from_dict(d.pop("created_by"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        evidence = cls(
            id=id,
            name=name,
            media_type=media_type,
            size_bytes=size_bytes,
            sha256=sha256,
            description=description,
            collected_at=collected_at,
            created_by=created_by,
            created_at=created_at,
        )

        evidence.additional_properties = d
        return evidence

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
