from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.resolution_reason import ResolutionReason
from ..types import UNSET, Unset

T = TypeVar("T", bound="ResolutionUpdate")


@_attrs_define
class ResolutionUpdate:
    """A change of the resolution, merged into the existing one. A null note clears the note.

    Attributes:
        reason (ResolutionReason | Unset): Why the ticket is resolved.
        note (None | str | Unset): How the ticket was resolved.
    """

    reason: ResolutionReason | Unset = UNSET
    note: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        reason: str | Unset = UNSET
        if not isinstance(self.reason, Unset):
            reason = self.reason.value

        note: None | str | Unset
        if isinstance(self.note, Unset):
            note = UNSET
        else:
            note = self.note

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if reason is not UNSET:
            field_dict["reason"] = reason
        if note is not UNSET:
            field_dict["note"] = note

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _reason = d.pop("reason", UNSET)
        reason: ResolutionReason | Unset
        if isinstance(_reason, Unset):
            reason = UNSET
        else:
            reason = ResolutionReason(_reason)

        def _parse_note(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        note = _parse_note(d.pop("note", UNSET))

        resolution_update = cls(
            reason=reason,
            note=note,
        )

        return resolution_update
