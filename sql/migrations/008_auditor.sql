-- What an auditor sees: the redacted twin beside every text, and a role that can read that and nothing else.
DO $$
BEGIN
    -- Roles belong to the cluster: another database of it may have made this one.
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'oneprotect_auditor') THEN
        BEGIN
            CREATE ROLE oneprotect_auditor NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
    END IF;
    IF EXISTS (
        SELECT FROM pg_roles WHERE rolname = 'oneprotect_auditor' AND (rolsuper OR rolbypassrls OR rolcanlogin)
    ) THEN
        RAISE EXCEPTION 'the role oneprotect_auditor is there already and is SUPERUSER, BYPASSRLS or LOGIN'
            USING HINT = 'It must be a plain NOLOGIN role, else row-level security does not hold.';
    END IF;
    -- Without INHERIT, so that the auditor's policies bind nobody who has not become the auditor.
    IF NOT pg_has_role('oneprotect_app', 'oneprotect_auditor', 'SET') THEN
        GRANT oneprotect_auditor TO oneprotect_app WITH INHERIT FALSE, SET TRUE;
    END IF;
    COMMENT ON ROLE oneprotect_auditor IS 'An auditor''s reads: redacted columns and visible rows of one tenant.';
END
$$;

CREATE SCHEMA auditor;
COMMENT ON SCHEMA auditor IS
'The tables as an auditor sees them, under their own names: first in the search path of an auditor''s transaction.';
GRANT USAGE ON SCHEMA public, auditor TO oneprotect_auditor;
GRANT SELECT (tenant_id, id, kind, display_name, roles, assignable, last_seen_at) ON principals TO oneprotect_auditor;

-- Rows from before have version 0 and do not exist for an auditor until they are redacted.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[
        'tickets', 'ticket_comments', 'ticket_links', 'ticket_timeline', 'audit_records', 'alerts', 'assets', 'evidence',
        'delivery_records'
    ] LOOP
        EXECUTE format(
            'ALTER TABLE %I ADD COLUMN redacted jsonb NOT NULL DEFAULT ''{}'', '
            'ADD COLUMN redaction_version smallint NOT NULL DEFAULT 0 CHECK (redaction_version >= 0)', name
        );
        EXECUTE format(
            'ALTER TABLE %I ALTER COLUMN redacted DROP DEFAULT, ALTER COLUMN redaction_version DROP DEFAULT', name
        );
    END LOOP;
END
$$;

COMMENT ON COLUMN tickets.redacted IS 'Title, description, tags and resolution as an auditor sees them.';
COMMENT ON COLUMN tickets.redaction_version IS 'Of the rules that made the redacted; an auditor''s ETag carries it.';
GRANT UPDATE (redacted, redaction_version) ON tickets TO oneprotect_app;
GRANT SELECT (
    tenant_id, id, number, version, status, priority, priority_rank, severity, severity_rank, assignee_id,
    resolution_reason, source_kind, source_alert_id, reporter_id, created_at, updated_at, status_changed_at,
    resolved_at, closed_at, redacted, redaction_version
) ON tickets TO oneprotect_auditor;
CREATE VIEW auditor.tickets WITH (security_invoker = true) AS
SELECT
    t.tenant_id,
    t.id,
    t.number,
    t.version,
    t.redacted ->> 'title' AS title,
    t.redacted ->> 'description' AS description,
    t.status,
    t.priority,
    t.priority_rank,
    t.severity,
    t.severity_rank,
    t.assignee_id,
    array(SELECT tag.name FROM jsonb_array_elements_text(t.redacted -> 'tags') AS tag (name)) AS tags,
    t.resolution_reason,
    t.redacted #>> '{resolution,note}' AS resolution_note,
    t.source_kind,
    t.source_alert_id,
    t.reporter_id,
    t.created_at,
    t.updated_at,
    t.status_changed_at,
    t.resolved_at,
    t.closed_at,
    t.redaction_version
FROM public.tickets AS t
WHERE t.redaction_version > 0;

