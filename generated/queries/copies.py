# Generated from sql/queries by `python -m codegen`. Do not edit.
"""The queries of `sql/queries/copies.sql`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from generated.runtime.connection import Connection


@dataclass(frozen=True, slots=True)
class TicketCopyRow:
    """A row of `list_ticket_copies`."""

    kind: str
    id: UUID
    redacted: Any
    document: Any


_LOCK_LINKED_EVIDENCE = """\
SELECT v.id FROM evidence AS v
WHERE v.id IN (SELECT l.evidence_id FROM ticket_links AS l WHERE l.ticket_id = $1)
ORDER BY v.id
FOR NO KEY UPDATE"""


async def lock_linked_evidence(connection: Connection, *, ticket_id: UUID) -> list[UUID]:
    """Run `lock_linked_evidence` of sql/queries/copies.sql.

    Evidence may be linked to several tickets, of which each redacts the copy further. The locks are in the order of
    the ids, so that two such tickets wait for each other instead of deadlocking.
    """
    rows = await connection.fetch(_LOCK_LINKED_EVIDENCE, ticket_id)
    return [row[0] for row in rows]


_LIST_TICKET_COPIES = """\
SELECT
    o.kind,
    o.id,
    o.redacted,
    o.document
FROM (
    SELECT
        'tickets' AS kind,
        t.id,
        t.redacted,
        t.redacted AS document
    FROM tickets AS t
    WHERE t.id = $1 AND t.redaction_version = $2
    UNION ALL
    SELECT
        'ticket_comments' AS kind,
        c.id,
        c.redacted,
        c.redacted AS document
    FROM ticket_comments AS c
    WHERE c.ticket_id = $1 AND c.redaction_version = $2
    UNION ALL
    SELECT
        'ticket_links' AS kind,
        l.id,
        l.redacted,
        l.redacted AS document
    FROM ticket_links AS l
    WHERE l.ticket_id = $1 AND l.redaction_version = $2
    UNION ALL
    SELECT
        'ticket_timeline' AS kind,
        e.id,
        e.redacted,
        jsonb_build_object('kind', e.kind, 'data', e.redacted) AS document
    FROM ticket_timeline AS e
    WHERE e.ticket_id = $1 AND e.redaction_version = $2
    UNION ALL
    SELECT
        'delivery_records' AS kind,
        d.id,
        d.redacted,
        d.redacted AS document
    FROM delivery_records AS d
    WHERE d.ticket_id = $1 AND d.redaction_version = $2
    UNION ALL
    SELECT
        'evidence' AS kind,
        v.id,
        v.redacted,
        v.redacted AS document
    FROM evidence AS v
    WHERE
        v.id IN (SELECT l.evidence_id FROM ticket_links AS l WHERE l.ticket_id = $1)
        AND v.redaction_version = $2
    UNION ALL
    SELECT
        'audit_records' AS kind,
        a.id,
        a.redacted,
        jsonb_build_object('target_type', a.target_type, 'changes', a.redacted -> 'changes') AS document
    FROM audit_records AS a
    WHERE
        a.target_type IN ('ticket', 'comment', 'link', 'delivery_record', 'evidence')
        AND a.target_id IN (
            SELECT $1
            UNION ALL
            SELECT c.id FROM ticket_comments AS c WHERE c.ticket_id = $1
            UNION ALL
            SELECT l.id FROM ticket_links AS l WHERE l.ticket_id = $1
            UNION ALL
            SELECT d.id FROM delivery_records AS d WHERE d.ticket_id = $1
            UNION ALL
            SELECT l.evidence_id FROM ticket_links AS l WHERE l.ticket_id = $1 AND l.evidence_id IS NOT NULL
        )
        AND a.redaction_version = $2
) AS o"""


async def list_ticket_copies(connection: Connection, *, ticket_id: UUID, redaction_version: int) -> list[TicketCopyRow]:
    """Run `list_ticket_copies` of sql/queries/copies.sql.

    The redacted copies of all texts of a ticket, its deliveries and evidence that the rules of this version have
    made.
    """
    rows = await connection.fetch(_LIST_TICKET_COPIES, ticket_id, redaction_version)
    return [TicketCopyRow(*row) for row in rows]


_SET_TICKET_COPIES = """\
WITH copies AS (
    SELECT
        r.kind,
        r.id,
        r.redacted
    FROM json_to_recordset($1) AS r (kind text, id uuid, redacted jsonb)
),
of_tickets AS (
    UPDATE tickets AS t SET redacted = c.redacted
    FROM copies AS c
    WHERE c.kind = 'tickets' AND t.id = c.id
),
of_comments AS (
    UPDATE ticket_comments AS t SET redacted = c.redacted
    FROM copies AS c
    WHERE c.kind = 'ticket_comments' AND t.id = c.id
),
of_links AS (
    UPDATE ticket_links AS t SET redacted = c.redacted
    FROM copies AS c
    WHERE c.kind = 'ticket_links' AND t.id = c.id
),
of_timeline AS (
    UPDATE ticket_timeline AS t SET redacted = c.redacted
    FROM copies AS c
    WHERE c.kind = 'ticket_timeline' AND t.id = c.id
),
of_delivery_records AS (
    UPDATE delivery_records AS t SET redacted = c.redacted
    FROM copies AS c
    WHERE c.kind = 'delivery_records' AND t.id = c.id
),
of_evidence AS (
    UPDATE evidence AS t SET redacted = c.redacted
    FROM copies AS c
    WHERE c.kind = 'evidence' AND t.id = c.id
)
UPDATE audit_records AS t SET redacted = c.redacted
FROM copies AS c
WHERE c.kind = 'audit_records' AND t.id = c.id"""


async def set_ticket_copies(connection: Connection, *, copies: Any) -> None:
    """Run `set_ticket_copies` of sql/queries/copies.sql."""
    await connection.execute(_SET_TICKET_COPIES, copies)
