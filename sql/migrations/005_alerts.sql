-- What detection tools reported.
CREATE TABLE alerts (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    source text NOT NULL CHECK (source ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
    source_alert_id text NOT NULL CHECK (length(source_alert_id) BETWEEN 1 AND 256),
    title text NOT NULL CHECK (length(title) BETWEEN 1 AND 500),
    description text NOT NULL CHECK (length(description) <= 30000),
    severity text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low', 'informational')),
    severity_rank smallint NOT NULL GENERATED ALWAYS AS (
        CASE severity WHEN 'critical' THEN 5 WHEN 'high' THEN 4 WHEN 'medium' THEN 3 WHEN 'low' THEN 2 ELSE 1 END
    ) STORED,
    status text NOT NULL CHECK (status IN ('new', 'in_progress', 'suppressed', 'resolved')),
    verdict text CHECK (
        verdict IN ('true_positive', 'benign_positive', 'false_positive', 'duplicate', 'undetermined')
    ),
    rule_id text CHECK (length(rule_id) BETWEEN 1 AND 256),
    fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
    detected_at timestamptz NOT NULL,
    evidence json NOT NULL CHECK (json_typeof(evidence) = 'array' AND json_array_length(evidence) <= 100),
    raw json CHECK (octet_length(raw::text) <= 262144),
    content_hash bytea NOT NULL CHECK (octet_length(content_hash) = 32),
    version bigint NOT NULL CHECK (version >= 1),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, source, source_alert_id),
    FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);
COMMENT ON TABLE alerts IS 'Alerts as they came in; only status, verdict and severity are triaged.';
COMMENT ON COLUMN alerts.source_alert_id IS
'The tool''s own id: the same one again is the same alert, whatever its body says.';
COMMENT ON COLUMN alerts.severity_rank IS 'Higher is worse; sorting goes by it.';
COMMENT ON COLUMN alerts.verdict IS 'NULL until somebody has judged.';
COMMENT ON COLUMN alerts.fingerprint IS
'SHA-256 of source and rule id, else of source and title; correlation goes by it.';
COMMENT ON COLUMN alerts.evidence IS 'Array of {type, value}, as the alert named it.';
COMMENT ON COLUMN alerts.raw IS
'The original document; json and not jsonb keeps numbers and order as they came.';
COMMENT ON COLUMN alerts.content_hash IS
'SHA-256 of what was sent, to tell a repeat from another body under the same id.';
COMMENT ON COLUMN alerts.version IS
'Moves with every visible field, so with the alert''s ticket too (tickets.source_alert_id).';
CREATE INDEX alerts_by_creation ON alerts (tenant_id, created_at DESC, id DESC);
CREATE INDEX alerts_by_detection ON alerts (tenant_id, detected_at DESC, id DESC);
CREATE INDEX alerts_by_severity ON alerts (tenant_id, severity_rank DESC, id DESC);
CREATE INDEX alerts_by_status ON alerts (tenant_id, status, detected_at DESC, id DESC);
CREATE INDEX alerts_by_fingerprint ON alerts (tenant_id, fingerprint);
ALTER TABLE alerts ENABLE ROW LEVEL SECURITY;
ALTER TABLE alerts FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON alerts
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON alerts IS 'The rows of the transaction''s tenant; none without a tenant.';
GRANT SELECT, INSERT, UPDATE (severity, status, verdict, version, updated_at) ON alerts TO oneprotect_app;

CREATE TABLE alert_assets (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    alert_id uuid NOT NULL,
    position smallint NOT NULL CHECK (position BETWEEN 1 AND 100),
    type text NOT NULL CHECK (
        type IN (
            'ip_address', 'hostname', 'url', 'user', 'file', 'process', 'container', 'cloud_resource', 'service',
            'other'
        )
    ),
    value text NOT NULL CHECK (length(value) BETWEEN 1 AND 2000),
    value_hash bigint NOT NULL GENERATED ALWAYS AS (hashtextextended(value, 0)) STORED,
    PRIMARY KEY (tenant_id, alert_id, position),
    FOREIGN KEY (tenant_id, alert_id) REFERENCES alerts (tenant_id, id)
);
COMMENT ON TABLE alert_assets IS 'The assets that an alert names. They are values, not records of their own.';
COMMENT ON COLUMN alert_assets.position IS 'From 1, in the order in which the alert names them.';
COMMENT ON COLUMN alert_assets.value_hash IS
'What the index goes by, since a value may be longer than an index row; compare value as well.';
CREATE INDEX alert_assets_by_value ON alert_assets (tenant_id, type, value_hash);
ALTER TABLE alert_assets ENABLE ROW LEVEL SECURITY;
ALTER TABLE alert_assets FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON alert_assets
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON alert_assets IS 'The rows of the transaction''s tenant; none without a tenant.';
GRANT SELECT, INSERT ON alert_assets TO oneprotect_app;
