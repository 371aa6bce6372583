from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.demo_identity import DemoIdentity

T = TypeVar("T", bound="SessionCreate")


@_attrs_define
class SessionCreate:
    """A demo identity to sign in as; there are some in `oneprotect up` only.

    Attributes:
        identity (DemoIdentity): Somebody to be in `oneprotect up`; the first three are of the tenant `demo`, the last
            is of the tenant `second`.
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
