-- What tickets can point to beside alerts, audit records and each other.
CREATE TABLE assets (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    type text NOT NULL,
    value text NOT NULL,
    name text,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, created_by) REFERENCES principals (tenant_id, id)
);
COMMENT ON TABLE assets IS 'Things that alerts and tickets are about, kept as records of their own.';
CREATE INDEX assets_by_value ON assets (tenant_id, md5(value), type);
CREATE INDEX assets_by_creation ON assets (tenant_id, created_at, id);
ALTER TABLE assets ENABLE ROW LEVEL SECURITY;
ALTER TABLE assets FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON assets
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON assets IS 'Rows of the transaction''s tenant and no others; none without a tenant.';

GRANT SELECT, INSERT ON assets TO oneprotect_app;

CREATE TABLE evidence (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    name text NOT NULL,
    media_type text,
    size_bytes bigint CHECK (size_bytes >= 0),
    sha256 bytea NOT NULL CHECK (length(sha256) = 32),
    description text NOT NULL,
    collected_at timestamptz,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, created_by) REFERENCES principals (tenant_id, id)
);
COMMENT ON TABLE evidence IS 'Metadata of evidence that lies elsewhere; the file itself is never here.';
CREATE INDEX evidence_by_creation ON evidence (tenant_id, created_at, id);
ALTER TABLE evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON evidence
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON evidence IS 'Rows of the transaction''s tenant and no others; none without a tenant.';

GRANT SELECT, INSERT ON evidence TO oneprotect_app;

CREATE TABLE delivery_records (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    source text NOT NULL,
    source_event_id text NOT NULL,
    target text NOT NULL,
    status text NOT NULL,
    detail text NOT NULL,
    occurred_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, source, source_event_id)
);
COMMENT ON TABLE delivery_records IS 'What outbound integrations reported of their deliveries; written by the worker.';
CREATE INDEX delivery_records_by_ticket ON delivery_records (tenant_id, ticket_id, occurred_at, id);
ALTER TABLE delivery_records ENABLE ROW LEVEL SECURITY;
ALTER TABLE delivery_records FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON delivery_records
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON delivery_records IS 'Rows of the transaction''s tenant and no others; none without a tenant.';

GRANT SELECT, INSERT, UPDATE ON delivery_records TO oneprotect_app;
