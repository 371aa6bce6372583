from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.unprocessable_code import UnprocessableCode
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.field_error import FieldError


T = TypeVar("T", bound="UnprocessableProblem")


@_attrs_define
class UnprocessableProblem:
    """A problem with the status 422.

    Attributes:
        type_ (str): The URI reference of the problem's documentation: `/problems/` followed by the code.
        title (str): A summary that is the same for every problem with this code.
        status (Literal[422]): The HTTP status of the response.
        detail (str): What is wrong with this request, and what to do about it.
        code (UnprocessableCode): Identifies the problem among those with the status 422. A minor version may add
            values, which clients must accept.
        request_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        audit_id (UUID | Unset): A UUID in lowercase with hyphens (RFC 9562).
        errors (list[FieldError] | Unset): The validation errors; present on `validation`.
    """

    type_: str
    title: str
    status: Literal[422]
    detail: str
    code: UnprocessableCode
    request_id: UUID
    audit_id: UUID | Unset = UNSET
    errors: list[FieldError] | Unset = UNSET
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

        errors: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.errors, Unset):
            errors = []
            for errors_item_data in self.errors:
                errors_item = errors_item_data.to_dict()
                errors.append(errors_item)

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
        if errors is not UNSET:
            field_dict["errors"] = errors

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.field_error import FieldError  # noqa: PLC0415

        d = dict(src_dict)
        type_ = d.pop("type")

        title = d.pop("title")

        status = cast(Literal[422], d.pop("status"))
        if status != 422:
            raise ValueError(f"status must match const 422, got '{status}'")

        detail = d.pop("detail")

        code = UnprocessableCode(d.pop("code"))

        request_id = UUID(d.pop("request_id"))

        _audit_id = d.pop("audit_id", UNSET)
        audit_id: UUID | Unset
        if isinstance(_audit_id, Unset):
            audit_id = UNSET
        else:
            audit_id = UUID(_audit_id)

        _errors = d.pop("errors", UNSET)
        errors: list[FieldError] | Unset = UNSET
        if _errors is not UNSET:
            errors = []
            for errors_item_data in _errors:
                errors_item = FieldError.from_dict(errors_item_data)

                errors.append(errors_item)

        unprocessable_problem = cls(
            type_=type_,
            title=title,
            status=status,
            detail=detail,
            code=code,
            request_id=request_id,
            audit_id=audit_id,
            errors=errors,
        )

        unprocessable_problem.additional_properties = d
        return unprocessable_problem

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
