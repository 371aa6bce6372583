from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define

from ..models.audit_target_type import AuditTargetType

T = TypeVar("T", bound="AuditTarget")


@_attrs_define
class AuditTarget:
    """The resource that the mutation concerns.

    Attributes:
        type_ (AuditTargetType): The kind of resource that a mutation concerns.
        id (UUID): A UUID in lowercase with hyphens (RFC 9562).
    """

    type_: AuditTargetType
    id: UUID

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        id = str(self.id)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
                "id": id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        type_ = AuditTargetType(d.pop("type"))

        id = UUID(d.pop("id"))

        audit_target = cls(
            type_=type_,
            id=id,
        )

        return audit_target
