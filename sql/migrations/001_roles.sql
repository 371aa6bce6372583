-- The roles that own nothing: logins are granted one of them by the operator.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'oneprotect_app') THEN
        CREATE ROLE oneprotect_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'oneprotect_background') THEN
        CREATE ROLE oneprotect_background NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
    END IF;
END
$$;

COMMENT ON ROLE oneprotect_app IS 'API and worker: one tenant a transaction, by row-level security.';
COMMENT ON ROLE oneprotect_background IS 'Relay, sealer, retention: narrow grants across tenants.';

REVOKE CREATE ON SCHEMA public FROM public;
GRANT USAGE ON SCHEMA public TO oneprotect_app, oneprotect_background;
