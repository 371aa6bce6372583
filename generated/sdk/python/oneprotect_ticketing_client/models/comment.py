from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.comment_visibility import CommentVisibility

if TYPE_CHECKING:
    from ..models.actor import Actor


T = TypeVar("T", bound="Comment")


@_attrs_define
class Comment:
    """A comment on a ticket. A comment is never edited or deleted.

    Attributes:
        id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        author (Actor): The principal who acted.
        body (str): The text of the comment.
        visibility (CommentVisibility): Who can read the comment. For an auditor, an internal comment does not exist.
        created_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
    """

    id: UUID
    ticket_id: UUID
    author: Actor
    body: str
    visibility: CommentVisibility
    created_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        ticket_id = str(self.ticket_id)

        author = self.author.to_dict()

        body = self.body

        visibility = self.visibility.value

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "ticket_id": ticket_id,
                "author": author,
                "body": body,
                "visibility": visibility,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.actor import Actor  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        ticket_id = UUID(d.pop("ticket_id"))

        author = Actor.from_dict(d.pop("author"))

        body = d.pop("body")

        visibility = CommentVisibility(d.pop("visibility"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        comment = cls(
            id=id,
            ticket_id=ticket_id,
            author=author,
            body=body,
            visibility=visibility,
            created_at=created_at,
        )

        comment.additional_properties = d
        return comment

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
