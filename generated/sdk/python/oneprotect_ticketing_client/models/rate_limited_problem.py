from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.rate_limited_code import RateLimitedCode

T = TypeVar("T", bound="RateLimitedProblem")


@_attrs_define
class RateLimitedProblem:
    """A problem with the status 429.

    Attributes:
        type_ (str): The URI reference of the problem's documentation: `/problems/` followed by the code.
        title (str): A summary that is the same for every problem with this code.
        status (Literal[429]): The HTTP status of the response.
        detail (str): What is wrong with this request, and what to do about it.
        code (RateLimitedCode): Identifies the problem among those with the status 429. A minor version may add values,
            which clients must accept.
        request_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
    """

    type_: str
    title: str
    status: Literal[429]
    detail: str
    code: RateLimitedCode
    request_id: UUID
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        title = self.title

        status = self.status

        detail = self.detail

        code = self.code.value

        request_id = str(self.request_id)

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

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        type_ = d.pop("type")

        title = d.pop("title")

        status = cast(Literal[429], d.pop("status"))
        if status != 429:
            raise ValueError(f"status must match const 429, got '{status}'")

        detail = d.pop("detail")

        code = RateLimitedCode(d.pop("code"))

        request_id = UUID(d.pop("request_id"))

        rate_limited_problem = cls(
            type_=type_,
            title=title,
            status=status,
            detail=detail,
            code=code,
            request_id=request_id,
        )

        rate_limited_problem.additional_properties = d
        return rate_limited_problem

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