COMMENT ON COLUMN ticket_comments.redacted IS 'The body as an auditor sees it.';
CREATE POLICY auditor ON ticket_comments AS RESTRICTIVE FOR SELECT TO oneprotect_auditor USING (NOT auditor_hidden);
COMMENT ON POLICY auditor ON ticket_comments IS 'What is hidden does not exist for an auditor.';
CREATE INDEX ticket_comments_for_auditor ON ticket_comments (tenant_id, ticket_id, created_at DESC, id DESC)
WHERE NOT auditor_hidden;
GRANT SELECT (
    tenant_id, id, ticket_id, author_id, visibility, auditor_hidden, created_at, redacted, redaction_version
) ON ticket_comments TO oneprotect_auditor;
CREATE VIEW auditor.ticket_comments WITH (security_invoker = true) AS
SELECT
    c.tenant_id,
    c.id,
    c.ticket_id,
    c.author_id,
    c.redacted ->> 'body' AS body,
    c.visibility,
    c.auditor_hidden,
    c.created_at
FROM public.ticket_comments AS c
WHERE c.redaction_version > 0;

COMMENT ON COLUMN ticket_links.redacted IS 'The target as an auditor sees it.';
CREATE POLICY auditor ON ticket_links AS RESTRICTIVE FOR SELECT TO oneprotect_auditor USING (NOT auditor_hidden);
COMMENT ON POLICY auditor ON ticket_links IS 'What is hidden does not exist for an auditor.';
CREATE INDEX ticket_links_for_auditor ON ticket_links (tenant_id, ticket_id, created_at DESC, id DESC)
WHERE NOT auditor_hidden AND unlinked_at IS NULL;
CREATE INDEX ticket_links_inbound_for_auditor ON ticket_links (tenant_id, target_ticket_id, created_at DESC, id DESC)
WHERE NOT auditor_hidden AND target_ticket_id IS NOT NULL AND unlinked_at IS NULL;
GRANT SELECT (
    tenant_id, id, ticket_id, target_type, relation, alert_id, asset_id, evidence_id, delivery_record_id,
    audit_record_id, target_ticket_id, auditor_hidden, created_by, created_at, unlinked_at, redacted, redaction_version
) ON ticket_links TO oneprotect_auditor;
CREATE VIEW auditor.ticket_links WITH (security_invoker = true) AS
SELECT
    l.tenant_id,
    l.id,
    l.ticket_id,
    l.target_type,
    l.relation,
    l.alert_id,
    l.asset_id,
    l.evidence_id,
    l.delivery_record_id,
    l.audit_record_id,
    l.target_ticket_id,
    l.redacted #>> '{target,url}' AS url,
    l.redacted #>> '{target,label}' AS label,
    l.auditor_hidden,
    l.created_by,
    l.created_at,
    l.unlinked_at
FROM public.ticket_links AS l
WHERE l.redaction_version > 0;

COMMENT ON COLUMN ticket_timeline.redacted IS 'The data as an auditor sees it.';
CREATE POLICY auditor ON ticket_timeline AS RESTRICTIVE FOR SELECT TO oneprotect_auditor USING (NOT auditor_hidden);
COMMENT ON POLICY auditor ON ticket_timeline IS 'What is hidden does not exist for an auditor.';
CREATE INDEX ticket_timeline_for_auditor ON ticket_timeline (tenant_id, ticket_id, occurred_at DESC, id DESC)
WHERE NOT auditor_hidden;
GRANT SELECT (
    tenant_id, id, ticket_id, kind, actor_id, occurred_at, ticket_version, audit_id, auditor_hidden, redacted,
    redaction_version
) ON ticket_timeline TO oneprotect_auditor;
CREATE VIEW auditor.ticket_timeline WITH (security_invoker = true) AS
SELECT
    e.tenant_id,
    e.id,
    e.ticket_id,
    e.kind,
    e.actor_id,
    e.occurred_at,
    e.ticket_version,
    e.audit_id,
    e.redacted::json AS data,
    e.auditor_hidden
FROM public.ticket_timeline AS e
WHERE e.redaction_version > 0;

COMMENT ON COLUMN audit_records.redacted IS 'The changes as an auditor sees them.';
CREATE POLICY auditor ON audit_records AS RESTRICTIVE FOR SELECT TO oneprotect_auditor USING (NOT auditor_hidden);
COMMENT ON POLICY auditor ON audit_records IS 'What is hidden does not exist for an auditor.';
CREATE INDEX audit_records_for_auditor ON audit_records (tenant_id, occurred_at DESC, id DESC)
WHERE NOT auditor_hidden;
CREATE INDEX audit_records_by_request ON audit_records (tenant_id, request_id);
GRANT SELECT (
    tenant_id, id, occurred_at, outcome, operation_id, reason, actor_id, target_type, target_id, request_id,
    auditor_hidden, redacted, redaction_version
) ON audit_records TO oneprotect_auditor;
CREATE VIEW auditor.audit_records WITH (security_invoker = true) AS
SELECT
    a.tenant_id,
    a.id,
    a.occurred_at,
    a.outcome,
    a.operation_id,
    a.reason,
    a.actor_id,
    a.target_type,
    a.target_id,
    (a.redacted -> 'changes')::json AS changes,
    a.request_id,
    a.auditor_hidden
