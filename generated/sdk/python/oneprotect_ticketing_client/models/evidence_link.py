from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.link_direction import LinkDirection
from ..models.link_relation import LinkRelation

if TYPE_CHECKING:
    from ..models.actor import Actor
    from ..models.record_target_output import RecordTargetOutput


T = TypeVar("T", bound="EvidenceLink")


@_attrs_define
class EvidenceLink:
    """A link to evidence.

    Attributes:
        id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        target_type (Literal['evidence']): States that the target is evidence.
        relation (LinkRelation): How the ticket relates to the target. `related` has no direction and exists once
            between two tickets. `blocks` and `duplicates` cannot point both ways between two tickets.
        target (RecordTargetOutput): A record of the tenant.
        direction (LinkDirection): `outbound` if the link was created on this ticket, `inbound` if it was created on the
            ticket that points to this one.
        created_by (Actor): The principal who acted.
        created_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
    """

    id: UUID
    ticket_id: UUID
    target_type: Literal["evidence"]
    relation: LinkRelation
    target: RecordTargetOutput
    direction: LinkDirection
    created_by: Actor
    created_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        ticket_id = str(self.ticket_id)

        target_type = self.target_type

        relation = self.relation.value

        target = self.target.to_dict()

        direction = self.direction.value

        created_by = self.created_by.to_dict()

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "ticket_id": ticket_id,
                "target_type": target_type,
                "relation": relation,
                "target": target,
                "direction": direction,
                "created_by": created_by,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.record_target_output import RecordTargetOutput  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        ticket_id = UUID(d.pop("ticket_id"))

        target_type = cast(Literal["evidence"], d.pop("target_type"))
        if target_type != "evidence":
            raise ValueError(f"target_type must match const 'evidence', got '{target_type}'")

        relation = LinkRelation(d.pop("relation"))

        target = RecordTargetOutput.from_dict(d.pop("target"))

        direction = LinkDirection(d.pop("direction"))

        created_by = Actor.from_dict(d.pop("created_by"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        evidence_link = cls(
            id=id,
            ticket_id=ticket_id,
            target_type=target_type,
            relation=relation,
            target=target,
            direction=direction,
            created_by=created_by,
            created_at=created_at,
        )

        evidence_link.additional_properties = d
        return evidence_link

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
