from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from attrs import define as _attrs_define

from ..models.link_relation import LinkRelation
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.record_target import RecordTarget


T = TypeVar("T", bound="AuditRecordLinkCreate")


@_attrs_define
class AuditRecordLinkCreate:
    """A new link to an audit record. The relation is `related` by default.

    Attributes:
        target_type (Literal['audit_record']): States that the target is an audit record.
        target (RecordTarget): A record of the tenant.
        relation (LinkRelation | Unset): How the ticket relates to the target. `related` has no direction and exists
            once between two tickets. `blocks` and `duplicates` cannot point both ways between two tickets.
    """

    target_type: Literal["audit_record"]
    target: RecordTarget
    relation: LinkRelation | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        target_type = self.target_type

        target = self.target.to_dict()

        relation: str | Unset = UNSET
        if not isinstance(self.relation, Unset):
            relation = self.relation.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "target_type": target_type,
                "target": target,
            }
        )
        if relation is not UNSET:
            field_dict["relation"] = relation

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.record_target import RecordTarget  # noqa: PLC0415

        d = dict(src_dict)
        target_type = cast(Literal["audit_record"], d.pop("target_type"))
        if target_type != "audit_record":
            raise ValueError(f"target_type must match const 'audit_record', got '{target_type}'")

        target = RecordTarget.from_dict(d.pop("target"))

        _relation = d.pop("relation", UNSET)
        relation: LinkRelation | Unset
        if isinstance(_relation, Unset):
            relation = UNSET
        else:
            relation = LinkRelation(_relation)

        audit_record_link_create = cls(
            target_type=target_type,
            target=target,
            relation=relation,
        )

        return audit_record_link_create