FROM public.audit_records AS a
WHERE a.redaction_version > 0;

COMMENT ON COLUMN alerts.redacted IS
'Source, its ids, title, description, assets and evidence as an auditor sees them.';
COMMENT ON COLUMN alerts.redaction_version IS 'Of the rules that made the redacted; an auditor''s ETag carries it.';
GRANT SELECT (
    tenant_id, id, severity, severity_rank, status, verdict, detected_at, version, created_at, updated_at,
    redacted, redaction_version
) ON alerts TO oneprotect_auditor;
CREATE VIEW auditor.alerts WITH (security_invoker = true) AS
SELECT
    a.tenant_id,
    a.id,
    a.redacted ->> 'source' AS source,
    a.redacted ->> 'source_alert_id' AS source_alert_id,
    a.redacted ->> 'title' AS title,
    a.redacted ->> 'description' AS description,
    a.severity,
    a.severity_rank,
    a.status,
    a.verdict,
    a.redacted ->> 'rule_id' AS rule_id,
    a.detected_at,
    (a.redacted -> 'evidence')::json AS evidence,
    a.version,
    a.created_at,
    a.updated_at,
    a.redaction_version
FROM public.alerts AS a
WHERE a.redaction_version > 0;
CREATE VIEW auditor.alert_assets WITH (security_invoker = true) AS
SELECT
    a.tenant_id,
    a.id AS alert_id,
    s.position::smallint AS position,
    s.item ->> 'type' AS type,
    s.item ->> 'value' AS value
FROM public.alerts AS a
CROSS JOIN LATERAL jsonb_array_elements(a.redacted -> 'assets') WITH ORDINALITY AS s (item, position);

COMMENT ON COLUMN assets.redacted IS 'Value and name as an auditor sees them.';
GRANT SELECT (
    tenant_id, id, type, created_by, created_at, redacted, redaction_version
) ON assets TO oneprotect_auditor;
CREATE VIEW auditor.assets WITH (security_invoker = true) AS
SELECT
    a.tenant_id,
    a.id,
    a.type,
    a.redacted ->> 'value' AS value,
    a.redacted ->> 'name' AS name,
    a.created_by,
    a.created_at
FROM public.assets AS a
WHERE a.redaction_version > 0;

COMMENT ON COLUMN evidence.redacted IS 'Name, media type and description as an auditor sees them.';
GRANT SELECT (
    tenant_id, id, size_bytes, sha256, collected_at, created_by, created_at, redacted, redaction_version
) ON evidence TO oneprotect_auditor;
CREATE VIEW auditor.evidence WITH (security_invoker = true) AS
SELECT
    e.tenant_id,
    e.id,
    e.redacted ->> 'name' AS name,
    e.redacted ->> 'description' AS description,
    e.redacted ->> 'media_type' AS media_type,
    e.size_bytes,
    e.sha256,
    e.collected_at,
    e.created_by,
    e.created_at
FROM public.evidence AS e
WHERE e.redaction_version > 0;

COMMENT ON COLUMN delivery_records.redacted IS 'Source, target and detail as an auditor sees them.';
GRANT UPDATE (target, redacted, redaction_version) ON delivery_records TO oneprotect_app;
GRANT SELECT (
    tenant_id, id, ticket_id, status, occurred_at, created_at, redacted, redaction_version
) ON delivery_records TO oneprotect_auditor;
CREATE VIEW auditor.delivery_records WITH (security_invoker = true) AS
SELECT
    d.tenant_id,
    d.id,
    d.ticket_id,
    d.redacted ->> 'source' AS source,
    d.redacted ->> 'target' AS target,
    d.status,
    d.redacted ->> 'detail' AS detail,
    d.occurred_at,
    d.created_at
FROM public.delivery_records AS d
WHERE d.redaction_version > 0;

GRANT SELECT ON ALL TABLES IN SCHEMA auditor TO oneprotect_auditor;
