from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.severity import Severity

T = TypeVar("T", bound="SeverityCount")


@_attrs_define
class SeverityCount:
    """The number of open tickets with one severity.

    Attributes:
        severity (Severity): The severity. Sorting uses the rank; critical is the highest.
        open_ (int): A count, at most the largest integer that JSON represents exactly (2^53 - 1).
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
