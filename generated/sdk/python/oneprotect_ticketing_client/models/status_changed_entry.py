from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.ticket_status import TicketStatus

if TYPE_CHECKING:
    from ..models.actor import Actor
    from ..models.resolution import Resolution


T = TypeVar("T", bound="StatusChangedEntry")


@_attrs_define
class StatusChangedEntry:
    """The ticket's status changed.

    Attributes:
        id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        kind (Literal['status_changed']): Identifies the kind of entry.
        actor (Actor): The principal who acted.
        occurred_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
        ticket_version (int): Increases by one whenever a field that clients can see changes. The ETag is derived from
            it.
        audit_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        from_ (TicketStatus): The status of the work. `x-transitions` lists every allowed change; `needs` names the
            scope that a change requires.
        to (TicketStatus): The status of the work. `x-transitions` lists every allowed change; `needs` names the scope
            that a change requires.
        resolution (None | Resolution): The resolution that was set with the change, or that reopening cleared.
    """

    id: UUID
    kind: Literal["status_changed"]
    actor: Actor
    occurred_at: datetime.datetime
    ticket_version: int
    audit_id: UUID
    from_: TicketStatus
    to: TicketStatus
    resolution: None | Resolution
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.resolution import Resolution  # noqa: PLC0415

        id = str(self.id)

        kind = self.kind

        actor = self.actor.to_dict()

        occurred_at = self.occurred_at.isoformat()

        ticket_version = self.ticket_version

        audit_id = str(self.audit_id)

        from_ = self.from_.value

        to = self.to.value

        resolution: dict[str, Any] | None
        if isinstance(self.resolution, Resolution):
            resolution = self.resolution.to_dict()
        else:
            resolution = self.resolution

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
                "from": from_,
                "to": to,
                "resolution": resolution,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.resolution import Resolution  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        kind = cast(Literal["status_changed"], d.pop("kind"))
        if kind != "status_changed":
            raise ValueError(f"kind must match const 'status_changed', got '{kind}'")

        actor = Actor.from_dict(d.pop("actor"))

        occurred_at = datetime.datetime.fromisoformat(d.pop("occurred_at"))

        ticket_version = d.pop("ticket_version")

        audit_id = UUID(d.pop("audit_id"))

        from_ = TicketStatus(d.pop("from"))

        to = TicketStatus(d.pop("to"))

        def _parse_resolution(data: object) -> None | Resolution:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                resolution_type_0 = Resolution.from_dict(data)

                return resolution_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Resolution, data)

        resolution = _parse_resolution(d.pop("resolution"))

        status_changed_entry = cls(
            id=id,
            kind=kind,
            actor=actor,
            occurred_at=occurred_at,
            ticket_version=ticket_version,
            audit_id=audit_id,
            from_=from_,
            to=to,
            resolution=resolution,
        )

        status_changed_entry.additional_properties = d
        return status_changed_entry

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
