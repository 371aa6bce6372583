# Generated from specs/schemas by `python -m codegen`. Do not edit.
"""The redaction plan of each schema in responses: what an auditor sees of it, as `x-redact` of the spec declares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Whole:
    """Replace the whole text by a placeholder if the member ``by`` of the same object has one of these values."""

    by: str
    placeholders: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """Redact addresses, host names and secrets in a text, and cut the result to ``max_length`` characters."""

    max_length: int
    whole: Whole | None = None


@dataclass(frozen=True, slots=True)
class AnyJson:
    """Redact every string in any JSON value."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Leave the member out."""


@dataclass(frozen=True, slots=True)
class Items:
    """Redact each item of a list by the same plan; ``unique`` keeps only the first of equal results."""

    plan: Plan
    unique: bool


@dataclass(frozen=True, slots=True)
class Members:
    """Redact these members of an object by their plans; the others stay unchanged."""

    plans: Mapping[str, Plan]


@dataclass(frozen=True, slots=True)
class Variants:
    """Redact an object by the plan for the value of its member ``tag``."""

    tag: str
    plans: Mapping[str, Members]


Plan: TypeAlias = Text | AnyJson | Dropped | Items | Members | Variants

PLANS: Mapping[str, Members | Variants] = MappingProxyType(
    {
        "Actor": Members({}),
        "Alert": Members(
            {
                "raw": Dropped(),
                "source": Text(max_length=64),
                "source_alert_id": Text(max_length=512),
                "title": Text(max_length=500),
                "description": Text(max_length=30000),
                "rule_id": Text(max_length=512),
                "assets": Items(
                    Members(
                        {"value": Text(max_length=2048, whole=Whole("type", {"ip_address": "ip", "hostname": "host"}))}
                    ),
                    unique=False,
                ),
                "evidence": Items(Members({"value": Text(max_length=4000)}), unique=False),
            }
        ),
        "AlertAsset": Members(
            {"value": Text(max_length=2048, whole=Whole("type", {"ip_address": "ip", "hostname": "host"}))}
        ),
        "AlertBatchReceipt": Members({}),
        "AlertBatchResult": Members({}),
        "AlertEvidence": Members({"value": Text(max_length=4000)}),
        "AlertLink": Members({}),
        "AlertReceipt": Members({}),
        "AlertReport": Members({"title": Text(max_length=500), "description": Text(max_length=30000)}),
        "AlertSummary": Members(
            {
                "source": Text(max_length=64),
                "source_alert_id": Text(max_length=512),
                "title": Text(max_length=500),
                "description": Text(max_length=30000),
                "rule_id": Text(max_length=512),
                "assets": Items(
                    Members(
                        {"value": Text(max_length=2048, whole=Whole("type", {"ip_address": "ip", "hostname": "host"}))}
                    ),
                    unique=False,
                ),
                "evidence": Items(Members({"value": Text(max_length=4000)}), unique=False),
            }
        ),
        "Asset": Members(
            {
                "value": Text(max_length=2048, whole=Whole("type", {"ip_address": "ip", "hostname": "host"})),
                "name": Text(max_length=200),
            }
        ),
        "AssetLink": Members({}),
        "AssignedEntry": Members({}),
        "AuditRecord": Members({"changes": Items(Members({"before": AnyJson(), "after": AnyJson()}), unique=False)}),
        "AuditRecordLink": Members({}),
        "AuditTarget": Members({}),
        "BadRequestProblem": Members({}),
        "Comment": Members({"body": Text(max_length=10000)}),
        "CommentAddedEntry": Members({}),
        "CreatedEntry": Members({}),
        "DayCount": Members({}),
        "DeliveryRecord": Members(
            {"source": Text(max_length=200), "target": Text(max_length=200), "detail": Text(max_length=2000)}
        ),
        "DeliveryRecordLink": Members({}),
        "Evidence": Members(
            {"name": Text(max_length=255), "media_type": Text(max_length=127), "description": Text(max_length=10000)}
        ),
        "EvidenceLink": Members({}),
        "ExternalReferenceLink": Members(
            {"target": Members({"url": Text(max_length=2000), "label": Text(max_length=200)})}
        ),
        "ExternalTarget": Members({"url": Text(max_length=2000), "label": Text(max_length=200)}),
        "FieldChange": Members({"before": AnyJson(), "after": AnyJson()}),
        "FieldError": Members({}),
        "ForbiddenProblem": Members({}),
        "Link": Variants(
            "target_type",
            {
                "alert": Members({}),
                "asset": Members({}),
                "evidence": Members({}),
                "delivery_record": Members({}),
                "audit_record": Members({}),
                "ticket": Members({}),
                "external_reference": Members(
                    {"target": Members({"url": Text(max_length=2000), "label": Text(max_length=200)})}
                ),
            },
        ),
        "LinkedEntry": Members(
            {
                "link": Variants(
                    "target_type",
                    {
                        "alert": Members({}),
                        "asset": Members({}),
                        "evidence": Members({}),
                        "delivery_record": Members({}),
                        "audit_record": Members({}),
                        "ticket": Members({}),
                        "external_reference": Members(
                            {"target": Members({"url": Text(max_length=2000), "label": Text(max_length=200)})}
                        ),
                    },
                )
            }
        ),
        "Me": Members({}),
        "NotFoundProblem": Members({}),
        "Principal": Members({}),
        "RecordTarget": Members({}),
        "RelatedRecord": Members(
            {
                "title": Text(max_length=500),
                "shared": Items(
                    Members(
                        {"value": Text(max_length=2048, whole=Whole("type", {"ip_address": "ip", "hostname": "host"}))}
                    ),
                    unique=False,
                ),
            }
        ),
        "Resolution": Members({"note": Text(max_length=10000)}),
        "Session": Members({}),
        "SeverityCount": Members({}),
        "SharedValue": Members(
            {"value": Text(max_length=2048, whole=Whole("type", {"ip_address": "ip", "hostname": "host"}))}
        ),
        "StatusChangedEntry": Members({"resolution": Members({"note": Text(max_length=10000)})}),
        "Tenant": Members({}),
        "Ticket": Members(
            {
                "title": Text(max_length=160),
                "description": Text(max_length=30000),
                "tags": Items(Text(max_length=64), unique=True),
                "resolution": Members({"note": Text(max_length=10000)}),
            }
        ),
        "TicketLink": Members({}),
        "TicketSource": Members({}),
        "TicketSummary": Members({}),
        "TimelineEntry": Variants(
            "kind",
            {
                "created": Members({}),
                "updated": Members(
                    {"changes": Items(Members({"before": AnyJson(), "after": AnyJson()}), unique=False)}
                ),
                "assigned": Members({}),
                "status_changed": Members({"resolution": Members({"note": Text(max_length=10000)})}),
                "comment_added": Members({}),
                "linked": Members(
                    {
                        "link": Variants(
                            "target_type",
                            {
                                "alert": Members({}),
                                "asset": Members({}),
                                "evidence": Members({}),
                                "delivery_record": Members({}),
                                "audit_record": Members({}),
                                "ticket": Members({}),
                                "external_reference": Members(
                                    {"target": Members({"url": Text(max_length=2000), "label": Text(max_length=200)})}
                                ),
                            },
                        )
                    }
                ),
                "unlinked": Members(
                    {
                        "link": Variants(
                            "target_type",
                            {
                                "alert": Members({}),
                                "asset": Members({}),
                                "evidence": Members({}),
                                "delivery_record": Members({}),
                                "audit_record": Members({}),
                                "ticket": Members({}),
                                "external_reference": Members(
                                    {"target": Members({"url": Text(max_length=2000), "label": Text(max_length=200)})}
                                ),
                            },
                        )
                    }
                ),
            },
        ),
        "UnlinkedEntry": Members(
            {
                "link": Variants(
                    "target_type",
                    {
                        "alert": Members({}),
                        "asset": Members({}),
                        "evidence": Members({}),
                        "delivery_record": Members({}),
                        "audit_record": Members({}),
                        "ticket": Members({}),
                        "external_reference": Members(
                            {"target": Members({"url": Text(max_length=2000), "label": Text(max_length=200)})}
                        ),
                    },
                )
            }
        ),
        "UnprocessableProblem": Members({}),
        "UpdatedEntry": Members({"changes": Items(Members({"before": AnyJson(), "after": AnyJson()}), unique=False)}),
    }
)
