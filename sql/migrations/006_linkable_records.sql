-- What tickets can be linked to beside alerts, audit records and each other.
CREATE TABLE assets (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    type text NOT NULL CHECK (
        type IN (
            'ip_address', 'hostname', 'url', 'user', 'file', 'process', 'container', 'cloud_resource', 'service',
            'other'
        )
    ),
    value text NOT NULL CHECK (length(value) BETWEEN 1 AND 2000),
    value_hash bigint NOT NULL GENERATED ALWAYS AS (hashtextextended(value, 0)) STORED,
    name text CHECK (length(name) BETWEEN 1 AND 200),
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, created_by) REFERENCES principals (tenant_id, id)
);
COMMENT ON TABLE assets IS 'Things that alerts and tickets are about, kept as records of their own.';
COMMENT ON COLUMN assets.value_hash IS
'What the index goes by, since a value may be longer than an index row; compare value as well.';
CREATE INDEX assets_by_creation ON assets (tenant_id, created_at DESC, id DESC);
CREATE INDEX assets_by_value ON assets (tenant_id, type, value_hash);
ALTER TABLE assets ENABLE ROW LEVEL SECURITY;
ALTER TABLE assets FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON assets
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON assets IS 'The rows of the transaction''s tenant; none without a tenant.';
GRANT SELECT, INSERT ON assets TO oneprotect_app;

CREATE TABLE evidence (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    description text NOT NULL CHECK (length(description) <= 10000),
    media_type text CHECK (length(media_type) BETWEEN 3 AND 127),
    size_bytes bigint CHECK (size_bytes >= 0),
    sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
    collected_at timestamptz,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, created_by) REFERENCES principals (tenant_id, id)
);
COMMENT ON TABLE evidence IS 'Metadata of evidence that lies elsewhere; the file itself is never here.';
COMMENT ON COLUMN evidence.sha256 IS 'Digest of the file, by which it can be recognized wherever it lies.';
CREATE INDEX evidence_by_creation ON evidence (tenant_id, created_at DESC, id DESC);
CREATE INDEX evidence_by_digest ON evidence (tenant_id, sha256);
ALTER TABLE evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON evidence
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON evidence IS 'The rows of the transaction''s tenant; none without a tenant.';
GRANT SELECT, INSERT ON evidence TO oneprotect_app;

CREATE TABLE delivery_records (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    source text NOT NULL CHECK (length(source) BETWEEN 1 AND 200),
    source_event_id text NOT NULL CHECK (length(source_event_id) BETWEEN 1 AND 200),
    target text NOT NULL CHECK (length(target) BETWEEN 1 AND 200),
    status text NOT NULL CHECK (status IN ('requested', 'delivered', 'failed')),
    detail text NOT NULL CHECK (length(detail) <= 2000),
    occurred_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    UNIQUE (tenant_id, source, source_event_id)
);
COMMENT ON TABLE delivery_records IS
'What outbound integrations reported of their deliveries; written by the worker, never by clients.';
COMMENT ON COLUMN delivery_records.source IS 'The CloudEvents source; with source_event_id it tells a repeat.';
COMMENT ON COLUMN delivery_records.target IS
'The integration that the delivery went to; it owns no id and no state here.';
COMMENT ON COLUMN delivery_records.status IS 'What the event''s type says became of the delivery.';
COMMENT ON COLUMN delivery_records.occurred_at IS
'The event''s own time: of two about one delivery the newer counts.';
CREATE INDEX delivery_records_by_creation ON delivery_records (tenant_id, created_at DESC, id DESC);
CREATE INDEX delivery_records_by_ticket ON delivery_records (tenant_id, ticket_id, occurred_at DESC, id DESC);
ALTER TABLE delivery_records ENABLE ROW LEVEL SECURITY;
ALTER TABLE delivery_records FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON delivery_records
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON delivery_records IS 'The rows of the transaction''s tenant; none without a tenant.';
GRANT SELECT, INSERT, UPDATE (status, detail, occurred_at) ON delivery_records TO oneprotect_app;
