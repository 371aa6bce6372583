-- Search: under row-level security no index is used for LIKE, which is not leakproof, so a function looks for the ids.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'oneprotect_search') THEN
        CREATE ROLE oneprotect_search NOLOGIN BYPASSRLS;
        EXECUTE format('GRANT oneprotect_search TO %I WITH INHERIT FALSE, SET TRUE', current_user);
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'the role oneprotect_search is missing, and % may not make it', current_user
        USING HINT = format(
            'As a superuser: CREATE ROLE oneprotect_search NOLOGIN BYPASSRLS; '
            'GRANT oneprotect_search TO %I WITH INHERIT FALSE, SET TRUE;', current_user
        );
END
$$;

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- The unit separator keeps what ends one field and begins the next from being found as one.
CREATE FUNCTION words(VARIADIC fields text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN array_to_string(fields, E'\x1f');
COMMENT ON FUNCTION words(text[]) IS 'What a search looks at; NULL is nothing.';
CREATE FUNCTION words(document jsonb, VARIADIC names text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
SELECT array_to_string(ARRAY(
    SELECT coalesce(item.value, document ->> field.name)
    FROM unnest(names) WITH ORDINALITY AS field (name, position)
    LEFT JOIN LATERAL jsonb_array_elements_text(
        CASE WHEN jsonb_typeof(document -> field.name) = 'array' THEN document -> field.name END
    ) WITH ORDINALITY AS item (value, position) ON true
    ORDER BY field.position, item.position
), E'\x1f')
$$;
COMMENT ON FUNCTION words(jsonb, text[]) IS 'What an auditor''s search looks at.';

CREATE INDEX tickets_words ON tickets USING gin
(tenant_id, words(VARIADIC ARRAY[title, description] || tags) gin_trgm_ops);
CREATE INDEX tickets_words_redacted ON tickets USING gin
(tenant_id, words(redacted, 'title', 'description', 'tags') gin_trgm_ops);
CREATE INDEX alerts_words ON alerts USING gin
(tenant_id, words(title, description, source_alert_id, rule_id) gin_trgm_ops);
CREATE INDEX alerts_words_redacted ON alerts USING gin
(tenant_id, words(redacted, 'title', 'description', 'source_alert_id', 'rule_id') gin_trgm_ops);
CREATE INDEX assets_words ON assets USING gin (tenant_id, words(value, name) gin_trgm_ops);
CREATE INDEX assets_words_redacted ON assets USING gin (tenant_id, words(redacted, 'value', 'name') gin_trgm_ops);
CREATE INDEX evidence_words ON evidence USING gin (tenant_id, words(name, description) gin_trgm_ops);
CREATE INDEX evidence_words_redacted ON evidence USING gin
(tenant_id, words(redacted, 'name', 'description') gin_trgm_ops);

CREATE FUNCTION search_ids(subject text, pattern text) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    -- Tenant and view come from the transaction, never from an argument; whatever is not the standard view is redacted.
    tenant CONSTANT uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
    standard CONSTANT boolean := coalesce(current_setting('app.role_view', true) = 'standard', false);
    looked_at CONSTANT text := CASE subject
        WHEN 'tickets' THEN
            CASE WHEN standard THEN 'words(VARIADIC ARRAY[title, description] || tags)'
                ELSE $words$words(redacted, 'title', 'description', 'tags')$words$ END
        WHEN 'alerts' THEN
            CASE WHEN standard THEN 'words(title, description, source_alert_id, rule_id)'
                ELSE $words$words(redacted, 'title', 'description', 'source_alert_id', 'rule_id')$words$ END
        WHEN 'assets' THEN
            CASE WHEN standard THEN 'words(value, name)' ELSE $words$words(redacted, 'value', 'name')$words$ END
        WHEN 'evidence' THEN
            CASE WHEN standard THEN 'words(name, description)'
                ELSE $words$words(redacted, 'name', 'description')$words$ END
    END;
BEGIN
    IF looked_at IS NULL THEN
        RAISE EXCEPTION 'nothing is searched in %', subject;
    END IF;
    -- EXECUTE plans for this very pattern: of a short one the index knows nothing.
    RETURN QUERY EXECUTE format(
        'SELECT id FROM public.%I WHERE tenant_id = $1 AND %s ILIKE $2 AND ($3 OR redaction_version > 0)',
        subject, looked_at
    ) USING tenant, pattern, standard;
END
$$;
COMMENT ON FUNCTION search_ids(text, text) IS
'Ids of the transaction''s tenant whose words are LIKE the pattern; a query joins them to what its role may see.';
GRANT SELECT (tenant_id, id, title, description, tags, redacted, redaction_version) ON tickets TO oneprotect_search;
GRANT SELECT (
    tenant_id, id, title, description, source_alert_id, rule_id, redacted, redaction_version
) ON alerts TO oneprotect_search;
GRANT SELECT (tenant_id, id, value, name, redacted, redaction_version) ON assets TO oneprotect_search;
GRANT SELECT (tenant_id, id, name, description, redacted, redaction_version) ON evidence TO oneprotect_search;
REVOKE EXECUTE ON FUNCTION search_ids(text, text) FROM public;
GRANT EXECUTE ON FUNCTION search_ids(text, text) TO oneprotect_app, oneprotect_auditor;
GRANT USAGE, CREATE ON SCHEMA public TO oneprotect_search;
ALTER FUNCTION search_ids(text, text) OWNER TO oneprotect_search;
REVOKE CREATE ON SCHEMA public FROM oneprotect_search;
