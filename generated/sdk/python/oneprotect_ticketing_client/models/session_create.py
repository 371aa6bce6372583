from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.demo_identity import DemoIdentity

T = TypeVar("T", bound="SessionCreate")


@_attrs_define
class SessionCreate:
    """The demo identity to sign in as. Only `oneprotect up` has demo identities.

    Attributes:
        identity (DemoIdentity): A demo identity of `oneprotect up`. The first three belong to the tenant `demo`, the
            last to the tenant `second`.
    """

    identity: DemoIdentity

    def to_dict(self) -> dict[str, Any]:
        identity = self.identity.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "identity": identity,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        identity = DemoIdentity(d.pop("identity"))

        session_create = cls(
            identity=identity,
        )

        return session_create
