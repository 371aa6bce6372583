-- Auditors see no row that older rules redacted until `oneprotect redact` has renewed it, not only none without a copy.
CREATE FUNCTION current_redaction_version() RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN 2::smallint;
COMMENT ON FUNCTION current_redaction_version() IS 'The version of the redaction rules in this release.';

DO $$
DECLARE
    view record;
BEGIN
    FOR view IN
        SELECT c.relname AS name, array_to_string(c.reloptions, ', ') AS options, pg_get_viewdef(c.oid) AS definition
        FROM pg_class AS c
        WHERE c.relnamespace = 'auditor'::regnamespace AND c.relkind = 'v'
    LOOP
        EXECUTE format(
            'CREATE OR REPLACE VIEW auditor.%I WITH (%s) AS %s', view.name, view.options,
            replace(
                view.definition, 'redaction_version > 0', 'redaction_version >= public.current_redaction_version()'
            )
        );
    END LOOP;
END
$$;

-- Only their owner can replace these functions.
GRANT CREATE ON SCHEMA public TO oneprotect_search;
SET LOCAL ROLE oneprotect_search;
DO $$
DECLARE
    definition text;
BEGIN
    FOREACH definition IN ARRAY ARRAY[
        pg_get_functiondef('indicator_ids(text, json)'::regprocedure),
        pg_get_functiondef('search_ids(text, json)'::regprocedure),
        pg_get_functiondef('search_ids(text, text)'::regprocedure)
    ] LOOP
        EXECUTE replace(
            definition, 'redaction_version > 0', 'redaction_version >= public.current_redaction_version()'
        );
    END LOOP;
END
$$;
RESET ROLE;
REVOKE CREATE ON SCHEMA public FROM oneprotect_search;
