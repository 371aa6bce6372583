from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.severity import Severity
from ..models.ticket_priority import TicketPriority
from ..models.ticket_status import TicketStatus
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.resolution_update import ResolutionUpdate


T = TypeVar("T", bound="TicketUpdate")


@_attrs_define
class TicketUpdate:
    """A change of a ticket, as a JSON merge patch (RFC 7396). An absent member stays as it is; null unassigns the ticket.
    Null for an array leaves it as it is.

        Attributes:
            title (str | Unset): What the ticket is about, in one line with at least one visible character.
            description (str | Unset): Details beyond the title.
            status (TicketStatus | Unset): The status of the work. `x-transitions` lists every allowed change; `needs` names
                the scope that a change requires.
            priority (TicketPriority | Unset): The urgency. Sorting uses the rank; p1 is the highest.
            severity (Severity | Unset): The severity. Sorting uses the rank; critical is the highest.
            assignee_id (None | Unset | UUID): The principal who works on the ticket; null unassigns it.
            tags (list[str] | None | Unset): The new tags, which replace all existing ones; an empty array removes them.
                Null, like an absent member, leaves them as they are.
            resolution (None | ResolutionUpdate | Unset): Required when the status changes to `resolved`; can be changed
                while the ticket is resolved. In any status other than `resolved` and `closed`, a value other than null is 422
                `validation`.
    """

    title: str | Unset = UNSET
    description: str | Unset = UNSET
    status: TicketStatus | Unset = UNSET
    priority: TicketPriority | Unset = UNSET
    severity: Severity | Unset = UNSET
    assignee_id: None | Unset | UUID = UNSET
    tags: list[str] | None | Unset = UNSET
    resolution: None | ResolutionUpdate | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.resolution_update import ResolutionUpdate  # noqa: PLC0415

        title = self.title

        description = self.description

        status: str | Unset = UNSET
        if not isinstance(self.status, Unset):
            status = self.status.value

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

        tags: list[str] | None | Unset
        if isinstance(self.tags, Unset):
            tags = UNSET
        elif isinstance(self.tags, list):
            tags = self.tags

        else:
            tags = self.tags

        resolution: dict[str, Any] | None | Unset
        if isinstance(self.resolution, Unset):
            resolution = UNSET
        elif isinstance(self.resolution, ResolutionUpdate):
            resolution = self.resolution.to_dict()
        else:
            resolution = self.resolution

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if title is not UNSET:
            field_dict["title"] = title
        if description is not UNSET:
            field_dict["description"] = description
        if status is not UNSET:
            field_dict["status"] = status
        if priority is not UNSET:
            field_dict["priority"] = priority
        if severity is not UNSET:
            field_dict["severity"] = severity
        if assignee_id is not UNSET:
            field_dict["assignee_id"] = assignee_id
        if tags is not UNSET:
            field_dict["tags"] = tags
        if resolution is not UNSET:
            field_dict["resolution"] = resolution

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.resolution_update import ResolutionUpdate  # noqa: PLC0415

        d = dict(src_dict)
        title = d.pop("title", UNSET)

        description = d.pop("description", UNSET)

        _status = d.pop("status", UNSET)
        status: TicketStatus | Unset
        if isinstance(_status, Unset):
            status = UNSET
        else:
            status = TicketStatus(_status)

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

        def _parse_tags(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                tags_type_0 = cast(list[str], data)

                return tags_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        tags = _parse_tags(d.pop("tags", UNSET))

        def _parse_resolution(data: object) -> None | ResolutionUpdate | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                resolution_type_0 = ResolutionUpdate.from_dict(data)

                return resolution_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ResolutionUpdate | Unset, data)

        resolution = _parse_resolution(d.pop("resolution", UNSET))

        ticket_update = cls(
            title=title,
            description=description,
            status=status,
            priority=priority,
            severity=severity,
            assignee_id=assignee_id,
            tags=tags,
            resolution=resolution,
        )

        return ticket_update
