from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.actor import Actor
    from ..models.alert_link import AlertLink
    from ..models.asset_link import AssetLink
    from ..models.audit_record_link import AuditRecordLink
    from ..models.delivery_record_link import DeliveryRecordLink
    from ..models.evidence_link import EvidenceLink
    from ..models.external_reference_link import ExternalReferenceLink
    from ..models.ticket_link import TicketLink


T = TypeVar("T", bound="LinkedEntry")


@_attrs_define
class LinkedEntry:
    """A link was added to the ticket, or its label was changed.

    Attributes:
        id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        kind (Literal['linked']): Identifies the kind of entry.
        actor (Actor): The principal who acted.
        occurred_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
        ticket_version (int): Increases by one whenever a field that clients can see changes. The ETag is derived from
            it.
        audit_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        link (AlertLink | AssetLink | AuditRecordLink | DeliveryRecordLink | EvidenceLink | ExternalReferenceLink |
            TicketLink): A link. `target_type` determines the form of `target`.
    """

    id: UUID
    kind: Literal["linked"]
    actor: Actor
    occurred_at: datetime.datetime
    ticket_version: int
    audit_id: UUID
    link: (
        AlertLink | AssetLink | AuditRecordLink | DeliveryRecordLink | EvidenceLink | ExternalReferenceLink | TicketLink
    )
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.alert_link import AlertLink  # noqa: PLC0415
        from ..models.asset_link import AssetLink  # noqa: PLC0415
        from ..models.audit_record_link import AuditRecordLink  # noqa: PLC0415
        from ..models.delivery_record_link import DeliveryRecordLink  # noqa: PLC0415
        from ..models.evidence_link import EvidenceLink  # noqa: PLC0415
        from ..models.ticket_link import TicketLink  # noqa: PLC0415

        id = str(self.id)

        kind = self.kind

        actor = self.actor.to_dict()

        occurred_at = self.occurred_at.isoformat()

        ticket_version = self.ticket_version

        audit_id = str(self.audit_id)

        link: dict[str, Any]
        if isinstance(self.link, AlertLink):
            link = self.link.to_dict()
        elif isinstance(self.link, AssetLink):
            link = self.link.to_dict()
        elif isinstance(self.link, EvidenceLink):
            link = self.link.to_dict()
        elif isinstance(self.link, DeliveryRecordLink):
            link = self.link.to_dict()
        elif isinstance(self.link, AuditRecordLink):
            link = self.link.to_dict()
        elif isinstance(self.link, TicketLink):
            link = self.link.to_dict()
        else:
            link = self.link.to_dict()

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
                "link": link,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.alert_link import AlertLink  # noqa: PLC0415
        from ..models.asset_link import AssetLink  # noqa: PLC0415
        from ..models.audit_record_link import AuditRecordLink  # noqa: PLC0415
        from ..models.delivery_record_link import DeliveryRecordLink  # noqa: PLC0415
        from ..models.evidence_link import EvidenceLink  # noqa: PLC0415
        from ..models.external_reference_link import ExternalReferenceLink  # noqa: PLC0415
        from ..models.ticket_link import TicketLink  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        kind = cast(Literal["linked"], d.pop("kind"))
        if kind != "linked":
            raise ValueError(f"kind must match const 'linked', got '{kind}'")

        actor = Actor.from_dict(d.pop("actor"))

        occurred_at = datetime.datetime.fromisoformat(d.pop("occurred_at"))

        ticket_version = d.pop("ticket_version")

        audit_id = UUID(d.pop("audit_id"))

        def _parse_link(
            data: object,
        ) -> (
            AlertLink
            | AssetLink
            | AuditRecordLink
            | DeliveryRecordLink
            | EvidenceLink
            | ExternalReferenceLink
            | TicketLink
        ):
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_link_type_0 = AlertLink.from_dict(data)

                return componentsschemas_link_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_link_type_1 = AssetLink.from_dict(data)

                return componentsschemas_link_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_link_type_2 = EvidenceLink.from_dict(data)

                return componentsschemas_link_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_link_type_3 = DeliveryRecordLink.from_dict(data)

                return componentsschemas_link_type_3
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_link_type_4 = AuditRecordLink.from_dict(data)

                return componentsschemas_link_type_4
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_link_type_5 = TicketLink.from_dict(data)

                return componentsschemas_link_type_5
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_link_type_6 = ExternalReferenceLink.from_dict(data)

            return componentsschemas_link_type_6

        link = _parse_link(d.pop("link"))

        linked_entry = cls(
            id=id,
            kind=kind,
            actor=actor,
            occurred_at=occurred_at,
            ticket_version=ticket_version,
            audit_id=audit_id,
            link=link,
        )

        linked_entry.additional_properties = d
        return linked_entry

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
