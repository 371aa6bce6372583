from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.not_found_code import NotFoundCode
from ..types import UNSET, Unset

T = TypeVar("T", bound="NotFoundProblem")


@_attrs_define
class NotFoundProblem:
    """A problem with the status 404.

    Attributes:
        type_ (str): The URI reference of the problem's documentation: `/problems/` followed by the code.
        title (str): A summary that is the same for every problem with this code.
        status (Literal[404]): The HTTP status of the response.
        detail (str): What is wrong with this request, and what to do about it.
        code (NotFoundCode): Identifies the problem among those with the status 404. A minor version may add values,
            which clients must accept.
        request_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        audit_id (UUID | Unset): A UUID in lowercase with hyphens (RFC 9562).
    """

    type_: str
    title: str
    status: Literal[404]
    detail: str
    code: NotFoundCode
    request_id: UUID
    audit_id: UUID | Unset = UNSET
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

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        type_ = d.pop("type")

        title = d.pop("title")

        status = cast(Literal[404], d.pop("status"))
        if status != 404:
            raise ValueError(f"status must match const 404, got '{status}'")

        detail = d.pop("detail")

        code = NotFoundCode(d.pop("code"))

        request_id = UUID(d.pop("request_id"))

        _audit_id = d.pop("audit_id", UNSET)
        audit_id: UUID | Unset
        if isinstance(_audit_id, Unset):
            audit_id = UNSET
        else:
            audit_id = UUID(_audit_id)

        not_found_problem = cls(
            type_=type_,
            title=title,
            status=status,
            detail=detail,
            code=code,
            request_id=request_id,
            audit_id=audit_id,
        )

        not_found_problem.additional_properties = d
        return not_found_problem

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
