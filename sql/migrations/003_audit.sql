-- What was done and what was denied.
CREATE TABLE audit_records (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    occurred_at timestamptz NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('allowed', 'denied')),
    operation_id text NOT NULL CHECK (operation_id ~ '^[a-z][a-z0-9_]{0,99}$'),
    reason text CHECK (reason ~ '^[a-z][a-z-]{0,99}$'),
    actor_id uuid NOT NULL,
    target_type text CHECK (target_type ~ '^[a-z][a-z_]{0,99}$'),
    target_id uuid,
    changes json NOT NULL CHECK (json_typeof(changes) = 'array'),
    request_id uuid NOT NULL,
    auditor_hidden boolean NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, actor_id) REFERENCES principals (tenant_id, id),
    CONSTRAINT audit_records_denied_with_reason CHECK ((outcome = 'denied') = (reason IS NOT NULL)),
    CONSTRAINT audit_records_typed_target CHECK (target_id IS NULL OR target_type IS NOT NULL)
);
COMMENT ON TABLE audit_records IS
'One row for every mutation and for every denied one; no role may update or delete any.';
COMMENT ON COLUMN audit_records.operation_id IS 'The operationId of the API, or the name of a task of the system.';
COMMENT ON COLUMN audit_records.reason IS 'The code of the problem that a denied mutation was answered with.';
COMMENT ON COLUMN audit_records.target_id IS 'No foreign key: a denial may name what is not there.';
COMMENT ON COLUMN audit_records.changes IS 'Array of {field, before, after}.';
COMMENT ON COLUMN audit_records.auditor_hidden IS
'Tells of something that does not exist for an auditor; set at write.';
CREATE INDEX audit_records_by_time ON audit_records (tenant_id, occurred_at DESC, id DESC);
CREATE INDEX audit_records_by_target ON audit_records (tenant_id, target_id, occurred_at DESC, id DESC);
CREATE INDEX audit_records_by_actor ON audit_records (tenant_id, actor_id, occurred_at DESC, id DESC);
ALTER TABLE audit_records ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_records FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON audit_records
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON audit_records IS 'The rows of the transaction''s tenant; none without a tenant.';
GRANT SELECT, INSERT ON audit_records TO oneprotect_app;
