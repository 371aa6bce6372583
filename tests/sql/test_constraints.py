"""The CHECK constraints of columns allow the enum values and lengths of the contract."""

import json
import re
from pathlib import Path
from typing import Any

import asyncpg
import pytest

SCHEMAS = json.loads((Path(__file__).parent.parent.parent / "generated/openapi.json").read_text())["components"][
    "schemas"
]
ENUMS = {
    "alert_assets.role": "AssetRole",
    "alert_assets.type": "AssetType",
    "alert_reports.activity": "AlertReportActivity",
    "alert_reports.severity": "Severity",
    "alerts.severity": "Severity",
    "alerts.status": "AlertStatus",
    "alerts.verdict": "AlertVerdict",
    "audit_records.outcome": "AuditOutcome",
    "principals.kind": "ActorKind",
    "ticket_comments.visibility": "CommentVisibility",
    "ticket_links.relation": "LinkRelation",
    "tickets.priority": "TicketPriority",
    "tickets.resolution_reason": "ResolutionReason",
    "tickets.severity": "Severity",
    "tickets.source_kind": "TicketSourceKind",
    "tickets.status": "TicketStatus",
}
LENGTHS = {
    "alert_assets.value": ("AlertAsset", "value"),
    "alert_reports.description": ("AlertReport", "description"),
    "alert_reports.title": ("AlertTitle", None),
    "alerts.description": ("AlertCreate", "description"),
    "alerts.rule_id": ("AlertCreate", "rule_id"),
    "alerts.source_alert_id": ("AlertCreate", "source_alert_id"),
    "alerts.title": ("AlertTitle", None),
    "ticket_comments.body": ("CommentCreate", "body"),
    "ticket_links.label": ("ExternalTargetCreate", "label"),
    "ticket_links.url": ("HttpsUrl", None),
    "tickets.description": ("TicketDescription", None),
    "tickets.resolution_note": ("Resolution", "note"),
    "tickets.title": ("TicketTitle", None),
}


@pytest.fixture(scope="module")
async def checks(database: Any) -> dict[str, str]:
    """The definitions of CHECK constraints on single columns, by column."""
    connection = await asyncpg.connect(database.migration)
    rows = await connection.fetch(
        """
        SELECT k.conrelid::regclass::text || '.' || a.attname AS name, pg_get_constraintdef(k.oid) AS text
        FROM pg_constraint AS k
        INNER JOIN pg_attribute AS a ON k.conrelid = a.attrelid AND k.conkey = ARRAY[a.attnum]
        WHERE k.contype = 'c' AND k.connamespace = 'public'::regnamespace
        """
    )
    await connection.close()
    return {row["name"]: row["text"] for row in rows}


@pytest.mark.parametrize(("column", "schema"), ENUMS.items())
def test_column_allows_the_enum_values_of_the_contract(checks: dict[str, str], column: str, schema: str) -> None:
    assert set(re.findall(r"'([a-z0-9_]+)'", checks[column])) == set(SCHEMAS[schema]["enum"])


@pytest.mark.parametrize(("column", "location"), LENGTHS.items())
def test_column_allows_the_length_of_the_contract(
    checks: dict[str, str], column: str, location: tuple[str, str | None]
) -> None:
    schema, member = location
    node = SCHEMAS[schema]["properties"][member] if member else SCHEMAS[schema]
    while "$ref" in node:
        node = SCHEMAS[node["$ref"].rpartition("/")[2]]
    (longest,) = re.findall(r"<= (\d+)", checks[column])
    assert int(longest) == node["maxLength"]
