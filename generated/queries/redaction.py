# Generated from sql/queries by `python -m codegen`. Do not edit.
"""The queries of `sql/queries/redaction.sql`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from generated.runtime.connection import Connection


@dataclass(frozen=True, slots=True)
class OutdatedRow:
    """A row of `list_outdated`."""

    kind: str
    id: UUID
    ticket_ids: list[UUID]
    alert_id: UUID | None
    document: Any


_LIST_OUTDATED = """\
SELECT
    o.kind,
    o.id,
    o.ticket_ids,
    o.alert_id,
    o.document
FROM (
    (
        SELECT
            'tickets' AS kind,
            t.id,
            ARRAY[t.id] AS ticket_ids,
            NULL::uuid AS alert_id,
            json_build_object(
                'title', t.title, 'description', t.description, 'tags', t.tags,
                'resolution', CASE
                    WHEN t.resolution_reason IS NOT NULL
                        THEN json_build_object('reason', t.resolution_reason, 'note', t.resolution_note)
                END
            ) AS document
        FROM tickets AS t
        WHERE
            $1::text = 'tickets' AND t.id > $2 AND t.redaction_version < $3
        ORDER BY t.id
        LIMIT $4
    )
    UNION ALL
    (
        SELECT
            'ticket_comments' AS kind,
            c.id,
            ARRAY[c.ticket_id] AS ticket_ids,
            NULL::uuid AS alert_id,
            json_build_object('body', c.body) AS document
        FROM ticket_comments AS c
        WHERE
            $1::text = 'ticket_comments' AND c.id > $2 AND c.redaction_version < $3
        ORDER BY c.id
        LIMIT $4
    )
    UNION ALL
    (
        SELECT
            'ticket_links' AS kind,
            l.id,
            ARRAY[l.ticket_id] AS ticket_ids,
            NULL::uuid AS alert_id,
            json_build_object(
                'target_type', l.target_type,
                'target',
                CASE WHEN l.url IS NULL THEN '{}'::json ELSE json_build_object('url', l.url, 'label', l.label) END
            ) AS document
        FROM ticket_links AS l
        WHERE
            $1::text = 'ticket_links' AND l.id > $2 AND l.redaction_version < $3
        ORDER BY l.id
        LIMIT $4
    )
    UNION ALL
    (
        SELECT
            'ticket_timeline' AS kind,
            e.id,
            ARRAY[e.ticket_id] AS ticket_ids,
            NULL::uuid AS alert_id,
            json_build_object('kind', e.kind, 'data', e.data) AS document
        FROM ticket_timeline AS e
        WHERE
            $1::text = 'ticket_timeline' AND e.id > $2 AND e.redaction_version < $3
        ORDER BY e.id
        LIMIT $4
    )
    UNION ALL
    (
        SELECT
            'audit_records' AS kind,
            a.id,
            CASE a.target_type
                WHEN 'ticket' THEN ARRAY[a.target_id]
                WHEN 'comment'
                    THEN
                        array(
                            SELECT c.ticket_id
                            FROM ticket_comments AS c
                            WHERE c.tenant_id = a.tenant_id AND c.id = a.target_id
                        )
                WHEN 'link'
                    THEN
                        array(
                            SELECT l.ticket_id
                            FROM ticket_links AS l
                            WHERE l.tenant_id = a.tenant_id AND l.id = a.target_id
                        )
                WHEN 'delivery_record'
                    THEN
                        array(
                            SELECT d.ticket_id
                            FROM delivery_records AS d
                            WHERE d.tenant_id = a.tenant_id AND d.id = a.target_id
                        )
                WHEN 'evidence'
                    THEN
                        array(
                            SELECT l.ticket_id
                            FROM ticket_links AS l
                            WHERE l.tenant_id = a.tenant_id AND l.evidence_id = a.target_id
                        )
                ELSE ARRAY[]::uuid[]
            END AS ticket_ids,
            CASE WHEN a.target_type = 'alert' THEN a.target_id END AS alert_id,
            json_build_object('target_type', a.target_type, 'changes', a.changes) AS document
        FROM audit_records AS a
        WHERE
            $1::text = 'audit_records' AND a.id > $2 AND a.redaction_version < $3
        ORDER BY a.id
        LIMIT $4
    )
    UNION ALL
    (
        SELECT
            'alerts' AS kind,
            a.id,
            ARRAY[]::uuid[] AS ticket_ids,
            a.id AS alert_id,
            json_build_object(
                'source',
                a.source,
                'source_alert_id',
                a.source_alert_id,
                'title',
                a.title,
                'description',
                a.description,
                'rule_id', a.rule_id, 'evidence', a.evidence,
                'assets', (
                    SELECT
                        coalesce(
                            json_agg(
                                json_strip_nulls(json_build_object('type', s.type, 'value', s.value, 'role', s.role))
                                ORDER BY s.position
                            ),
                            '[]'
                        )
                    FROM alert_assets AS s
                    WHERE s.tenant_id = a.tenant_id AND s.alert_id = a.id
                )
            ) AS document
        FROM alerts AS a
        WHERE
            $1::text = 'alerts' AND a.id > $2 AND a.redaction_version < $3
        ORDER BY a.id
        LIMIT $4
    )
    UNION ALL
    (
        SELECT
            'alert_reports' AS kind,
            r.id,
            ARRAY[]::uuid[] AS ticket_ids,
            r.alert_id,
            CASE
                WHEN r.redaction_version = 0 THEN json_build_object('title', r.title, 'description', r.description)
                ELSE r.redacted::json
            END AS document
        FROM alert_reports AS r
        WHERE
            $1::text = 'alert_reports' AND r.id > $2 AND r.redaction_version < $3
        ORDER BY r.id
        LIMIT $4
    )
    UNION ALL
    (
        SELECT
            'assets' AS kind,
            s.id,
            ARRAY[]::uuid[] AS ticket_ids,
            NULL::uuid AS alert_id,
            json_build_object('type', s.type, 'value', s.value, 'name', s.name) AS document
        FROM assets AS s
        WHERE
            $1::text = 'assets' AND s.id > $2 AND s.redaction_version < $3
        ORDER BY s.id
        LIMIT $4
    )
    UNION ALL
    (
        SELECT
            'evidence' AS kind,
            v.id,
            array(
                SELECT l.ticket_id FROM ticket_links AS l WHERE l.tenant_id = v.tenant_id AND l.evidence_id = v.id
            ) AS ticket_ids,
            NULL::uuid AS alert_id,
            json_build_object('name', v.name, 'media_type', v.media_type, 'description', v.description) AS document
        FROM evidence AS v
        WHERE
            $1::text = 'evidence' AND v.id > $2 AND v.redaction_version < $3
        ORDER BY v.id
        LIMIT $4
    )
    UNION ALL
    (
        SELECT
            'delivery_records' AS kind,
            d.id,
            ARRAY[d.ticket_id] AS ticket_ids,
            NULL::uuid AS alert_id,
            json_build_object('source', d.source, 'target', d.target, 'detail', d.detail) AS document
        FROM delivery_records AS d
        WHERE
            $1::text = 'delivery_records' AND d.id > $2 AND d.redaction_version < $3
        ORDER BY d.id
        LIMIT $4
    )
) AS o
ORDER BY o.id"""


async def list_outdated(
    connection: Connection, *, kind: str, last_id: UUID, redaction_version: int, limit: int
) -> list[OutdatedRow]:
    """Run `list_outdated` of sql/queries/redaction.sql.

    The next rows of one table; each table is read once, in the order of the ids. The assets that a report named are
    not stored, so its present copy is redacted further.
    """
    rows = await connection.fetch(_LIST_OUTDATED, kind, last_id, redaction_version, limit)
    return [OutdatedRow(*row) for row in rows]


_LOCK_EVIDENCE = """\
SELECT v.id FROM evidence AS v
WHERE
    v.id IN (
        SELECT unnest($1::uuid[])
        UNION
        SELECT a.target_id FROM audit_records AS a WHERE a.id = any($1) AND a.target_type = 'evidence'
    )
