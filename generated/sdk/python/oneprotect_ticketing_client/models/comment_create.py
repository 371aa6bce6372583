from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.comment_visibility import CommentVisibility
from ..types import UNSET, Unset

T = TypeVar("T", bound="CommentCreate")


@_attrs_define
class CommentCreate:
    """A new comment. It is internal unless `visibility` says otherwise.

    Attributes:
        body (str): The text of the comment, with at least one visible character.
        visibility (CommentVisibility | Unset): Who can read the comment. For an auditor, an internal comment does not
            exist.
    """

    body: str
    visibility: CommentVisibility | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        body = self.body

        visibility: str | Unset = UNSET
        if not isinstance(self.visibility, Unset):
            visibility = self.visibility.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "body": body,
            }
        )
        if visibility is not UNSET:
            field_dict["visibility"] = visibility

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        body = d.pop("body")

        _visibility = d.pop("visibility", UNSET)
        visibility: CommentVisibility | Unset
        if isinstance(_visibility, Unset):
            visibility = UNSET
        else:
            visibility = CommentVisibility(_visibility)

        comment_create = cls(
            body=body,
            visibility=visibility,
        )

        return comment_create
