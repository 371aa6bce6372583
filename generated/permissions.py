# Generated from specs/roles.yaml by `python -m codegen`. Do not edit.
"""The scopes with their descriptions, and the scopes of each role."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SCOPES: Mapping[str, str] = MappingProxyType(
    {
        "alerts:ingest": "Report alerts.",
        "alerts:read": "Read alerts.",
        "alerts:write": "Triage alerts.",
        "audit:read": "Read audit records.",
        "audit:seal": "Read seals, hashes and checkpoints of the audit chain.",
        "records:read": "Read assets, evidence and delivery records.",
        "records:write": "Create assets and evidence.",
        "tickets:read": "Read tickets, their comments, links and timeline.",
        "tickets:reopen": "Reopen a closed ticket.",
        "tickets:write": "Create and change tickets, comment on and link them, and be assigned tickets.",
    }
)

ROLES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "admin": frozenset(
            {
                "alerts:ingest",
                "alerts:read",
                "alerts:write",
                "audit:read",
                "audit:seal",
                "records:read",
                "records:write",
                "tickets:read",
                "tickets:reopen",
                "tickets:write",
            }
        ),
        "analyst": frozenset(
            {
                "alerts:read",
                "alerts:write",
                "audit:read",
                "records:read",
                "records:write",
                "tickets:read",
                "tickets:write",
            }
        ),
        "auditor": frozenset(
            {
                "alerts:read",
                "audit:read",
                "records:read",
                "tickets:read",
            }
        ),
        "ingest": frozenset(
            {
                "alerts:ingest",
            }
        ),
    }
)
