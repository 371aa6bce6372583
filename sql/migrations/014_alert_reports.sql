-- Repeated reports of an alert: counted on the alert, and kept where the source updates or closes its finding.
ALTER TABLE alerts
ADD COLUMN last_seen_at timestamptz,
ADD COLUMN seen_count bigint NOT NULL DEFAULT 1 CHECK (seen_count >= 1);
COMMENT ON COLUMN alerts.last_seen_at IS 'When the alert was last reported again; NULL if it was reported only once.';
COMMENT ON COLUMN alerts.seen_count IS
'How often the alert was reported. Neither this nor last_seen_at is part of the version.';
GRANT UPDATE (last_seen_at, seen_count) ON alerts TO oneprotect_app;
GRANT SELECT (last_seen_at, seen_count) ON alerts TO oneprotect_auditor;
CREATE OR REPLACE VIEW auditor.alerts WITH (security_invoker = true) AS
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
    a.redaction_version,
    a.last_seen_at,
    a.seen_count
FROM public.alerts AS a
WHERE a.redaction_version > 0;

ALTER TABLE alert_assets
ADD COLUMN role text CHECK (role IN ('source', 'destination', 'actor', 'target'));
COMMENT ON COLUMN alert_assets.role IS 'The part that the asset plays, so that a connection keeps its direction.';
CREATE OR REPLACE VIEW auditor.alert_assets WITH (security_invoker = true) AS
SELECT
    a.tenant_id,
    a.id AS alert_id,
    s.position::smallint AS position,
    s.item ->> 'type' AS type,
    s.item ->> 'value' AS value,
    s.item ->> 'role' AS role
FROM public.alerts AS a
CROSS JOIN LATERAL jsonb_array_elements(a.redacted -> 'assets') WITH ORDINALITY AS s (item, position);

CREATE TABLE alert_reports (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    alert_id uuid NOT NULL,
    activity text NOT NULL CHECK (activity IN ('update', 'close')),
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
    description text NOT NULL CHECK (length(description) <= 30000),
    severity text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low', 'informational')),
    detected_at timestamptz NOT NULL,
    content_hash bytea NOT NULL CHECK (octet_length(content_hash) = 32),
    redacted jsonb NOT NULL,
    redaction_version smallint NOT NULL CHECK (redaction_version >= 0),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, alert_id, content_hash),
    FOREIGN KEY (tenant_id, alert_id) REFERENCES alerts (tenant_id, id)
);
COMMENT ON TABLE alert_reports IS
'Updating and closing reports of an alert. They change neither the content of the alert nor its triage.';
COMMENT ON COLUMN alert_reports.activity IS 'What the source says about its finding.';
COMMENT ON COLUMN alert_reports.content_hash IS
'The SHA-256 of activity, title, description, severity and detected_at: the same report of an alert is kept once.';
COMMENT ON COLUMN alert_reports.redacted IS 'The redacted title and description, which auditors see instead.';
COMMENT ON COLUMN alert_reports.redaction_version IS 'The version of the rules that redacted the row.';
CREATE INDEX alert_reports_by_creation ON alert_reports (tenant_id, alert_id, created_at DESC, id DESC);
ALTER TABLE alert_reports ENABLE ROW LEVEL SECURITY;
ALTER TABLE alert_reports FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON alert_reports
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON alert_reports IS 'The rows of the transaction''s tenant; none without a tenant.';
GRANT SELECT, INSERT ON alert_reports TO oneprotect_app;
GRANT SELECT (
    tenant_id, id, alert_id, activity, severity, detected_at, redacted, redaction_version, created_at
) ON alert_reports TO oneprotect_auditor;
CREATE VIEW auditor.alert_reports WITH (security_invoker = true) AS
SELECT
    r.tenant_id,
    r.id,
    r.alert_id,
    r.activity,
    r.redacted ->> 'title' AS title,
    r.redacted ->> 'description' AS description,
    r.severity,
    r.detected_at,
    r.created_at,
    r.redaction_version
FROM public.alert_reports AS r
WHERE r.redaction_version > 0;
GRANT SELECT ON auditor.alert_reports TO oneprotect_auditor;
