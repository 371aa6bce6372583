from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.actor import Actor
    from ..models.field_change import FieldChange


T = TypeVar("T", bound="UpdatedEntry")


@_attrs_define
class UpdatedEntry:
    """Fields of the ticket changed.

    Attributes:
        id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        kind (Literal['updated']): Identifies the kind of entry.
        actor (Actor): The principal who acted.
        occurred_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
        ticket_version (int): Increases by one whenever a field that clients can see changes. The ETag is derived from
            it.
        audit_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        changes (list[FieldChange]): The changed fields.
    """

    id: UUID
    kind: Literal["updated"]
    actor: Actor
    occurred_at: datetime.datetime
    ticket_version: int
    audit_id: UUID
    changes: list[FieldChange]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        kind = self.kind

        actor = self.actor.to_dict()

        occurred_at = self.occurred_at.isoformat()

        ticket_version = self.ticket_version

        audit_id = str(self.audit_id)

        changes = []
        for changes_item_data in self.changes:
            changes_item = changes_item_data.to_dict()
            changes.append(changes_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "actor": actor,
                "occurred_at": occurred_at,
                "ticket_version": ticket_version,
                "audit_id": audit_id,
                "changes": changes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.field_change import FieldChange  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        kind = cast(Literal["updated"], d.pop("kind"))
        if kind != "updated":
            raise ValueError(f"kind must match const 'updated', got '{kind}'")

        actor = Actor.from_dict(d.pop("actor"))

        occurred_at = datetime.datetime.fromisoformat(d.pop("occurred_at"))

        ticket_version = d.pop("ticket_version")

        audit_id = UUID(d.pop("audit_id"))

        changes = []
        _changes = d.pop("changes")
        for changes_item_data in _changes:
            changes_item = FieldChange.from_dict(changes_item_data)

            changes.append(changes_item)

        updated_entry = cls(
            id=id,
            kind=kind,
            actor=actor,
            occurred_at=occurred_at,
            ticket_version=ticket_version,
            audit_id=audit_id,
            changes=changes,
        )

        updated_entry.additional_properties = d
        return updated_entry

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
