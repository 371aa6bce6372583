from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define

from ..models.not_acceptable_code import NotAcceptableCode

T = TypeVar("T", bound="NotAcceptableProblem")


@_attrs_define
class NotAcceptableProblem:
    """A problem of the status 406.

    Attributes:
        type_ (str): /problems/ and the code.
        title (str): Says the same of every problem of the code.
        status (Literal[406]):
        detail (str): Says what is the matter here, and what to do.
        code (NotAcceptableCode): Which problem of the status 406 it is.
        request_id (UUID): Lower-case, with hyphens (RFC 9562).
    """

    type_: str
    title: str
    status: Literal[406]
    detail: str
    code: NotAcceptableCode
    request_id: UUID

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        title = self.title

        status = self.status

        detail = self.detail

        code = self.code.value

        request_id = str(self.request_id)

        field_dict: dict[str, Any] = {}

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

        status = cast(Literal[406], d.pop("status"))
        if status != 406:
            raise ValueError(f"status must match const 406, got '{status}'")

        detail = d.pop("detail")

        code = NotAcceptableCode(d.pop("code"))

        request_id = UUID(d.pop("request_id"))

        not_acceptable_problem = cls(
            type_=type_,
            title=title,
            status=status,
            detail=detail,
            code=code,
            request_id=request_id,
        )

        return not_acceptable_problem
