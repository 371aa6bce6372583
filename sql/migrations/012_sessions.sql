-- The console's sessions: the browser holds a cookie that names a row here, and never a token.
CREATE TABLE sessions (
    tenant_id uuid NOT NULL DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid,
    id uuid NOT NULL,
    principal_id uuid NOT NULL,
    roles text[] NOT NULL CHECK (array_position(roles, NULL) IS NULL),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
    ended_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    FOREIGN KEY (tenant_id, principal_id) REFERENCES principals (tenant_id, id)
);
COMMENT ON TABLE sessions IS 'Who is signed in to the console; one that has ended or expired signs nobody in.';
COMMENT ON COLUMN sessions.id IS
'Random; the cookie carries it with the tenant, authenticated by a key that is not here.';
COMMENT ON COLUMN sessions.roles IS 'What the identity provider vouched for at sign-in.';
COMMENT ON COLUMN sessions.expires_at IS 'The end, however busy the session is.';
COMMENT ON COLUMN sessions.ended_at IS 'When its user signed out.';
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE INDEX sessions_by_principal ON sessions (tenant_id, principal_id);
ALTER TABLE sessions ENABLE ROW LEVEL SECURITY;
ALTER TABLE sessions FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON sessions
USING (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid))
WITH CHECK (tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid));
COMMENT ON POLICY tenant ON sessions IS 'The rows of the transaction''s tenant; none without a tenant.';
CREATE POLICY background_reads ON sessions FOR SELECT TO oneprotect_background USING (true);
COMMENT ON POLICY background_reads ON sessions IS 'Retention finds what has expired, of all tenants.';
CREATE POLICY background_deletes ON sessions FOR DELETE TO oneprotect_background USING (true);
COMMENT ON POLICY background_deletes ON sessions IS 'Retention removes what has expired, of all tenants.';
GRANT SELECT, INSERT, UPDATE (ended_at) ON sessions TO oneprotect_app;
-- Retention needs to know when, and never who.
GRANT SELECT (tenant_id, id, expires_at), DELETE ON sessions TO oneprotect_background;
