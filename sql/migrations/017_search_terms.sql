-- Search by terms, of which each must occur, in text that is folded like the terms; and ids by indicator.

CREATE FUNCTION in_one_line(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
replace(replace(replace(replace(replace(value, E'\r', ''), E'\n', ' '), E'\t', ' '), E'\f', ' '), E'\v', ' ');
COMMENT ON FUNCTION in_one_line(text) IS 'Text with a space for each line break and tab of ASCII.';

CREATE FUNCTION compatible(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
CASE WHEN value IS NFKC NORMALIZED THEN value ELSE normalize(value, nfkc) END;
COMMENT ON FUNCTION compatible(text) IS 'Text in NFKC; the check is cheaper than the normalization.';

-- The collation is one that lowers all of Unicode, whatever the locale of the database: pg_c_utf8 exists from Postgres
-- 17, und-x-icu in every build with ICU. Text in ASCII takes a tenth of the time.
DO $do$
DECLARE
    lowering CONSTANT text := (
        SELECT c.collname FROM pg_collation AS c
        WHERE c.collname IN ('pg_c_utf8', 'und-x-icu') AND c.collnamespace = 'pg_catalog'::regnamespace
        ORDER BY c.collname LIMIT 1
    );
BEGIN
    IF lowering IS NULL THEN
        RAISE EXCEPTION 'this Postgres cannot fold the case of text outside ASCII'
            USING HINT = 'Use Postgres 17 or newer, or a build of Postgres 16 with ICU.';
    END IF;
    EXECUTE format(
        $create$
        CREATE FUNCTION fold(value text) RETURNS text
        LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
        CASE
            WHEN octet_length(value) = length(value) THEN lower(in_one_line(value) COLLATE %1$I)
            ELSE compatible(
                replace(
                    replace(
                        lower(
                            replace(
                                replace(
                                    replace(replace(in_one_line(compatible(value)), U&'\0085', ' '), U&'\2028', ' '),
                                    U&'\2029', ' '
                                ),
                                U&'\0130', U&'i\0307'
                            ) COLLATE %1$I
                        ),
                        'ς', 'σ'
                    ),
                    'ß', 'ss'
                )
            )
        END
        $create$, lowering
    );
END
$do$;
COMMENT ON FUNCTION fold(text) IS
'Text as searches compare it: NFKC, without case, in one line. The same for stored text and for terms.';

-- The unit separator around every field distinguishes a whole field from a part of one.
CREATE FUNCTION fields(VARIADIC items text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN fold(E'\x1f' || array_to_string(items, E'\x1f') || E'\x1f');
COMMENT ON FUNCTION fields(text[]) IS 'The text that a search matches. NULL fields are skipped.';

CREATE FUNCTION like_pattern(before text, term text, after text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
'%' || before || replace(replace(replace(fold(term), E'\\', E'\\\\'), '%', E'\\%'), '_', E'\\_') || after || '%';
COMMENT ON FUNCTION like_pattern(text, text, text) IS 'A LIKE pattern for folded text; the term is taken literally.';

CREATE FUNCTION texts_at(document jsonb, path jsonpath) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT string_agg(t.item #>> '{}', E'\x1f') FROM jsonb_path_query(document, path) AS t (item) $$;
COMMENT ON FUNCTION texts_at(jsonb, jsonpath) IS 'The strings at a path, as fields of a search.';

ALTER TABLE tickets
ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (fields(VARIADIC ARRAY[title, description] || tags)) STORED,
ADD COLUMN redacted_search_text text NOT NULL GENERATED ALWAYS AS (
    fields(redacted ->> 'title', redacted ->> 'description', texts_at(redacted, '$.tags[*]'))
) STORED;
ALTER TABLE alerts
ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (
    fields(
        title, description, rule_id, source, source_alert_id, asset_words, texts_at(evidence::jsonb, '$[*].value')
    )
) STORED,
ADD COLUMN redacted_search_text text NOT NULL GENERATED ALWAYS AS (
    fields(
        redacted ->> 'title', redacted ->> 'description', redacted ->> 'rule_id', redacted ->> 'source',
        redacted ->> 'source_alert_id', texts_at(redacted, '$.assets[*].value'),
        texts_at(redacted, '$.assets[*].canonical'), texts_at(redacted, '$.evidence[*].value')
    )
) STORED;
ALTER TABLE assets
ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (fields(value, name, canonical)) STORED,
ADD COLUMN redacted_search_text text NOT NULL GENERATED ALWAYS AS (
    fields(redacted ->> 'value', redacted ->> 'name', redacted ->> 'canonical')
) STORED;
ALTER TABLE evidence
ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (fields(name, description)) STORED,
ADD COLUMN redacted_search_text text NOT NULL GENERATED ALWAYS AS (
    fields(redacted ->> 'name', redacted ->> 'description')
) STORED;

DROP INDEX tickets_words, tickets_words_redacted, alerts_words, alerts_words_redacted, assets_words,
assets_words_redacted, evidence_words, evidence_words_redacted;
CREATE INDEX tickets_search ON tickets USING gin (tenant_id, search_text gin_trgm_ops);
CREATE INDEX tickets_redacted_search ON tickets USING gin (tenant_id, redacted_search_text gin_trgm_ops);
CREATE INDEX alerts_search ON alerts USING gin (tenant_id, search_text gin_trgm_ops);
CREATE INDEX alerts_redacted_search ON alerts USING gin (tenant_id, redacted_search_text gin_trgm_ops);
CREATE INDEX assets_search ON assets USING gin (tenant_id, search_text gin_trgm_ops);
CREATE INDEX assets_redacted_search ON assets USING gin (tenant_id, redacted_search_text gin_trgm_ops);
CREATE INDEX evidence_search ON evidence USING gin (tenant_id, search_text gin_trgm_ops);
CREATE INDEX evidence_redacted_search ON evidence USING gin (tenant_id, redacted_search_text gin_trgm_ops);
CREATE INDEX alerts_redacted_assets ON alerts USING gin (tenant_id, (redacted -> 'assets') jsonb_path_ops);
CREATE INDEX alerts_by_rule ON alerts (tenant_id, rule_id, source) WHERE rule_id IS NOT NULL;

CREATE FUNCTION indicator_ids(subject text, wanted json) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    -- Tenant and view come from the transaction, never from an argument; whatever is not the standard view is redacted.
    tenant CONSTANT uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
    standard CONSTANT boolean := coalesce(current_setting('app.role_view', true) = 'standard', false);
    of_alerts uuid[] := '{}';
    of_assets uuid[] := '{}';
BEGIN
    IF subject NOT IN ('alerts', 'assets', 'tickets') THEN
        RAISE EXCEPTION '% have no indicators', subject;
    END IF;
    IF subject <> 'assets' AND standard THEN
        of_alerts := ARRAY(
            SELECT s.alert_id FROM json_to_recordset(wanted -> 'exact') AS w (type text, canonical text)
            INNER JOIN alert_assets AS s ON s.tenant_id = tenant AND s.type = w.type
                AND s.canonical_key = left(w.canonical, 100) AND s.canonical = w.canonical
            UNION
            SELECT s.alert_id FROM json_to_recordset(wanted -> 'prefixes')
                AS w (type text, prefix text, low text, high text)
            INNER JOIN alert_assets AS s ON s.tenant_id = tenant AND s.type = w.type
                AND s.canonical_key >= w.low AND s.canonical_key < w.high AND starts_with(s.canonical, w.prefix)
            UNION
            SELECT s.alert_id FROM json_to_recordset(wanted -> 'networks') AS w (low inet, high inet)
            INNER JOIN alert_assets AS s ON s.tenant_id = tenant AND s.address BETWEEN w.low AND w.high
            UNION
            SELECT a.id FROM json_to_recordset(wanted -> 'rules') AS w (source text, rule_id text)
            INNER JOIN alerts AS a ON a.tenant_id = tenant AND a.source = w.source AND a.rule_id = w.rule_id
        );
    ELSIF subject <> 'assets' THEN
        of_alerts := ARRAY(
            SELECT a.id FROM json_to_recordset(wanted -> 'exact') AS w (type text, canonical text)
            INNER JOIN alerts AS a ON a.tenant_id = tenant AND a.redaction_version > 0 AND (a.redacted -> 'assets')
                @> jsonb_build_array(jsonb_build_object('type', w.type, 'canonical', w.canonical))
            UNION
            SELECT a.id FROM json_to_recordset(wanted -> 'prefixes') AS w (type text, prefix text)
            INNER JOIN alerts AS a ON a.tenant_id = tenant AND a.redaction_version > 0
            CROSS JOIN LATERAL jsonb_array_elements(a.redacted -> 'assets') AS s (item)
            WHERE s.item ->> 'type' = w.type AND starts_with(s.item ->> 'canonical', w.prefix)
            UNION
            SELECT a.id FROM json_to_recordset(wanted -> 'rules') AS w (source text, rule_id text)
            INNER JOIN alerts AS a ON a.tenant_id = tenant AND a.redaction_version > 0
                AND a.redacted ->> 'source' = w.source AND a.redacted ->> 'rule_id' = w.rule_id
        );
    END IF;
    IF subject <> 'alerts' AND standard THEN
        of_assets := ARRAY(
            SELECT s.id FROM json_to_recordset(wanted -> 'exact') AS w (type text, canonical text)
            INNER JOIN assets AS s ON s.tenant_id = tenant AND s.type = w.type
                AND s.canonical_key = left(w.canonical, 100) AND s.canonical = w.canonical
            UNION
            SELECT s.id FROM json_to_recordset(wanted -> 'prefixes') AS w (type text, prefix text, low text, high text)
            INNER JOIN assets AS s ON s.tenant_id = tenant AND s.type = w.type
                AND s.canonical_key >= w.low AND s.canonical_key < w.high AND starts_with(s.canonical, w.prefix)
            UNION
            SELECT s.id FROM json_to_recordset(wanted -> 'networks') AS w (low inet, high inet)
            INNER JOIN assets AS s ON s.tenant_id = tenant AND s.address BETWEEN w.low AND w.high
        );
    ELSIF subject <> 'alerts' THEN
        of_assets := ARRAY(
            SELECT s.id FROM json_to_recordset(wanted -> 'exact') AS w (type text, canonical text)
            INNER JOIN assets AS s ON s.tenant_id = tenant AND s.redaction_version > 0 AND s.type = w.type
                AND s.redacted ->> 'canonical' = w.canonical
            UNION
            SELECT s.id FROM json_to_recordset(wanted -> 'prefixes') AS w (type text, prefix text)
            INNER JOIN assets AS s ON s.tenant_id = tenant AND s.redaction_version > 0 AND s.type = w.type
                AND starts_with(s.redacted ->> 'canonical', w.prefix)
        );
    END IF;
    IF subject <> 'tickets' THEN
        RETURN QUERY SELECT unnest(of_alerts || of_assets);
    ELSE
        RETURN QUERY
        SELECT t.id FROM tickets AS t WHERE t.tenant_id = tenant AND t.source_alert_id = any(of_alerts)
        UNION
        SELECT l.ticket_id FROM ticket_links AS l
        WHERE l.tenant_id = tenant AND l.unlinked_at IS NULL AND (standard OR NOT l.auditor_hidden)
            AND (l.alert_id = any(of_alerts) OR l.asset_id = any(of_assets));
    END IF;
END
$$;
COMMENT ON FUNCTION indicator_ids(text, json) IS
'Ids of the transaction''s tenant that have an asset or a rule; a query joins them to what its role may see.';

-- The function with a LIKE pattern remains, unindexed, for processes of the previous release during an upgrade.
CREATE FUNCTION search_ids(subject text, terms json) RETURNS SETOF uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    -- Tenant and view come from the transaction, never from an argument; whatever is not the standard view is redacted.
    tenant CONSTANT uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
    standard CONSTANT boolean := coalesce(current_setting('app.role_view', true) = 'standard', false);
    searched CONSTANT text := CASE WHEN standard THEN 'search_text' ELSE 'redacted_search_text' END;
    conditions text := '';
    alternatives text[];
    term record;
BEGIN
    IF subject NOT IN ('tickets', 'alerts', 'assets', 'evidence') THEN
        RAISE EXCEPTION 'nothing is searched in %', subject;
    END IF;
    FOR term IN
        SELECT * FROM json_to_recordset(terms) AS t (text text, number bigint, forms text[], indicators json)
    LOOP
        alternatives := ARRAY[format('%I LIKE %L', searched, like_pattern('', term.text, ''))];
        IF subject IN ('alerts', 'assets') THEN
            alternatives := alternatives || ARRAY(
                SELECT format('%I LIKE %L', searched, like_pattern(E'\x1f', f.form, E'\x1f'))
                FROM unnest(term.forms) AS f (form)
            );
        ELSIF subject = 'tickets' THEN
            alternatives := alternatives
                || format(
                    'id = ANY (%L)',
                    ARRAY(SELECT indicator_ids(subject, json_build_object('exact', term.indicators)))
                )
                || format('number = %L', term.number);
        END IF;
        conditions := conditions || ' AND (' || array_to_string(alternatives, ' OR ') || ')';
    END LOOP;
    -- EXECUTE plans for these very terms: of short ones the index knows nothing.
    RETURN QUERY EXECUTE format(
        'SELECT id FROM public.%I WHERE tenant_id = $1 AND ($2 OR redaction_version > 0)%s', subject, conditions
    ) USING tenant, standard;
END
$$;
COMMENT ON FUNCTION search_ids(text, json) IS
'Ids of the transaction''s tenant whose text has every term; a query joins them to what its role may see.';

GRANT SELECT (search_text, redacted_search_text, source_alert_id, number) ON tickets TO oneprotect_search;
GRANT SELECT (search_text, redacted_search_text, source) ON alerts TO oneprotect_search;
GRANT SELECT (type, canonical, canonical_key, address, search_text, redacted_search_text)
ON assets TO oneprotect_search;
GRANT SELECT (search_text, redacted_search_text) ON evidence TO oneprotect_search;
GRANT SELECT (tenant_id, alert_id, type, canonical, canonical_key, address) ON alert_assets TO oneprotect_search;
GRANT SELECT (tenant_id, ticket_id, alert_id, asset_id, auditor_hidden, unlinked_at)
ON ticket_links TO oneprotect_search;
REVOKE EXECUTE ON FUNCTION search_ids(text, json), indicator_ids(text, json) FROM public;
GRANT EXECUTE ON FUNCTION search_ids(text, json), indicator_ids(text, json) TO oneprotect_app, oneprotect_auditor;
GRANT CREATE ON SCHEMA public TO oneprotect_search;
ALTER FUNCTION search_ids(text, json) OWNER TO oneprotect_search;
ALTER FUNCTION indicator_ids(text, json) OWNER TO oneprotect_search;
REVOKE CREATE ON SCHEMA public FROM oneprotect_search;
