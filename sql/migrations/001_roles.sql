-- The roles that own nothing. An operator grants one of them to a login: GRANT oneprotect_app TO <login>.
DO $$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['oneprotect_app', 'oneprotect_background'] LOOP
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = role_name AND (rolsuper OR rolbypassrls OR rolcanlogin)) THEN
            RAISE EXCEPTION 'the role % is there already and is SUPERUSER, BYPASSRLS or LOGIN', role_name
                USING HINT = 'It must be a plain NOLOGIN role, else row-level security does not hold.';
        END IF;
        -- Roles belong to the cluster: another database of it may have made them, at this very moment even.
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            CONTINUE;
        END;
        EXECUTE format(
            'COMMENT ON ROLE %I IS %L',
            role_name,
            CASE role_name
                WHEN 'oneprotect_app' THEN 'API and worker: one tenant a transaction, by row-level security.'
                ELSE 'Relay, sealer and retention: narrow grants across tenants.'
            END
        );
    END LOOP;
    -- What is made here is made by migrations and by nobody else.
    EXECUTE format('REVOKE CREATE, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END
$$;

REVOKE CREATE ON SCHEMA public FROM public;
GRANT USAGE ON SCHEMA public TO oneprotect_app, oneprotect_background;
