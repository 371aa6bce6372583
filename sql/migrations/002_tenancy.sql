-- Who there is: tenants, their principals, and the answers that are kept for a retry.
CREATE TABLE tenants (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    created_at timestamptz NOT NULL
);
COMMENT ON TABLE tenants IS 'The tenants that were provisioned here.';
COMMENT ON COLUMN tenants.id IS
'For a locally named tenant the UUIDv5 of urn:oneprotect:tenant:<name> in the URL namespace.';
COMMENT ON COLUMN tenants.name IS 'Unique in the installation, not in a tenant: the one such key that there is.';
ALTER TABLE tenants ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenants FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON tenants
USING (id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON tenants IS 'The transaction''s own tenant and no other; none without a tenant.';
CREATE POLICY background_reads ON tenants FOR SELECT TO oneprotect_background USING (true);
COMMENT ON POLICY background_reads ON tenants IS 'The sealer goes from tenant to tenant.';
GRANT SELECT, INSERT ON tenants TO oneprotect_app;
GRANT SELECT ON tenants TO oneprotect_background;

CREATE TABLE principals (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('user', 'system')),
    issuer text NOT NULL CHECK (length(issuer) BETWEEN 1 AND 1000),
    subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
    display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 255),
    roles text[] NOT NULL CHECK (array_position(roles, NULL) IS NULL),
    assignable boolean NOT NULL,
    first_seen_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id) REFERENCES tenants (id)
);
COMMENT ON TABLE principals IS 'Everybody whose verified token was seen, and the system itself.';
COMMENT ON COLUMN principals.id IS 'UUIDv5 of issuer, NUL, subject in the namespace of the tenant.';
COMMENT ON COLUMN principals.kind IS 'system: the runtime itself, as the worker that correlates tickets.';
COMMENT ON COLUMN principals.roles IS 'As last seen; what a request may do is decided by its own token.';
COMMENT ON COLUMN principals.assignable IS 'Held tickets:write when last seen, so tickets can be assigned to it.';
CREATE INDEX principals_by_name ON principals (tenant_id, display_name, id);
ALTER TABLE principals ENABLE ROW LEVEL SECURITY;
ALTER TABLE principals FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON principals
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON principals IS 'The rows of the transaction''s tenant; none without a tenant.';
GRANT SELECT, INSERT, UPDATE (display_name, roles, assignable, last_seen_at) ON principals TO oneprotect_app;

CREATE TABLE idempotency_keys (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    principal_id uuid NOT NULL,
    operation_id text NOT NULL CHECK (operation_id ~ '^[a-z][a-z0-9_]{0,99}$'),
    key text NOT NULL CHECK (key ~ '^[ -~]{1,255}$'),
    fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
    status smallint NOT NULL CHECK (status BETWEEN 200 AND 299),
    headers json NOT NULL CHECK (json_typeof(headers) = 'array'),
    body bytea,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
    PRIMARY KEY (tenant_id, principal_id, operation_id, key),
    FOREIGN KEY (tenant_id, principal_id) REFERENCES principals (tenant_id, id)
);
COMMENT ON TABLE idempotency_keys IS
'The first answer to a mutation with an Idempotency-Key; only successes are kept.';
COMMENT ON COLUMN idempotency_keys.key IS 'As the client sent it: 1 to 255 printable ASCII characters.';
COMMENT ON COLUMN idempotency_keys.fingerprint IS 'SHA-256 of path, query, If-Match and the body''s RFC 8785 form.';
COMMENT ON COLUMN idempotency_keys.headers IS 'Array of [name, value], in the order in which they were sent.';
COMMENT ON COLUMN idempotency_keys.body IS 'The answer byte for byte; NULL where there was none.';
COMMENT ON COLUMN idempotency_keys.expires_at IS '24 h after the answer; the row counts for nothing from then on.';
CREATE INDEX idempotency_keys_by_expiry ON idempotency_keys (expires_at);
ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON idempotency_keys
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON idempotency_keys IS 'The rows of the transaction''s tenant; none without a tenant.';
CREATE POLICY background_reads ON idempotency_keys FOR SELECT TO oneprotect_background USING (true);
COMMENT ON POLICY background_reads ON idempotency_keys IS 'Retention finds what has expired, of all tenants.';
CREATE POLICY background_deletes ON idempotency_keys FOR DELETE TO oneprotect_background USING (true);
COMMENT ON POLICY background_deletes ON idempotency_keys IS 'Retention removes what has expired, of all tenants.';
GRANT SELECT, INSERT ON idempotency_keys TO oneprotect_app;
GRANT UPDATE (fingerprint, status, headers, body, created_at, expires_at) ON idempotency_keys TO oneprotect_app;
-- Retention needs to know when, and never what the answer was.
GRANT SELECT (tenant_id, principal_id, operation_id, key, expires_at), DELETE
ON idempotency_keys TO oneprotect_background;
