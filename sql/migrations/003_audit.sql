-- What was done and what was denied.
CREATE TABLE audit_records (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    occurred_at timestamptz NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('allowed', 'denied')),
    operation_id text NOT NULL,
    reason text,
    actor_id uuid NOT NULL,
    target_type text,
    target_id uuid,
    changes json NOT NULL,
    request_id uuid NOT NULL,
    auditor_hidden boolean NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, actor_id) REFERENCES principals (tenant_id, id),
    CHECK ((outcome = 'denied') = (reason IS NOT NULL)),
    CHECK (target_id IS NULL OR target_type IS NOT NULL)
);
COMMENT ON TABLE audit_records IS 'One row for every mutation and every denied one; nobody updates or deletes any.';
COMMENT ON COLUMN audit_records.reason IS 'The code of the problem that a denied mutation was answered with.';
COMMENT ON COLUMN audit_records.changes IS 'Array of field, before, after.';
COMMENT ON COLUMN audit_records.auditor_hidden IS 'Tells of something that an auditor must not see.';
CREATE INDEX audit_records_by_time ON audit_records (tenant_id, occurred_at, id);
CREATE INDEX audit_records_by_target ON audit_records (tenant_id, target_id, occurred_at, id);
CREATE INDEX audit_records_by_actor ON audit_records (tenant_id, actor_id, occurred_at, id);
ALTER TABLE audit_records ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_records FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON audit_records
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON audit_records IS 'Rows of the transaction''s tenant and no others; none without a tenant.';

GRANT SELECT, INSERT ON audit_records TO oneprotect_app;
