from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.alert_status import AlertStatus
from ..models.alert_verdict import AlertVerdict
from ..models.severity import Severity
from ..types import UNSET, Unset

T = TypeVar("T", bound="AlertUpdate")


@_attrs_define
class AlertUpdate:
    """A triage decision, as a JSON merge patch (RFC 7396). An absent member stays as it is; null clears the verdict.

    Attributes:
        status (AlertStatus | Unset): The triage status of the alert. Only triage changes it; a change of the alert's
            ticket does not.
        verdict (AlertVerdict | None | Unset): The result of triage; null without one.
        severity (Severity | Unset): The severity. Sorting uses the rank; critical is the highest.
    """

    status: AlertStatus | Unset = UNSET
    verdict: AlertVerdict | None | Unset = UNSET
    severity: Severity | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        status: str | Unset = UNSET
        if not isinstance(self.status, Unset):
            status = self.status.value

        verdict: None | str | Unset
        if isinstance(self.verdict, Unset):
            verdict = UNSET
        elif isinstance(self.verdict, AlertVerdict):
            verdict = self.verdict.value
        else:
            verdict = self.verdict

        severity: str | Unset = UNSET
        if not isinstance(self.severity, Unset):
            severity = self.severity.value

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if status is not UNSET:
            field_dict["status"] = status
        if verdict is not UNSET:
            field_dict["verdict"] = verdict
        if severity is not UNSET:
            field_dict["severity"] = severity

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        _status = d.pop("status", UNSET)
        status: AlertStatus | Unset
        if isinstance(_status, Unset):
            status = UNSET
        else:
            status = AlertStatus(_status)

        def _parse_verdict(data: object) -> AlertVerdict | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                verdict_type_0 = AlertVerdict(data)

                return verdict_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AlertVerdict | None | Unset, data)

        verdict = _parse_verdict(d.pop("verdict", UNSET))

        _severity = d.pop("severity", UNSET)
        severity: Severity | Unset
        if isinstance(_severity, Unset):
            severity = UNSET
        else:
            severity = Severity(_severity)

        alert_update = cls(
            status=status,
            verdict=verdict,
            severity=severity,
        )

        return alert_update
