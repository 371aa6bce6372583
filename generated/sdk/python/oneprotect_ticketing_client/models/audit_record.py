from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.audit_outcome import AuditOutcome

if TYPE_CHECKING:
    from ..models.actor import Actor
    from ..models.audit_target import AuditTarget
    from ..models.field_change import FieldChange


T = TypeVar("T", bound="AuditRecord")


@_attrs_define
class AuditRecord:
    """One mutation, performed or denied. A record is never changed.

    Attributes:
        id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        occurred_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
        outcome (AuditOutcome): Whether the mutation was performed.
        operation_id (str): The operationId, or the name of an action of the runtime itself.
        reason (None | str): The code of the problem, if the mutation was denied.
        actor (Actor): The principal who acted.
        target (AuditTarget | None): The resource; null if a creation was denied.
        changes (list[FieldChange]): The changed fields; empty if the mutation was denied.
        request_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
    """

    id: UUID
    occurred_at: datetime.datetime
    outcome: AuditOutcome
    operation_id: str
    reason: None | str
    actor: Actor
    target: AuditTarget | None
    changes: list[FieldChange]
    request_id: UUID
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.audit_target import AuditTarget  # noqa: PLC0415

        id = str(self.id)

        occurred_at = self.occurred_at.isoformat()

        outcome = self.outcome.value

        operation_id = self.operation_id

        reason: None | str
        reason = self.reason

        actor = self.actor.to_dict()

        target: dict[str, Any] | None
        if isinstance(self.target, AuditTarget):
            target = self.target.to_dict()
        else:
            target = self.target

        changes = []
        for changes_item_data in self.changes:
            changes_item = changes_item_data.to_dict()
            changes.append(changes_item)

        request_id = str(self.request_id)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "occurred_at": occurred_at,
                "outcome": outcome,
                "operation_id": operation_id,
                "reason": reason,
                "actor": actor,
                "target": target,
                "changes": changes,
                "request_id": request_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.audit_target import AuditTarget  # noqa: PLC0415
        from ..models.field_change import FieldChange  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        occurred_at = datetime.datetime.fromisoformat(d.pop("occurred_at"))

        outcome = AuditOutcome(d.pop("outcome"))

        operation_id = d.pop("operation_id")

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        actor = Actor.from_dict(d.pop("actor"))

        def _parse_target(data: object) -> AuditTarget | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                target_type_0 = AuditTarget.from_dict(data)

                return target_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AuditTarget | None, data)

        target = _parse_target(d.pop("target"))

        changes = []
        _changes = d.pop("changes")
        for changes_item_data in _changes:
            changes_item = FieldChange.from_dict(changes_item_data)

            changes.append(changes_item)

        request_id = UUID(d.pop("request_id"))

        audit_record = cls(
            id=id,
            occurred_at=occurred_at,
            outcome=outcome,
            operation_id=operation_id,
            reason=reason,
            actor=actor,
            target=target,
            changes=changes,
            request_id=request_id,
        )

        audit_record.additional_properties = d
        return audit_record

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
