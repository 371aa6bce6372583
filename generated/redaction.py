# Generated from specs/schemas by `python -m codegen`. Do not edit.
"""What an auditor sees of each schema of an answer, as `x-redact` in the spec says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Whole:
    """Where the member ``by`` has one of these values, a text gives way to that placeholder as a whole."""

    by: str
    placeholders: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Text:
    """Free text: an auditor sees it without addresses, host names and secrets, cut to ``longest`` characters."""

    longest: int
    whole: Whole | None = None


@dataclass(frozen=True, slots=True)
class AnyJson:
    """Any JSON value: every string in it is free text."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """An auditor's answer does not have it."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list, each item by the same plan; ``unique`` keeps the first of those that have become equal."""

    plan: Plan
    unique: bool


@dataclass(frozen=True, slots=True)
class Members:
    """An object: these members by their plans, the others as they are."""

    plans: Mapping[str, Plan]


@dataclass(frozen=True, slots=True)
class Variants:
    """An object whose kind is said by the member ``tag``."""

    tag: str
    plans: Mapping[str, Members]


Plan: TypeAlias = Text | AnyJson | Dropped | Items | Members | Variants

PLANS: Mapping[str, Members | Variants] = MappingProxyType(
    {
        "Actor": Members({}),
        "Alert": Members(
            {
                "raw": Dropped(),
                "source": Text(longest=64),
                "source_alert_id": Text(longest=256),
                "title": Text(longest=500),
                "description": Text(longest=30000),
                "rule_id": Text(longest=256),
                "assets": Items(
                    Members(
                        {"value": Text(longest=2000, whole=Whole("type", {"ip_address": "ip", "hostname": "host"}))}
                    ),
                    unique=False,
                ),
                "evidence": Items(Members({"value": Text(longest=4000)}), unique=False),
            }
        ),
        "AlertAsset": Members(
            {"value": Text(longest=2000, whole=Whole("type", {"ip_address": "ip", "hostname": "host"}))}
        ),
        "AlertEvidence": Members({"value": Text(longest=4000)}),
        "AlertLink": Members({}),
        "AlertReceipt": Members({}),
        "AlertSummary": Members(
            {
                "source": Text(longest=64),
                "source_alert_id": Text(longest=256),
                "title": Text(longest=500),
                "description": Text(longest=30000),
                "rule_id": Text(longest=256),
                "assets": Items(
                    Members(
                        {"value": Text(longest=2000, whole=Whole("type", {"ip_address": "ip", "hostname": "host"}))}
                    ),
                    unique=False,
                ),
                "evidence": Items(Members({"value": Text(longest=4000)}), unique=False),
            }
        ),
        "Asset": Members(
            {
                "value": Text(longest=2000, whole=Whole("type", {"ip_address": "ip", "hostname": "host"})),
                "name": Text(longest=200),
            }
        ),
        "AssetLink": Members({}),
        "AssignedEntry": Members({}),
        "AuditRecord": Members({"changes": Items(Members({"before": AnyJson(), "after": AnyJson()}), unique=False)}),
        "AuditRecordLink": Members({}),
        "AuditTarget": Members({}),
        "Comment": Members({"body": Text(longest=10000)}),
        "CommentAddedEntry": Members({}),
        "CreatedEntry": Members({}),
        "DayCount": Members({}),
        "DeliveryRecord": Members(
            {"source": Text(longest=200), "target": Text(longest=200), "detail": Text(longest=2000)}
        ),
        "DeliveryRecordLink": Members({}),
        "Evidence": Members(
            {"name": Text(longest=255), "media_type": Text(longest=127), "description": Text(longest=10000)}
        ),
        "EvidenceLink": Members({}),
        "ExternalReferenceLink": Members({"target": Members({"url": Text(longest=2000), "label": Text(longest=200)})}),
        "ExternalTarget": Members({"url": Text(longest=2000), "label": Text(longest=200)}),
        "FieldChange": Members({"before": AnyJson(), "after": AnyJson()}),
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
                    {"target": Members({"url": Text(longest=2000), "label": Text(longest=200)})}
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
                            {"target": Members({"url": Text(longest=2000), "label": Text(longest=200)})}
                        ),
                    },
                )
            }
        ),
        "Me": Members({}),
        "Principal": Members({}),
        "RecordTarget": Members({}),
        "Resolution": Members({"note": Text(longest=10000)}),
        "Session": Members({}),
        "SeverityCount": Members({}),
        "StatusChangedEntry": Members({"resolution": Members({"note": Text(longest=10000)})}),
        "Tenant": Members({}),
        "Ticket": Members(
            {
                "title": Text(longest=160),
                "description": Text(longest=30000),
                "tags": Items(Text(longest=64), unique=True),
                "resolution": Members({"note": Text(longest=10000)}),
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
                "status_changed": Members({"resolution": Members({"note": Text(longest=10000)})}),
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
                                    {"target": Members({"url": Text(longest=2000), "label": Text(longest=200)})}
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
                                    {"target": Members({"url": Text(longest=2000), "label": Text(longest=200)})}
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
                            {"target": Members({"url": Text(longest=2000), "label": Text(longest=200)})}
                        ),
                    },
                )
            }
        ),
        "UpdatedEntry": Members({"changes": Items(Members({"before": AnyJson(), "after": AnyJson()}), unique=False)}),
    }
)
