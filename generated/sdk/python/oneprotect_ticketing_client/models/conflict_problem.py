from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.conflict_code import ConflictCode
from ..models.ticket_status import TicketStatus
from ..types import UNSET, Unset

T = TypeVar("T", bound="ConflictProblem")


@_attrs_define
class ConflictProblem:
    """A problem with the status 409.

    Attributes:
        type_ (str): The URI reference of the problem's documentation: `/problems/` followed by the code.
        title (str): A summary that is the same for every problem with this code.
        status (Literal[409]): The HTTP status of the response.
        detail (str): What is wrong with this request, and what to do about it.
        code (ConflictCode): Identifies the problem among those with the status 409. A minor version may add values,
            which clients must accept.
        request_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        audit_id (UUID | Unset): A UUID in lowercase with hyphens (RFC 9562).
        current (TicketStatus | Unset): The status of the work. `x-transitions` lists every allowed change; `needs`
            names the scope that a change requires.
        allowed (list[TicketStatus] | Unset): The statuses that the ticket can change to; present on `invalid-
            transition`.
        link_id (UUID | Unset): A UUID in lowercase with hyphens (RFC 9562).
    """

    type_: str
    title: str
    status: Literal[409]
    detail: str
    code: ConflictCode
    request_id: UUID
    audit_id: UUID | Unset = UNSET
    current: TicketStatus | Unset = UNSET
    allowed: list[TicketStatus] | Unset = UNSET
    link_id: UUID | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        title = self.title

        status = self.status

        detail = self.detail

        code = self.code.value

        request_id = str(self.request_id)

        audit_id: str | Unset = UNSET
        if not isinstance(self.audit_id, Unset):
            audit_id = str(self.audit_id)

        current: str | Unset = UNSET
        if not isinstance(self.current, Unset):
            current = self.current.value

        allowed: list[str] | Unset = UNSET
        if not isinstance(self.allowed, Unset):
            allowed = []
            for allowed_item_data in self.allowed:
                allowed_item = allowed_item_data.value
                allowed.append(allowed_item)

        link_id: str | Unset = UNSET
        if not isinstance(self.link_id, Unset):
            link_id = str(self.link_id)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "title": title,
                "status": status,
                "detail": detail,
                "code": code,
                "request_id": request_id,
            }
        )
        if audit_id is not UNSET:
            field_dict["audit_id"] = audit_id
        if current is not UNSET:
            field_dict["current"] = current
        if allowed is not UNSET:
            field_dict["allowed"] = allowed
        if link_id is not UNSET:
            field_dict["link_id"] = link_id

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        type_ = d.pop("type")

        title = d.pop("title")

        status = cast(Literal[409], d.pop("status"))
        if status != 409:
            raise ValueError(f"status must match const 409, got '{status}'")

        detail = d.pop("detail")

        code = ConflictCode(d.pop("code"))

        request_id = UUID(d.pop("request_id"))

        _audit_id = d.pop("audit_id", UNSET)
        audit_id: UUID | Unset
        if isinstance(_audit_id, Unset):
            audit_id = UNSET
        else:
            audit_id = UUID(_audit_id)

        _current = d.pop("current", UNSET)
        current: TicketStatus | Unset
        if isinstance(_current, Unset):
            current = UNSET
        else:
            current = TicketStatus(_current)

        _allowed = d.pop("allowed", UNSET)
        allowed: list[TicketStatus] | Unset = UNSET
        if _allowed is not UNSET:
            allowed = []
            for allowed_item_data in _allowed:
                allowed_item = TicketStatus(allowed_item_data)

                allowed.append(allowed_item)

        _link_id = d.pop("link_id", UNSET)
        link_id: UUID | Unset
        if isinstance(_link_id, Unset):
            link_id = UNSET
        else:
            link_id = UUID(_link_id)

        conflict_problem = cls(
            type_=type_,
            title=title,
            status=status,
            detail=detail,
            code=code,
            request_id=request_id,
            audit_id=audit_id,
            current=current,
            allowed=allowed,
            link_id=link_id,
        )

        conflict_problem.additional_properties = d
        return conflict_problem

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
