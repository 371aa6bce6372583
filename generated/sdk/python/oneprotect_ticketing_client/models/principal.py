from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.actor_kind import ActorKind
from ..models.role_name import RoleName

T = TypeVar("T", bound="Principal")


@_attrs_define
class Principal:
    """A principal of the tenant, known because the server has verified a token of theirs.

    Attributes:
        id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        kind (ActorKind): A principal, or the runtime itself.
        display_name (str): The name from the directory.
        roles (list[RoleName]): The roles that the principal had when last seen.
        assignable (bool): Whether tickets can be assigned to this principal.
        last_seen_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
    """

    id: UUID
    kind: ActorKind
    display_name: str
    roles: list[RoleName]
    assignable: bool
    last_seen_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        kind = self.kind.value

        display_name = self.display_name

        roles = []
        for roles_item_data in self.roles:
            roles_item = roles_item_data.value
            roles.append(roles_item)

        assignable = self.assignable

        last_seen_at = self.last_seen_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "display_name": display_name,
                "roles": roles,
                "assignable": assignable,
                "last_seen_at": last_seen_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        kind = ActorKind(d.pop("kind"))

        display_name = d.pop("display_name")

        roles = []
        _roles = d.pop("roles")
        for roles_item_data in _roles:
            roles_item = RoleName(roles_item_data)

            roles.append(roles_item)

        assignable = d.pop("assignable")

        last_seen_at = datetime.datetime.fromisoformat(d.pop("last_seen_at"))

        principal = cls(
            id=id,
            kind=kind,
            display_name=display_name,
            roles=roles,
            assignable=assignable,
            last_seen_at=last_seen_at,
        )

        principal.additional_properties = d
        return principal

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
