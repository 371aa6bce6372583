from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.severity import Severity

T = TypeVar("T", bound="SeverityCount")


@_attrs_define
class SeverityCount:
    """How many open tickets have a severity.

    Attributes:
        severity (Severity): How bad it is. Sorted by rank, critical highest.
        open_ (int): How many; JSON keeps integers whole up to here.
    """

    severity: Severity
    open_: int

    def to_dict(self) -> dict[str, Any]:
        severity = self.severity.value

        open_ = self.open_

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "severity": severity,
                "open": open_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        severity = Severity(d.pop("severity"))

        open_ = d.pop("open")

        severity_count = cls(
            severity=severity,
            open_=open_,
        )

        return severity_count
