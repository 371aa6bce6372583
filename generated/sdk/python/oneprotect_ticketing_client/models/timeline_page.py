from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.assigned_entry import AssignedEntry
    from ..models.comment_added_entry import CommentAddedEntry
    from ..models.created_entry import CreatedEntry
    from ..models.linked_entry import LinkedEntry
    from ..models.status_changed_entry import StatusChangedEntry
    from ..models.unlinked_entry import UnlinkedEntry
    from ..models.updated_entry import UpdatedEntry


T = TypeVar("T", bound="TimelinePage")


@_attrs_define
class TimelinePage:
    """A page of the timeline.

    Attributes:
        items (list[AssignedEntry | CommentAddedEntry | CreatedEntry | LinkedEntry | StatusChangedEntry | UnlinkedEntry
            | UpdatedEntry]): The timeline entries of this page.
        next_cursor (None | str): An opaque cursor to the next page; null on the last page.
    """

    items: list[
        AssignedEntry
        | CommentAddedEntry
        | CreatedEntry
        | LinkedEntry
        | StatusChangedEntry
        | UnlinkedEntry
        | UpdatedEntry
    ]
    next_cursor: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.assigned_entry import AssignedEntry  # noqa: PLC0415
        from ..models.comment_added_entry import CommentAddedEntry  # noqa: PLC0415
        from ..models.created_entry import CreatedEntry  # noqa: PLC0415
        from ..models.linked_entry import LinkedEntry  # noqa: PLC0415
        from ..models.status_changed_entry import StatusChangedEntry  # noqa: PLC0415
        from ..models.updated_entry import UpdatedEntry  # noqa: PLC0415

        items = []
        for items_item_data in self.items:
            items_item: dict[str, Any]
            if isinstance(items_item_data, CreatedEntry):
                items_item = items_item_data.to_dict()
            elif isinstance(items_item_data, UpdatedEntry):
                items_item = items_item_data.to_dict()
            elif isinstance(items_item_data, AssignedEntry):
                items_item = items_item_data.to_dict()
            elif isinstance(items_item_data, StatusChangedEntry):
                items_item = items_item_data.to_dict()
            elif isinstance(items_item_data, CommentAddedEntry):
                items_item = items_item_data.to_dict()
            elif isinstance(items_item_data, LinkedEntry):
                items_item = items_item_data.to_dict()
            else:
                items_item = items_item_data.to_dict()

            items.append(items_item)

        next_cursor: None | str
        next_cursor = self.next_cursor

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "items": items,
                "next_cursor": next_cursor,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.assigned_entry import AssignedEntry  # noqa: PLC0415
        from ..models.comment_added_entry import CommentAddedEntry  # noqa: PLC0415
        from ..models.created_entry import CreatedEntry  # noqa: PLC0415
        from ..models.linked_entry import LinkedEntry  # noqa: PLC0415
        from ..models.status_changed_entry import StatusChangedEntry  # noqa: PLC0415
        from ..models.unlinked_entry import UnlinkedEntry  # noqa: PLC0415
        from ..models.updated_entry import UpdatedEntry  # noqa: PLC0415

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:

            def _parse_items_item(
                data: object,
            ) -> (
                AssignedEntry
                | CommentAddedEntry
                | CreatedEntry
                | LinkedEntry
                | StatusChangedEntry
                | UnlinkedEntry
                | UpdatedEntry
            ):
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_timeline_entry_type_0 = CreatedEntry.from_dict(data)

                    return componentsschemas_timeline_entry_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_timeline_entry_type_1 = UpdatedEntry.from_dict(data)

                    return componentsschemas_timeline_entry_type_1
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_timeline_entry_type_2 = AssignedEntry.from_dict(data)

                    return componentsschemas_timeline_entry_type_2
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_timeline_entry_type_3 = StatusChangedEntry.from_dict(data)

                    return componentsschemas_timeline_entry_type_3
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_timeline_entry_type_4 = CommentAddedEntry.from_dict(data)

                    return componentsschemas_timeline_entry_type_4
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_timeline_entry_type_5 = LinkedEntry.from_dict(data)

                    return componentsschemas_timeline_entry_type_5
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_timeline_entry_type_6 = UnlinkedEntry.from_dict(data)

                return componentsschemas_timeline_entry_type_6

            items_item = _parse_items_item(items_item_data)

            items.append(items_item)

        def _parse_next_cursor(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        next_cursor = _parse_next_cursor(d.pop("next_cursor"))

        timeline_page = cls(
            items=items,
            next_cursor=next_cursor,
        )

        timeline_page.additional_properties = d
        return timeline_page

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
