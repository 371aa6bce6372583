from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attrs import define as _attrs_define

from ..models.alert_activity import AlertActivity
from ..models.severity import Severity
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.alert_asset import AlertAsset
    from ..models.alert_evidence import AlertEvidence


T = TypeVar("T", bound="AlertCreate")


@_attrs_define
class AlertCreate:
    """An alert as its source reports it.

    Attributes:
        source (str): The tool that reported the alert.
        source_alert_id (str): The source's own ID of the alert, with at least one visible character. Together with
            `source` it identifies the alert in the tenant.
        title (str): What happened, in one line with at least one visible character.
        severity (Severity): The severity. Sorting uses the rank; critical is the highest.
        detected_at (datetime.datetime): An RFC 3339 timestamp with any offset. Responses return the same instant in
            UTC. Digits beyond the microsecond are dropped.
        description (str | Unset): Details beyond the title. Default: ''.
        rule_id (None | str | Unset): The detection rule that raised the alert, with at least one visible character.
            Tickets of alerts with the same source and rule are linked as related.
        activity (AlertActivity | Unset): What happened to the finding at its source: it was created, updated or closed.
            If the alert exists already, `update` and `close` add a report to it (see `list_alert_reports`) and change
            neither its content nor its triage; the same report again adds none, and neither does an `update` with the
            content of the alert itself. If the alert does not exist, `create` and `update` create it, and `close` is 404
            `not-found`.
        assets (list[AlertAsset] | Unset): The assets that the alert is about.
        evidence (list[AlertEvidence] | Unset): The observations that support the alert.
        raw (Any | Unset): Any JSON value whose strings and member names contain no NUL. Integers keep every digit;
            other numbers are doubles (RFC 8259, section 6).
    """

    source: str
    source_alert_id: str
    title: str
    severity: Severity
    detected_at: datetime.datetime
    description: str | Unset = ""
    rule_id: None | str | Unset = UNSET
    activity: AlertActivity | Unset = UNSET
    assets: list[AlertAsset] | Unset = UNSET
    evidence: list[AlertEvidence] | Unset = UNSET
    raw: Any | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        source = self.source

        source_alert_id = self.source_alert_id

        title = self.title

        severity = self.severity.value

        detected_at = self.detected_at.isoformat()

        description = self.description

        rule_id: None | str | Unset
        if isinstance(self.rule_id, Unset):
            rule_id = UNSET
        else:
            rule_id = self.rule_id

        activity: str | Unset = UNSET
        if not isinstance(self.activity, Unset):
            activity = self.activity.value

        assets: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.assets, Unset):
            assets = []
            for assets_item_data in self.assets:
                assets_item = assets_item_data.to_dict()
                assets.append(assets_item)

        evidence: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.evidence, Unset):
            evidence = []
            for evidence_item_data in self.evidence:
                evidence_item = evidence_item_data.to_dict()
                evidence.append(evidence_item)

        raw = self.raw

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "source": source,
                "source_alert_id": source_alert_id,
                "title": title,
                "severity": severity,
                "detected_at": detected_at,
            }
        )
        if description is not UNSET:
            field_dict["description"] = description
        if rule_id is not UNSET:
            field_dict["rule_id"] = rule_id
        if activity is not UNSET:
            field_dict["activity"] = activity
        if assets is not UNSET:
            field_dict["assets"] = assets
        if evidence is not UNSET:
            field_dict["evidence"] = evidence
        if raw is not UNSET:
            field_dict["raw"] = raw

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.alert_asset import AlertAsset  # noqa: PLC0415
        from ..models.alert_evidence import AlertEvidence  # noqa: PLC0415

        d = dict(src_dict)
        source = d.pop("source")

        source_alert_id = d.pop("source_alert_id")

        title = d.pop("title")

        severity = Severity(d.pop("severity"))

        detected_at = datetime.datetime.fromisoformat(d.pop("detected_at"))

        description = d.pop("description", UNSET)

        def _parse_rule_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        rule_id = _parse_rule_id(d.pop("rule_id", UNSET))

        _activity = d.pop("activity", UNSET)
        activity: AlertActivity | Unset
        if isinstance(_activity, Unset):
            activity = UNSET
        else:
            activity = AlertActivity(_activity)

        _assets = d.pop("assets", UNSET)
        assets: list[AlertAsset] | Unset = UNSET
        if _assets is not UNSET:
            assets = []
            for assets_item_data in _assets:
                assets_item = AlertAsset.from_dict(assets_item_data)

                assets.append(assets_item)

        _evidence = d.pop("evidence", UNSET)
        evidence: list[AlertEvidence] | Unset = UNSET
        if _evidence is not UNSET:
            evidence = []
            for evidence_item_data in _evidence:
                evidence_item = AlertEvidence.from_dict(evidence_item_data)

                evidence.append(evidence_item)

        raw = d.pop("raw", UNSET)

        alert_create = cls(
            source=source,
            source_alert_id=source_alert_id,
            title=title,
            severity=severity,
            detected_at=detected_at,
            description=description,
            rule_id=rule_id,
            activity=activity,
            assets=assets,
            evidence=evidence,
            raw=raw,
        )

        return alert_create