ORDER BY v.id
FOR NO KEY UPDATE"""


async def lock_evidence(connection: Connection, *, row_ids: list[UUID]) -> list[UUID]:
    """Run `lock_evidence` of sql/queries/redaction.sql.

    The evidence that these rows are or record. A link that is being created waits for it, in the order of the ids,
    and redacts the new copies further.
    """
    rows = await connection.fetch(_LOCK_EVIDENCE, row_ids)
    return [row[0] for row in rows]


_SET_REDACTED = """\
WITH
of_tickets AS (
    UPDATE tickets SET redacted = $3, redaction_version = $4
    WHERE $1::text = 'tickets' AND id = $2 AND redaction_version < $4
),
of_comments AS (
    UPDATE ticket_comments SET redacted = $3, redaction_version = $4
    WHERE $1::text = 'ticket_comments' AND id = $2 AND redaction_version < $4
),
of_links AS (
    UPDATE ticket_links SET redacted = $3, redaction_version = $4
    WHERE $1::text = 'ticket_links' AND id = $2 AND redaction_version < $4
),
of_timeline AS (
    UPDATE ticket_timeline SET redacted = $3, redaction_version = $4
    WHERE $1::text = 'ticket_timeline' AND id = $2 AND redaction_version < $4
),
of_audit_records AS (
    UPDATE audit_records SET redacted = $3, redaction_version = $4
    WHERE $1::text = 'audit_records' AND id = $2 AND redaction_version < $4
),
of_alerts AS (
    UPDATE alerts SET redacted = $3, redaction_version = $4
    WHERE $1::text = 'alerts' AND id = $2 AND redaction_version < $4
),
of_alert_reports AS (
    UPDATE alert_reports SET redacted = $3, redaction_version = $4
    WHERE $1::text = 'alert_reports' AND id = $2 AND redaction_version < $4
),
of_assets AS (
    UPDATE assets SET redacted = $3, redaction_version = $4
    WHERE $1::text = 'assets' AND id = $2 AND redaction_version < $4
),
of_evidence AS (
    UPDATE evidence SET redacted = $3, redaction_version = $4
    WHERE $1::text = 'evidence' AND id = $2 AND redaction_version < $4
)
UPDATE delivery_records SET redacted = $3, redaction_version = $4
WHERE $1::text = 'delivery_records' AND id = $2 AND redaction_version < $4"""


async def set_redacted(connection: Connection, *, kind: str, id: UUID, redacted: Any, redaction_version: int) -> None:
    """Run `set_redacted` of sql/queries/redaction.sql.

    One statement for all tables. A row that was written in the meantime has a newer copy, which it keeps.
    """
    await connection.execute(_SET_REDACTED, kind, id, redacted, redaction_version)
