from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.role_name import RoleName
from ..models.scope_name import ScopeName

if TYPE_CHECKING:
    from ..models.actor import Actor
    from ..models.tenant import Tenant


T = TypeVar("T", bound="Me")


@_attrs_define
class Me:
    """The caller, and what the caller is allowed to do.

    Attributes:
        tenant (Tenant): The tenant that the token names.
        principal (Actor): The principal who acted.
        subject (str): The token's subject.
        roles (list[RoleName]): The roles that the token or session grants.
        permissions (list[ScopeName]): The scopes of the caller's roles.
    """

    tenant: Tenant
    principal: Actor
    subject: str
    roles: list[RoleName]
    permissions: list[ScopeName]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        tenant = self.tenant.to_dict()

        principal = self.principal.to_dict()

        subject = self.subject

        roles = []
        for roles_item_data in self.roles:
            roles_item = roles_item_data.value
            roles.append(roles_item)

        permissions = []
        for permissions_item_data in self.permissions:
            permissions_item = permissions_item_data.value
            permissions.append(permissions_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "tenant": tenant,
                "principal": principal,
                "subject": subject,
                "roles": roles,
                "permissions": permissions,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.tenant import Tenant  # noqa: PLC0415

        d = dict(src_dict)
        tenant = Tenant.from_dict(d.pop("tenant"))

        principal = Actor.from_dict(d.pop("principal"))

        subject = d.pop("subject")

        roles = []
        _roles = d.pop("roles")
        for roles_item_data in _roles:
            roles_item = RoleName(roles_item_data)

            roles.append(roles_item)

        permissions = []
        _permissions = d.pop("permissions")
        for permissions_item_data in _permissions:
            permissions_item = ScopeName(permissions_item_data)

            permissions.append(permissions_item)

        me = cls(
            tenant=tenant,
            principal=principal,
            subject=subject,
            roles=roles,
            permissions=permissions,
        )

        me.additional_properties = d
        return me

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
