-- Who there is: tenants, their principals, and the answers that are kept for a retry.
CREATE TABLE tenants (
    id uuid NOT NULL PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    created_at timestamptz NOT NULL
);
COMMENT ON TABLE tenants IS 'The tenants that were provisioned here.';
COMMENT ON COLUMN tenants.id IS 'UUIDv5 of urn:oneprotect:tenant:<name> in the URL namespace, for local tokens.';
ALTER TABLE tenants ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenants FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON tenants
USING (id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON tenants IS 'Rows of the transaction''s tenant and no others; none without a tenant.';

GRANT SELECT, INSERT ON tenants TO oneprotect_app;
GRANT SELECT ON tenants TO oneprotect_background;
CREATE POLICY background ON tenants FOR SELECT TO oneprotect_background USING (true);
COMMENT ON POLICY background ON tenants IS 'The sealer goes from tenant to tenant.';

CREATE TABLE principals (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('user', 'system')),
    issuer text NOT NULL,
    subject text NOT NULL,
    display_name text NOT NULL,
    roles text [] NOT NULL,
    assignable boolean NOT NULL,
    first_seen_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);
COMMENT ON TABLE principals IS 'Everybody whose verified token was seen, and the system itself.';
COMMENT ON COLUMN principals.id IS 'UUIDv5 of issuer, NUL, subject in the namespace of the tenant.';
COMMENT ON COLUMN principals.assignable IS 'Held tickets:write when last seen, so tickets can be assigned to it.';
CREATE INDEX principals_by_name ON principals (tenant_id, display_name, id);
ALTER TABLE principals ENABLE ROW LEVEL SECURITY;
ALTER TABLE principals FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON principals
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON principals IS 'Rows of the transaction''s tenant and no others; none without a tenant.';

GRANT SELECT, INSERT, UPDATE ON principals TO oneprotect_app;

CREATE TABLE idempotency_keys (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    principal_id uuid NOT NULL,
    operation_id text NOT NULL,
    key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    fingerprint bytea NOT NULL,
    status smallint NOT NULL CHECK (status BETWEEN 200 AND 299),
    headers json NOT NULL,
    body bytea,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, principal_id, operation_id, key),
    FOREIGN KEY (tenant_id, principal_id) REFERENCES principals (tenant_id, id)
);
COMMENT ON TABLE idempotency_keys IS 'The first answer to a mutation with an Idempotency-Key, kept for 24 h.';
COMMENT ON COLUMN idempotency_keys.fingerprint IS 'SHA-256 of path, query, If-Match and the body''s RFC 8785 form.';
CREATE INDEX idempotency_keys_by_expiry ON idempotency_keys (expires_at);
ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON idempotency_keys
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON idempotency_keys IS 'Rows of the transaction''s tenant and no others; none without a tenant.';

GRANT SELECT, INSERT, UPDATE ON idempotency_keys TO oneprotect_app;
GRANT SELECT, DELETE ON idempotency_keys TO oneprotect_background;
CREATE POLICY background ON idempotency_keys TO oneprotect_background USING (true);
COMMENT ON POLICY background ON idempotency_keys IS 'Retention removes what has expired.';
