from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.severity import Severity
from ..models.ticket_priority import TicketPriority
from ..models.ticket_status import TicketStatus
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.actor import Actor
    from ..models.alert_asset_output import AlertAssetOutput
    from ..models.resolution import Resolution
    from ..models.ticket_source import TicketSource


T = TypeVar("T", bound="Ticket")


@_attrs_define
class Ticket:
    """The canonical ticket of a tenant.

    Attributes:
        id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        number (int): The ticket's number, counted per tenant from 1.
        tenant_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        version (int): Increases by one whenever a field that clients can see changes. The ETag is derived from it.
        title (str): What the ticket is about, in one line.
        description (str): Details beyond the title.
        status (TicketStatus): The status of the work. `x-transitions` lists every allowed change; `needs` names the
            scope that a change requires.
        priority (TicketPriority): The urgency. Sorting uses the rank; p1 is the highest.
        severity (Severity): The severity. Sorting uses the rank; critical is the highest.
        assignee_id (None | UUID): The principal who works on the ticket; null if it is unassigned.
        tags (list[str]): Keywords to find tickets by, without duplicates, in the order sent.
        resolution (None | Resolution): The resolution; null unless the ticket is resolved or closed.
        source (TicketSource): Where the ticket comes from.
        reporter (Actor): The principal who acted.
        created_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
        updated_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
        status_changed_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
        resolved_at (datetime.datetime | None): When the ticket was resolved; null unless it is resolved or closed.
        closed_at (datetime.datetime | None): When the ticket was closed; null unless it is closed.
        assets (list[AlertAssetOutput] | Unset): The assets of the ticket: those of the alert that it was created from,
            of linked alerts, and linked assets, each once, at most 100. A link changes neither `version` nor the ETag.
            Absent only from events that were published before this member existed.
    """

    id: UUID
    number: int
    tenant_id: UUID
    version: int
    title: str
    description: str
    status: TicketStatus
    priority: TicketPriority
    severity: Severity
    assignee_id: None | UUID
    tags: list[str]
    resolution: None | Resolution
    source: TicketSource
    reporter: Actor
    created_at: datetime.datetime
    updated_at: datetime.datetime
    status_changed_at: datetime.datetime
    resolved_at: datetime.datetime | None
    closed_at: datetime.datetime | None
    assets: list[AlertAssetOutput] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.resolution import Resolution  # noqa: PLC0415

        id = str(self.id)

        number = self.number

        tenant_id = str(self.tenant_id)

        version = self.version

        title = self.title

        description = self.description

        status = self.status.value

        priority = self.priority.value

        severity = self.severity.value

        assignee_id: None | str
        if isinstance(self.assignee_id, UUID):
            assignee_id = str(self.assignee_id)
        else:
            assignee_id = self.assignee_id

        tags = self.tags

        resolution: dict[str, Any] | None
        if isinstance(self.resolution, Resolution):
            resolution = self.resolution.to_dict()
        else:
            resolution = self.resolution

        source = self.source.to_dict()

        reporter = self.reporter.to_dict()

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        status_changed_at = self.status_changed_at.isoformat()

        resolved_at: None | str
        if isinstance(self.resolved_at, datetime.datetime):
            resolved_at = self.resolved_at.isoformat()
        else:
            resolved_at = self.resolved_at

        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        assets: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.assets, Unset):
            assets = []
            for assets_item_data in self.assets:
                assets_item = assets_item_data.to_dict()
                assets.append(assets_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "number": number,
                "tenant_id": tenant_id,
                "version": version,
                "title": title,
                "description": description,
                "status": status,
                "priority": priority,
                "severity": severity,
                "assignee_id": assignee_id,
                "tags": tags,
                "resolution": resolution,
                "source": source,
                "reporter": reporter,
                "created_at": created_at,
                "updated_at": updated_at,
                "status_changed_at": status_changed_at,
                "resolved_at": resolved_at,
                "closed_at": closed_at,
            }
        )
        if assets is not UNSET:
            field_dict["assets"] = assets

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.actor import Actor  # noqa: PLC0415
        from ..models.alert_asset_output import AlertAssetOutput  # noqa: PLC0415
        from ..models.resolution import Resolution  # noqa: PLC0415
        from ..models.ticket_source import TicketSource  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        number = d.pop("number")

        tenant_id = UUID(d.pop("tenant_id"))

        version = d.pop("version")

        title = d.pop("title")

        description = d.pop("description")

        status = TicketStatus(d.pop("status"))

        priority = TicketPriority(d.pop("priority"))

        severity = Severity(d.pop("severity"))

        def _parse_assignee_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                assignee_id_type_0 = UUID(data)

                return assignee_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        assignee_id = _parse_assignee_id(d.pop("assignee_id"))

        tags = cast(list[str], d.pop("tags"))

        def _parse_resolution(data: object) -> None | Resolution:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                resolution_type_0 = Resolution.from_dict(data)

                return resolution_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Resolution, data)

        resolution = _parse_resolution(d.pop("resolution"))

        source = TicketSource.from_dict(d.pop("source"))

        reporter = Actor.from_dict(d.pop("reporter"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        status_changed_at = datetime.datetime.fromisoformat(d.pop("status_changed_at"))

        def _parse_resolved_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                resolved_at_type_0 = datetime.datetime.fromisoformat(data)

                return resolved_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        resolved_at = _parse_resolved_at(d.pop("resolved_at"))

        def _parse_closed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_at_type_0 = datetime.datetime.fromisoformat(data)

                return closed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closed_at = _parse_closed_at(d.pop("closed_at"))

        _assets = d.pop("assets", UNSET)
        assets: list[AlertAssetOutput] | Unset = UNSET
        if _assets is not UNSET:
            assets = []
            for assets_item_data in _assets:
                assets_item = AlertAssetOutput.from_dict(assets_item_data)

                assets.append(assets_item)

        ticket = cls(
            id=id,
            number=number,
            tenant_id=tenant_id,
            version=version,
            title=title,
            description=description,
            status=status,
            priority=priority,
            severity=severity,
            assignee_id=assignee_id,
            tags=tags,
            resolution=resolution,
            source=source,
            reporter=reporter,
            created_at=created_at,
            updated_at=updated_at,
            status_changed_at=status_changed_at,
            resolved_at=resolved_at,
            closed_at=closed_at,
            assets=assets,
        )

        ticket.additional_properties = d
        return ticket

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
