from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from attrs import define as _attrs_define

from ..models.evidence_type import EvidenceType

T = TypeVar("T", bound="AlertEvidence")


@_attrs_define
class AlertEvidence:
    """An observation that supports the alert.

    Attributes:
        type_ (EvidenceType): The kind of observation. A minor version may add values, which clients must accept.
        value (str): The observation as text, with at least one visible character.
    """

    type_: EvidenceType
    value: str

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_.value

        value = self.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
                "value": value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        type_ = EvidenceType(d.pop("type"))

        value = d.pop("value")

        alert_evidence = cls(
            type_=type_,
            value=value,
        )

        return alert_evidence
