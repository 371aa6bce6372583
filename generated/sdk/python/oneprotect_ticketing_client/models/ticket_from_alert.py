from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.severity import Severity
from ..models.ticket_priority import TicketPriority
from ..types import UNSET, Unset

T = TypeVar("T", bound="TicketFromAlert")


@_attrs_define
class TicketFromAlert:
    """Values for the new ticket. Title, description and severity default to those of the alert.

    Attributes:
        title (str | Unset): What the ticket is about, in one line with at least one visible character.
        description (str | Unset): Details beyond the title.
        priority (TicketPriority | Unset): The urgency. Sorting uses the rank; p1 is the highest.
        severity (Severity | Unset): The severity. Sorting uses the rank; critical is the highest.
        assignee_id (None | Unset | UUID): The principal who works on the ticket; null leaves it unassigned.
        tags (list[str] | Unset): Keywords to find tickets by, in the order sent. Of tags that differ only in case,
            white space around them or Unicode normalization, the first one is kept.
    """

    title: str | Unset = UNSET
    description: str | Unset = UNSET
    priority: TicketPriority | Unset = UNSET
    severity: Severity | Unset = UNSET
    assignee_id: None | Unset | UUID = UNSET
    tags: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        title = self.title

        description = self.description

        priority: str | Unset = UNSET
        if not isinstance(self.priority, Unset):
            priority = self.priority.value

        severity: str | Unset = UNSET
        if not isinstance(self.severity, Unset):
            severity = self.severity.value

        assignee_id: None | str | Unset
        if isinstance(self.assignee_id, Unset):
            assignee_id = UNSET
        elif isinstance(self.assignee_id, UUID):
            assignee_id = str(self.assignee_id)
        else:
            assignee_id = self.assignee_id

        tags: list[str] | Unset = UNSET
        if not isinstance(self.tags, Unset):
            tags = self.tags

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if title is not UNSET:
            field_dict["title"] = title
        if description is not UNSET:
            field_dict["description"] = description
        if priority is not UNSET:
            field_dict["priority"] = priority
        if severity is not UNSET:
            field_dict["severity"] = severity
        if assignee_id is not UNSET:
            field_dict["assignee_id"] = assignee_id
        if tags is not UNSET:
            field_dict["tags"] = tags

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        title = d.pop("title", UNSET)

        description = d.pop("description", UNSET)

        _priority = d.pop("priority", UNSET)
        priority: TicketPriority | Unset
        if isinstance(_priority, Unset):
            priority = UNSET
        else:
            priority = TicketPriority(_priority)

        _severity = d.pop("severity", UNSET)
        severity: Severity | Unset
        if isinstance(_severity, Unset):
            severity = UNSET
        else:
            severity = Severity(_severity)

        def _parse_assignee_id(data: object) -> None | Unset | UUID:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                assignee_id_type_0 = UUID(data)

                return assignee_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UUID, data)

        assignee_id = _parse_assignee_id(d.pop("assignee_id", UNSET))

        tags = cast(list[str], d.pop("tags", UNSET))

        ticket_from_alert = cls(
            title=title,
            description=description,
            priority=priority,
            severity=severity,
            assignee_id=assignee_id,
            tags=tags,
        )

        return ticket_from_alert
