from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.me import Me


T = TypeVar("T", bound="Session")


@_attrs_define
class Session:
    """The signed-in caller, and the token that writes carry in X-CSRF-Token.

    Attributes:
        me (Me): The caller, and what the caller is allowed to do.
        csrf_token (str): The token to send in X-CSRF-Token with every write.
        expires_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
    """

    me: Me
    csrf_token: str
    expires_at: datetime.datetime

    def to_dict(self) -> dict[str, Any]:
        me = self.me.to_dict()

        csrf_token = self.csrf_token

        expires_at = self.expires_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "me": me,
                "csrf_token": csrf_token,
                "expires_at": expires_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.me import Me  # noqa: PLC0415

        d = dict(src_dict)
        me = Me.from_dict(d.pop("me"))

        csrf_token = d.pop("csrf_token")

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        session = cls(
            me=me,
            csrf_token=csrf_token,
            expires_at=expires_at,
        )

        return session
