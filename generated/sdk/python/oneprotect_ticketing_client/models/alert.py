from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.alert_status import AlertStatus
from ..models.alert_verdict import AlertVerdict
from ..models.severity import Severity
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.alert_asset_output import AlertAssetOutput
    from ..models.alert_evidence_output import AlertEvidenceOutput


T = TypeVar("T", bound="Alert")


@_attrs_define
class Alert:
    """An alert with its original document.

    Attributes:
        id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        source (str): The tool that reported the alert.
        source_alert_id (str): The source's own ID of the alert.
        title (str): What happened, in one line.
        description (str): Details beyond the title.
        severity (Severity): The severity. Sorting uses the rank; critical is the highest.
        status (AlertStatus): The triage status of the alert. Only triage changes it; a change of the alert's ticket
            does not.
        verdict (AlertVerdict | None): The result of triage; null without one.
        rule_id (None | str): The detection rule that raised the alert, if the source named one.
        detected_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
        assets (list[AlertAssetOutput]): The assets that the alert is about.
        evidence (list[AlertEvidenceOutput]): The observations that support the alert.
        ticket_id (None | UUID): The ticket that was created from the alert, if any.
        last_seen_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
        seen_count (int): A count, at most the largest integer that JSON represents exactly (2^53 - 1).
        version (int): Increases by one whenever a field that clients can see changes. The ETag is derived from it.
        created_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
        updated_at (datetime.datetime): An RFC 3339 timestamp in UTC, with microseconds and `Z`.
        raw (Any | Unset): Any JSON value whose strings and member names contain no NUL. Integers keep every digit;
            other numbers are doubles (RFC 8259, section 6).
    """

    id: UUID
    source: str
    source_alert_id: str
    title: str
    description: str
    severity: Severity
    status: AlertStatus
    verdict: AlertVerdict | None
    rule_id: None | str
    detected_at: datetime.datetime
    assets: list[AlertAssetOutput]
    evidence: list[AlertEvidenceOutput]
    ticket_id: None | UUID
    last_seen_at: datetime.datetime
    seen_count: int
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime
    raw: Any | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        source = self.source

        source_alert_id = self.source_alert_id

        title = self.title

        description = self.description

        severity = self.severity.value

        status = self.status.value

        verdict: None | str
        if isinstance(self.verdict, AlertVerdict):
            verdict = self.verdict.value
        else:
            verdict = self.verdict

        rule_id: None | str
        rule_id = self.rule_id

        detected_at = self.detected_at.isoformat()

        assets = []
        for assets_item_data in self.assets:
            assets_item = assets_item_data.to_dict()
            assets.append(assets_item)

        evidence = []
        for evidence_item_data in self.evidence:
            evidence_item = evidence_item_data.to_dict()
            evidence.append(evidence_item)

        ticket_id: None | str
        if isinstance(self.ticket_id, UUID):
            ticket_id = str(self.ticket_id)
        else:
            ticket_id = self.ticket_id

        last_seen_at = self.last_seen_at.isoformat()

        seen_count = self.seen_count

        version = self.version

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        raw = self.raw

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "source": source,
                "source_alert_id": source_alert_id,
                "title": title,
                "description": description,
                "severity": severity,
                "status": status,
                "verdict": verdict,
                "rule_id": rule_id,
                "detected_at": detected_at,
                "assets": assets,
                "evidence": evidence,
                "ticket_id": ticket_id,
                "last_seen_at": last_seen_at,
                "seen_count": seen_count,
                "version": version,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
        if raw is not UNSET:
            field_dict["raw"] = raw

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.alert_asset_output import AlertAssetOutput  # noqa: PLC0415
        from ..models.alert_evidence_output import AlertEvidenceOutput  # noqa: PLC0415

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        source = d.pop("source")

        source_alert_id = d.pop("source_alert_id")

        title = d.pop("title")

        description = d.pop("description")

        severity = Severity(d.pop("severity"))

        status = AlertStatus(d.pop("status"))

        def _parse_verdict(data: object) -> AlertVerdict | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                verdict_type_0 = AlertVerdict(data)

                return verdict_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AlertVerdict | None, data)

        verdict = _parse_verdict(d.pop("verdict"))

        def _parse_rule_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        rule_id = _parse_rule_id(d.pop("rule_id"))

        detected_at = datetime.datetime.fromisoformat(d.pop("detected_at"))

        assets = []
        _assets = d.pop("assets")
        for assets_item_data in _assets:
            assets_item = AlertAssetOutput.from_dict(assets_item_data)

            assets.append(assets_item)

        evidence = []
        _evidence = d.pop("evidence")
        for evidence_item_data in _evidence:
            evidence_item = AlertEvidenceOutput.from_dict(evidence_item_data)

            evidence.append(evidence_item)

        def _parse_ticket_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ticket_id_type_0 = UUID(data)

                return ticket_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        ticket_id = _parse_ticket_id(d.pop("ticket_id"))

        last_seen_at = datetime.datetime.fromisoformat(d.pop("last_seen_at"))

        seen_count = d.pop("seen_count")

        version = d.pop("version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        raw = d.pop("raw", UNSET)

        alert = cls(
            id=id,
            source=source,
            source_alert_id=source_alert_id,
            title=title,
            description=description,
            severity=severity,
            status=status,
            verdict=verdict,
            rule_id=rule_id,
            detected_at=detected_at,
            assets=assets,
            evidence=evidence,
            ticket_id=ticket_id,
            last_seen_at=last_seen_at,
            seen_count=seen_count,
            version=version,
            created_at=created_at,
            updated_at=updated_at,
            raw=raw,
        )

        alert.additional_properties = d
        return alert

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
