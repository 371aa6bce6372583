from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.actor import Actor


T = TypeVar("T", bound="CreatedEntry")


@_attrs_define
class CreatedEntry:
    """The ticket was created.

    Attributes:
        id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        kind (Literal['created']): Identifies the kind of entry.
        actor (Actor): The principal who acted.
        occurred_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
        ticket_version (int): Increases by one whenever a field that clients can see changes. The ETag is derived from
            it.
        audit_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
    """

    id: UUID
    kind: Literal["created"]
    actor: Actor
    occurred_at: datetime.datetime
    ticket_version: int
    audit_id: UUID
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        kind = self.kind

        actor = self.actor.to_dict()

        occurred_at = self.occurred_at.isoformat()

        ticket_version = self.ticket_version

        audit_id = str(self.audit_id)

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
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.actor import Actor  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        kind = cast(Literal["created"], d.pop("kind"))
        if kind != "created":
            raise ValueError(f"kind must match const 'created', got '{kind}'")

        actor = Actor.from_dict(d.pop("actor"))

        occurred_at = datetime.datetime.fromisoformat(d.pop("occurred_at"))

        ticket_version = d.pop("ticket_version")

        audit_id = UUID(d.pop("audit_id"))

        created_entry = cls(
            id=id,
            kind=kind,
            actor=actor,
            occurred_at=occurred_at,
            ticket_version=ticket_version,
            audit_id=audit_id,
        )

        created_entry.additional_properties = d
        return created_entry

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
