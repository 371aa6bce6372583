-- What detection tools reported.
CREATE TABLE alerts (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    source text NOT NULL,
    source_alert_id text NOT NULL,
    title text NOT NULL,
    description text NOT NULL,
    severity text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low', 'informational')),
    severity_rank smallint NOT NULL GENERATED ALWAYS AS (
        CASE severity WHEN 'critical' THEN 5 WHEN 'high' THEN 4 WHEN 'medium' THEN 3 WHEN 'low' THEN 2 ELSE 1 END
    ) STORED,
    status text NOT NULL CHECK (status IN ('new', 'in_progress', 'suppressed', 'resolved')),
    verdict text,
    rule_id text,
    fingerprint bytea NOT NULL,
    detected_at timestamptz NOT NULL,
    evidence json NOT NULL,
    raw json,
    content_hash bytea NOT NULL,
    version bigint NOT NULL CHECK (version >= 1),
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, source, source_alert_id),
    FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);
COMMENT ON TABLE alerts IS 'Alerts as they came in; only status, verdict and severity are triaged.';
COMMENT ON COLUMN alerts.fingerprint IS 'SHA-256 of source and rule id, else of source and title; correlation goes by it.';
COMMENT ON COLUMN alerts.raw IS 'The original document; json and not jsonb keeps numbers and order as they came.';
COMMENT ON COLUMN alerts.content_hash IS 'SHA-256 of what was sent, to tell a repeat from another body under the same id.';
CREATE INDEX alerts_by_creation ON alerts (tenant_id, created_at, id);
CREATE INDEX alerts_by_detection ON alerts (tenant_id, detected_at, id);
CREATE INDEX alerts_by_severity ON alerts (tenant_id, severity_rank, id);
CREATE INDEX alerts_by_status ON alerts (tenant_id, status, detected_at, id);
CREATE INDEX alerts_by_fingerprint ON alerts (tenant_id, fingerprint);
ALTER TABLE alerts ENABLE ROW LEVEL SECURITY;
ALTER TABLE alerts FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON alerts
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON alerts IS 'Rows of the transaction''s tenant and no others; none without a tenant.';

GRANT SELECT, INSERT ON alerts TO oneprotect_app;
GRANT UPDATE (status, verdict, severity, version, updated_at) ON alerts TO oneprotect_app;

CREATE TABLE alert_assets (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    alert_id uuid NOT NULL,
    position smallint NOT NULL,
    type text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (tenant_id, alert_id, position),
    FOREIGN KEY (tenant_id, alert_id) REFERENCES alerts (tenant_id, id)
);
COMMENT ON TABLE alert_assets IS 'The assets that an alert names, in its order.';
CREATE INDEX alert_assets_by_value ON alert_assets (tenant_id, md5(value), type);
COMMENT ON INDEX alert_assets_by_value IS 'By digest: a value may be longer than an index row.';
ALTER TABLE alert_assets ENABLE ROW LEVEL SECURITY;
ALTER TABLE alert_assets FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON alert_assets
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON alert_assets IS 'Rows of the transaction''s tenant and no others; none without a tenant.';

GRANT SELECT, INSERT ON alert_assets TO oneprotect_app;
