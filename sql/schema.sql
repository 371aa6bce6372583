-- The sum of sql/migrations, written by `python -m handlers.database.schema_dump`. Do not edit.

CREATE SCHEMA auditor;

COMMENT ON SCHEMA auditor IS 'Views with the names of the tables that show what an auditor sees. First in the search path of auditor transactions.';

CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA public;

COMMENT ON EXTENSION btree_gin IS 'support for indexing common datatypes in GIN';

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

CREATE FUNCTION public.approximate_canonical(type text, value text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $_$
DECLARE
    lowered CONSTANT text := lower(value COLLATE "C");
    parts text[];
BEGIN
    IF type IN ('ip_address', 'hostname', 'other') AND value ~ '^[0-9]+[.][0-9.]+$|:' AND value !~ '(^|[.])0[0-9]|/'
        AND pg_input_is_valid(value, 'inet')
    THEN
        RETURN regexp_replace(host(value::inet), '^::ffff:(?=[0-9.]+$)', '');
    END IF;
    IF type IN ('ip_address', 'hostname') THEN
        RETURN coalesce(nullif(regexp_replace(lowered, '[.]$', ''), ''), value);
    END IF;
    IF type IN ('url', 'other') THEN
        parts := regexp_match(value, '^(https?)://([a-z0-9.-]+)(:[0-9]+)?(/[^?#]*)?([?#].*)?$', 'i');
    END IF;
    IF parts IS NOT NULL THEN
        RETURN concat(
            lower(parts[1]), '://', regexp_replace(lower(parts[2]), '[.]$', ''),
            CASE WHEN lower(parts[1]) || parts[3] NOT IN ('http:80', 'https:443') THEN parts[3] END,
            coalesce(parts[4], '/'), parts[5]
        );
    END IF;
    RETURN CASE
        WHEN type IN ('user', 'other') AND value ~ '^[^@\s/\\]+@[^@\s/\\]+$' THEN lowered
        WHEN type = 'user' AND value ~ '^[^@\s/\\]+\\[^@/\\]+$' THEN lowered
        WHEN type = 'other' AND lowered ~ '^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$' THEN translate(lowered, '-', ':')
        WHEN
            type IN ('file', 'container', 'other') AND lowered ~ '^[0-9a-f]+$'
            AND length(value) IN (32, 40, 64, 96, 128) THEN lowered
        ELSE value
    END;
END
$_$;

COMMENT ON FUNCTION public.approximate_canonical(type text, value text) IS 'Canonical form as far as SQL knows it, for rows whose application wrote none. It knows no IDNA and no paths of URLs.';

CREATE FUNCTION public.compatible(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE WHEN (value IS NFKC NORMALIZED) THEN value ELSE NORMALIZE(value, NFKC) END;

COMMENT ON FUNCTION public.compatible(value text) IS 'Text in NFKC; the check is cheaper than the normalization.';

CREATE FUNCTION public.current_redaction_version() RETURNS smallint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (2)::smallint;

COMMENT ON FUNCTION public.current_redaction_version() IS 'The version of the redaction rules in this release.';

CREATE FUNCTION public.in_one_line(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN replace(replace(replace(replace(replace(value, '
'::text, ''::text), '
'::text, ' '::text), '	'::text, ' '::text), ''::text, ' '::text), ''::text, ' '::text);

COMMENT ON FUNCTION public.in_one_line(value text) IS 'Text with a space for each line break and tab of ASCII.';

CREATE FUNCTION public.fold(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE WHEN (octet_length(value) = length(value)) THEN lower((public.in_one_line(value) COLLATE pg_c_utf8)) ELSE public.compatible(replace(replace(lower((replace(replace(replace(replace(public.in_one_line(public.compatible(value)), ''::text, ' '::text), ' '::text, ' '::text), ' '::text, ' '::text), 'İ'::text, 'i̇'::text) COLLATE pg_c_utf8)), 'ς'::text, 'σ'::text), 'ß'::text, 'ss'::text)) END;

COMMENT ON FUNCTION public.fold(value text) IS 'Text as searches compare it: NFKC, without case, in one line. The same for stored text and for terms.';

CREATE FUNCTION public.fields(VARIADIC items text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN public.fold(((''::text || array_to_string(items, ''::text)) || ''::text));

COMMENT ON FUNCTION public.fields(VARIADIC items text[]) IS 'The text that a search matches. NULL fields are skipped.';

CREATE FUNCTION public.identity_of(VARIADIC parts text[]) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN sha256(convert_to(array_to_string(parts, ''::text), 'UTF8'::name));

COMMENT ON FUNCTION public.identity_of(VARIADIC parts text[]) IS 'A key of fixed size for values that may exceed the size of an index row.';

CREATE FUNCTION public.indicator_ids(subject text, wanted json) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
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
            INNER JOIN alerts AS a ON a.tenant_id = tenant AND a.redaction_version >= public.current_redaction_version() AND (a.redacted -> 'assets')
                @> jsonb_build_array(jsonb_build_object('type', w.type, 'canonical', w.canonical))
            UNION
            SELECT a.id FROM json_to_recordset(wanted -> 'prefixes') AS w (type text, prefix text)
            INNER JOIN alerts AS a ON a.tenant_id = tenant AND a.redaction_version >= public.current_redaction_version()
            CROSS JOIN LATERAL jsonb_array_elements(a.redacted -> 'assets') AS s (item)
            WHERE s.item ->> 'type' = w.type AND starts_with(s.item ->> 'canonical', w.prefix)
            UNION
            SELECT a.id FROM json_to_recordset(wanted -> 'rules') AS w (source text, rule_id text)
            INNER JOIN alerts AS a ON a.tenant_id = tenant AND a.redaction_version >= public.current_redaction_version()
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
            INNER JOIN assets AS s ON s.tenant_id = tenant AND s.redaction_version >= public.current_redaction_version() AND s.type = w.type
                AND s.redacted ->> 'canonical' = w.canonical
            UNION
            SELECT s.id FROM json_to_recordset(wanted -> 'prefixes') AS w (type text, prefix text)
            INNER JOIN assets AS s ON s.tenant_id = tenant AND s.redaction_version >= public.current_redaction_version() AND s.type = w.type
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

COMMENT ON FUNCTION public.indicator_ids(subject text, wanted json) IS 'Ids of the transaction''s tenant that have an asset or a rule; a query joins them to what its role may see.';

CREATE FUNCTION public.like_pattern(before text, term text, after text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (((('%'::text || before) || replace(replace(replace(public.fold(term), '\'::text, '\\'::text), '%'::text, '\%'::text), '_'::text, '\_'::text)) || after) || '%'::text);

COMMENT ON FUNCTION public.like_pattern(before text, term text, after text) IS 'A LIKE pattern for folded text; the term is taken literally.';

CREATE FUNCTION public.search_ids(subject text, terms json) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $_$
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
        'SELECT id FROM public.%I WHERE tenant_id = $1 AND ($2 OR redaction_version >= public.current_redaction_version())%s', subject, conditions
    ) USING tenant, standard;
END
$_$;

COMMENT ON FUNCTION public.search_ids(subject text, terms json) IS 'Ids of the transaction''s tenant whose text has every term; a query joins them to what its role may see.';

CREATE FUNCTION public.search_ids(subject text, pattern text) RETURNS SETOF uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $_$
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
        'SELECT id FROM public.%I WHERE tenant_id = $1 AND %s ILIKE $2 AND ($3 OR redaction_version >= public.current_redaction_version())',
        subject, looked_at
    ) USING tenant, pattern, standard;
END
$_$;

COMMENT ON FUNCTION public.search_ids(subject text, pattern text) IS 'Ids of the transaction''s tenant whose words are LIKE the pattern; a query joins them to what its role may see.';

CREATE FUNCTION public.set_canonical() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_TABLE_NAME = 'ticket_links' THEN
        NEW.url_identity := identity_of(approximate_canonical('url', NEW.url));
    ELSE
        NEW.canonical := approximate_canonical(NEW.type, NEW.value);
    END IF;
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION public.set_canonical() IS 'For processes of the previous release, which write no canonical forms, during an upgrade.';

CREATE FUNCTION public.tag_key(tag text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
SELECT lower(translate(
    btrim(
        normalize(tag, nfc),
        E'\u0009\u000a\u000b\u000c\u000d\u001c\u001d\u001e\u001f\u0020\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004'
        '\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000'
    ),
    E'\u03c2', E'\u03c3'
))
$$;

COMMENT ON FUNCTION public.tag_key(tag text) IS 'What the spellings of one tag have in common; the server has the same function.';

CREATE FUNCTION public.texts_at(document jsonb, path jsonpath) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT string_agg(t.item #>> '{}', E'\x1f') FROM jsonb_path_query(document, path) AS t (item) $$;

COMMENT ON FUNCTION public.texts_at(document jsonb, path jsonpath) IS 'The strings at a path, as fields of a search.';

CREATE FUNCTION public.words(VARIADIC fields text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN array_to_string(fields, ''::text);

COMMENT ON FUNCTION public.words(VARIADIC fields text[]) IS 'The text that a search matches. NULL fields are skipped.';

CREATE FUNCTION public.words(document jsonb, VARIADIC names text[]) RETURNS text
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

COMMENT ON FUNCTION public.words(document jsonb, VARIADIC names text[]) IS 'The text that an auditor''s search matches.';

CREATE TABLE public.alerts (
    tenant_id uuid DEFAULT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid NOT NULL,
    id uuid NOT NULL,
    source text NOT NULL,
    source_alert_id text NOT NULL,
    title text NOT NULL,
    description text NOT NULL,
    severity text NOT NULL,
    severity_rank smallint GENERATED ALWAYS AS (
CASE severity
    WHEN 'critical'::text THEN 5
    WHEN 'high'::text THEN 4
    WHEN 'medium'::text THEN 3
    WHEN 'low'::text THEN 2
    ELSE 1
END) STORED NOT NULL,
    status text NOT NULL,
    verdict text,
    rule_id text,
    fingerprint bytea NOT NULL,
    detected_at timestamp with time zone NOT NULL,
    evidence json NOT NULL,
    raw json,
    content_hash bytea NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    redacted jsonb NOT NULL,
    redaction_version smallint NOT NULL,
    last_seen_at timestamp with time zone,
    seen_count bigint DEFAULT 1 NOT NULL,
    asset_words text DEFAULT ''::text NOT NULL,
    search_text text GENERATED ALWAYS AS (public.fields(VARIADIC ARRAY[title, description, rule_id, source, source_alert_id, asset_words, public.texts_at((evidence)::jsonb, '$[*]."value"'::jsonpath)])) STORED NOT NULL,
    redacted_search_text text GENERATED ALWAYS AS (public.fields(VARIADIC ARRAY[(redacted ->> 'title'::text), (redacted ->> 'description'::text), (redacted ->> 'rule_id'::text), (redacted ->> 'source'::text), (redacted ->> 'source_alert_id'::text), public.texts_at(redacted, '$."assets"[*]."value"'::jsonpath), public.texts_at(redacted, '$."assets"[*]."canonical"'::jsonpath), public.texts_at(redacted, '$."evidence"[*]."value"'::jsonpath)])) STORED NOT NULL,
    CONSTRAINT alerts_content_hash_check CHECK ((octet_length(content_hash) = 32)),
    CONSTRAINT alerts_description_check CHECK ((length(description) <= 30000)),
    CONSTRAINT alerts_evidence_check CHECK (((json_typeof(evidence) = 'array'::text) AND (json_array_length(evidence) <= 100))),
    CONSTRAINT alerts_fingerprint_check CHECK ((octet_length(fingerprint) = 32)),
    CONSTRAINT alerts_raw_check CHECK ((octet_length((raw)::text) <= 262144)),
    CONSTRAINT alerts_redaction_version_check CHECK ((redaction_version >= 0)),
    CONSTRAINT alerts_rule_id_check CHECK (((length(rule_id) >= 1) AND (length(rule_id) <= 512))),
    CONSTRAINT alerts_seen_count_check CHECK ((seen_count >= 1)),
    CONSTRAINT alerts_severity_check CHECK ((severity = ANY (ARRAY['critical'::text, 'high'::text, 'medium'::text, 'low'::text, 'informational'::text]))),
    CONSTRAINT alerts_source_alert_id_check CHECK (((length(source_alert_id) >= 1) AND (length(source_alert_id) <= 512))),
    CONSTRAINT alerts_source_check CHECK ((source ~ '^[a-z0-9][a-z0-9._-]{0,63}$'::text)),
    CONSTRAINT alerts_status_check CHECK ((status = ANY (ARRAY['new'::text, 'in_progress'::text, 'suppressed'::text, 'resolved'::text]))),
    CONSTRAINT alerts_title_check CHECK (((length(title) >= 1) AND (length(title) <= 500))),
    CONSTRAINT alerts_verdict_check CHECK ((verdict = ANY (ARRAY['true_positive'::text, 'benign_positive'::text, 'false_positive'::text, 'duplicate'::text, 'undetermined'::text]))),
    CONSTRAINT alerts_version_check CHECK ((version >= 1))
);

ALTER TABLE ONLY public.alerts FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.alerts IS 'Alerts as they were reported. Only status, verdict and severity change.';

COMMENT ON COLUMN public.alerts.source_alert_id IS 'Id that the source assigned. Another report with the same id is the same alert, whatever its body.';

COMMENT ON COLUMN public.alerts.severity_rank IS 'Sort key of severity. Higher is more severe.';

COMMENT ON COLUMN public.alerts.verdict IS 'NULL until an analyst has set one.';

COMMENT ON COLUMN public.alerts.fingerprint IS 'SHA-256 of source and rule id or, without a rule id, of source and title. Used for correlation.';

COMMENT ON COLUMN public.alerts.evidence IS 'Array of {type, value}, as reported.';

COMMENT ON COLUMN public.alerts.raw IS 'Original document. Type json instead of jsonb preserves numbers and member order.';

COMMENT ON COLUMN public.alerts.content_hash IS 'SHA-256 of the request body, which tells a repeated report from a different one with the same id.';

COMMENT ON COLUMN public.alerts.version IS 'Incremented when a field that clients see changes, including the alert''s ticket (tickets.source_alert_id).';

COMMENT ON COLUMN public.alerts.redacted IS 'Source, ids, title, description, assets and evidence as an auditor sees them.';

COMMENT ON COLUMN public.alerts.redaction_version IS 'Version of the rules that produced the redacted copy. Part of an auditor''s ETag.';

COMMENT ON COLUMN public.alerts.last_seen_at IS 'When the alert was last reported again; NULL if it was reported only once.';

COMMENT ON COLUMN public.alerts.seen_count IS 'How often the alert was reported. Neither this nor last_seen_at is part of the version.';

COMMENT ON COLUMN public.alerts.asset_words IS 'The values of the assets and their canonical forms, for searches.';

CREATE VIEW auditor.alert_assets WITH (security_invoker='true') AS
 SELECT a.tenant_id,
    a.id AS alert_id,
    (s."position")::smallint AS "position",
    (s.item ->> 'type'::text) AS type,
    (s.item ->> 'value'::text) AS value,
    (s.item ->> 'role'::text) AS role,
    COALESCE((s.item ->> 'canonical'::text), (s.item ->> 'value'::text)) AS canonical
   FROM (public.alerts a
     CROSS JOIN LATERAL jsonb_array_elements((a.redacted -> 'assets'::text)) WITH ORDINALITY s(item, "position"));

CREATE TABLE public.alert_reports (
    tenant_id uuid DEFAULT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid NOT NULL,
    id uuid NOT NULL,
    alert_id uuid NOT NULL,
    activity text NOT NULL,
    title text NOT NULL,
    description text NOT NULL,
    severity text NOT NULL,
    detected_at timestamp with time zone NOT NULL,
    content_hash bytea NOT NULL,
    redacted jsonb NOT NULL,
    redaction_version smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT alert_reports_activity_check CHECK ((activity = ANY (ARRAY['update'::text, 'close'::text]))),
    CONSTRAINT alert_reports_content_hash_check CHECK ((octet_length(content_hash) = 32)),
    CONSTRAINT alert_reports_description_check CHECK ((length(description) <= 30000)),
    CONSTRAINT alert_reports_redaction_version_check CHECK ((redaction_version >= 0)),
    CONSTRAINT alert_reports_severity_check CHECK ((severity = ANY (ARRAY['critical'::text, 'high'::text, 'medium'::text, 'low'::text, 'informational'::text]))),
    CONSTRAINT alert_reports_title_check CHECK (((length(title) >= 1) AND (length(title) <= 500)))
);

ALTER TABLE ONLY public.alert_reports FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.alert_reports IS 'Updating and closing reports of an alert. They change neither the content of the alert nor its triage.';

COMMENT ON COLUMN public.alert_reports.activity IS 'What the source says about its finding.';

COMMENT ON COLUMN public.alert_reports.content_hash IS 'The SHA-256 of activity, title, description, severity and detected_at: the same report of an alert is kept once.';

COMMENT ON COLUMN public.alert_reports.redacted IS 'The redacted title and description, which auditors see instead.';

COMMENT ON COLUMN public.alert_reports.redaction_version IS 'The version of the rules that redacted the row.';

CREATE VIEW auditor.alert_reports WITH (security_invoker='true') AS
 SELECT tenant_id,
    id,
    alert_id,
    activity,
    (redacted ->> 'title'::text) AS title,
    (redacted ->> 'description'::text) AS description,
    severity,
    detected_at,
    created_at,
    redaction_version
   FROM public.alert_reports r
  WHERE (redaction_version >= public.current_redaction_version());

CREATE VIEW auditor.alerts WITH (security_invoker='true') AS
 SELECT tenant_id,
    id,
    (redacted ->> 'source'::text) AS source,
    (redacted ->> 'source_alert_id'::text) AS source_alert_id,
    (redacted ->> 'title'::text) AS title,
    (redacted ->> 'description'::text) AS description,
    severity,
    severity_rank,
    status,
    verdict,
    (redacted ->> 'rule_id'::text) AS rule_id,
    detected_at,
    ((redacted -> 'evidence'::text))::json AS evidence,
    version,
    created_at,
    updated_at,
    redaction_version,
    last_seen_at,
    seen_count
   FROM public.alerts a
  WHERE (redaction_version >= public.current_redaction_version());

CREATE TABLE public.assets (
    tenant_id uuid DEFAULT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid NOT NULL,
    id uuid NOT NULL,
    type text NOT NULL,
    value text NOT NULL,
    value_hash bigint GENERATED ALWAYS AS (hashtextextended(value, (0)::bigint)) STORED NOT NULL,
    name text,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    redacted jsonb NOT NULL,
    redaction_version smallint NOT NULL,
    canonical text NOT NULL COLLATE pg_catalog."C",
    address inet,
    identity bytea,
    canonical_key text GENERATED ALWAYS AS ("left"(canonical, 100)) STORED NOT NULL COLLATE pg_catalog."C",
    search_text text GENERATED ALWAYS AS (public.fields(VARIADIC ARRAY[value, name, canonical])) STORED NOT NULL,
    redacted_search_text text GENERATED ALWAYS AS (public.fields(VARIADIC ARRAY[(redacted ->> 'value'::text), (redacted ->> 'name'::text), (redacted ->> 'canonical'::text)])) STORED NOT NULL,
    CONSTRAINT assets_identity_check CHECK ((octet_length(identity) = 32)),
    CONSTRAINT assets_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT assets_redaction_version_check CHECK ((redaction_version >= 0)),
    CONSTRAINT assets_type_check CHECK ((type = ANY (ARRAY['ip_address'::text, 'hostname'::text, 'url'::text, 'user'::text, 'file'::text, 'process'::text, 'container'::text, 'cloud_resource'::text, 'service'::text, 'other'::text]))),
    CONSTRAINT assets_value_check CHECK (((length(value) >= 1) AND (length(value) <= 2048)))
);

ALTER TABLE ONLY public.assets FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.assets IS 'Assets that are recorded independently of alerts and can be linked to tickets.';

COMMENT ON COLUMN public.assets.value_hash IS 'No longer used: canonical_key is indexed instead.';

COMMENT ON COLUMN public.assets.redacted IS 'Value and name as an auditor sees them.';

COMMENT ON COLUMN public.assets.canonical IS 'The same for all spellings of the value. Never shown to clients.';

COMMENT ON COLUMN public.assets.address IS 'The address that the value is, without its zone, for filters by network.';

COMMENT ON COLUMN public.assets.identity IS 'Unique for each type and canonical form. NULL for a duplicate from before this was unique.';

COMMENT ON COLUMN public.assets.canonical_key IS 'Indexed instead of canonical, which may exceed the size of an index row. Compare canonical as well.';

CREATE VIEW auditor.assets WITH (security_invoker='true') AS
 SELECT tenant_id,
    id,
    type,
    (redacted ->> 'value'::text) AS value,
    (redacted ->> 'name'::text) AS name,
    created_by,
    created_at,
    COALESCE((redacted ->> 'canonical'::text), (redacted ->> 'value'::text)) AS canonical
   FROM public.assets a
  WHERE (redaction_version >= public.current_redaction_version());

CREATE TABLE public.audit_records (
    tenant_id uuid DEFAULT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid NOT NULL,
    id uuid NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    outcome text NOT NULL,
    operation_id text NOT NULL,
    reason text,
    actor_id uuid NOT NULL,
    target_type text,
    target_id uuid,
    changes json NOT NULL,
    request_id uuid NOT NULL,
    auditor_hidden boolean NOT NULL,
    redacted jsonb NOT NULL,
    redaction_version smallint NOT NULL,
    CONSTRAINT audit_records_changes_check CHECK ((json_typeof(changes) = 'array'::text)),
    CONSTRAINT audit_records_denied_with_reason CHECK (((outcome = 'denied'::text) = (reason IS NOT NULL))),
    CONSTRAINT audit_records_operation_id_check CHECK ((operation_id ~ '^[a-z][a-z0-9_]{0,99}$'::text)),
    CONSTRAINT audit_records_outcome_check CHECK ((outcome = ANY (ARRAY['allowed'::text, 'denied'::text]))),
    CONSTRAINT audit_records_reason_check CHECK ((reason ~ '^[a-z][a-z-]{0,99}$'::text)),
    CONSTRAINT audit_records_redaction_version_check CHECK ((redaction_version >= 0)),
    CONSTRAINT audit_records_target_type_check CHECK ((target_type ~ '^[a-z][a-z_]{0,99}$'::text)),
    CONSTRAINT audit_records_typed_target CHECK (((target_id IS NULL) OR (target_type IS NOT NULL)))
);

ALTER TABLE ONLY public.audit_records FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.audit_records IS 'One row for every mutation, allowed or denied. No role may update or delete rows.';

COMMENT ON COLUMN public.audit_records.operation_id IS 'operationId of the API, or name of a background task.';

COMMENT ON COLUMN public.audit_records.reason IS 'Code of the problem returned for a denied mutation.';

COMMENT ON COLUMN public.audit_records.target_id IS 'Not a foreign key: a denied request may name a row that does not exist.';

COMMENT ON COLUMN public.audit_records.changes IS 'Array of {field, before, after}.';

COMMENT ON COLUMN public.audit_records.auditor_hidden IS 'Whether the record concerns something hidden from auditors, and is hidden itself. Set on insert.';

COMMENT ON COLUMN public.audit_records.redacted IS 'The changes as an auditor sees them.';

CREATE VIEW auditor.audit_records WITH (security_invoker='true') AS
 SELECT tenant_id,
    id,
    occurred_at,
    outcome,
    operation_id,
    reason,
    actor_id,
    target_type,
    target_id,
    ((redacted -> 'changes'::text))::json AS changes,
    request_id,
    auditor_hidden
   FROM public.audit_records a
  WHERE (redaction_version >= public.current_redaction_version());

CREATE TABLE public.delivery_records (
    tenant_id uuid DEFAULT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid NOT NULL,
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    source text NOT NULL,
    source_event_id text NOT NULL,
    target text NOT NULL,
    status text NOT NULL,
    detail text NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    redacted jsonb NOT NULL,
    redaction_version smallint NOT NULL,
    CONSTRAINT delivery_records_detail_check CHECK ((length(detail) <= 2000)),
    CONSTRAINT delivery_records_redaction_version_check CHECK ((redaction_version >= 0)),
    CONSTRAINT delivery_records_source_check CHECK (((length(source) >= 1) AND (length(source) <= 200))),
    CONSTRAINT delivery_records_source_event_id_check CHECK (((length(source_event_id) >= 1) AND (length(source_event_id) <= 200))),
    CONSTRAINT delivery_records_status_check CHECK ((status = ANY (ARRAY['requested'::text, 'delivered'::text, 'failed'::text]))),
    CONSTRAINT delivery_records_target_check CHECK (((length(target) >= 1) AND (length(target) <= 200)))
);

ALTER TABLE ONLY public.delivery_records FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.delivery_records IS 'Deliveries reported by outbound integrations. Written by the worker, never by clients.';

COMMENT ON COLUMN public.delivery_records.source IS 'CloudEvents source. Together with source_event_id it identifies a delivery.';

COMMENT ON COLUMN public.delivery_records.target IS 'Integration that the delivery went to.';

COMMENT ON COLUMN public.delivery_records.status IS 'Outcome, as given by the type of the event.';

COMMENT ON COLUMN public.delivery_records.occurred_at IS 'Time of the event. Of several events about one delivery, the latest applies.';

COMMENT ON COLUMN public.delivery_records.redacted IS 'Source, target and detail as an auditor sees them.';

CREATE VIEW auditor.delivery_records WITH (security_invoker='true') AS
 SELECT tenant_id,
    id,
    ticket_id,
    (redacted ->> 'source'::text) AS source,
    (redacted ->> 'target'::text) AS target,
    status,
    (redacted ->> 'detail'::text) AS detail,
    occurred_at,
    created_at
   FROM public.delivery_records d
  WHERE (redaction_version >= public.current_redaction_version());

CREATE TABLE public.evidence (
    tenant_id uuid DEFAULT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    media_type text,
    size_bytes bigint,
    sha256 bytea NOT NULL,
    collected_at timestamp with time zone,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    redacted jsonb NOT NULL,
    redaction_version smallint NOT NULL,
    identity bytea,
    search_text text GENERATED ALWAYS AS (public.fields(VARIADIC ARRAY[name, description])) STORED NOT NULL,
    redacted_search_text text GENERATED ALWAYS AS (public.fields(VARIADIC ARRAY[(redacted ->> 'name'::text), (redacted ->> 'description'::text)])) STORED NOT NULL,
    CONSTRAINT evidence_description_check CHECK ((length(description) <= 10000)),
    CONSTRAINT evidence_identity_check CHECK ((octet_length(identity) = 32)),
    CONSTRAINT evidence_media_type_check CHECK (((length(media_type) >= 3) AND (length(media_type) <= 127))),
    CONSTRAINT evidence_name_check CHECK (((length(name) >= 1) AND (length(name) <= 255))),
    CONSTRAINT evidence_redaction_version_check CHECK ((redaction_version >= 0)),
    CONSTRAINT evidence_sha256_check CHECK ((octet_length(sha256) = 32)),
    CONSTRAINT evidence_size_bytes_check CHECK ((size_bytes >= 0))
);

ALTER TABLE ONLY public.evidence FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.evidence IS 'Metadata of evidence files that are stored elsewhere.';

COMMENT ON COLUMN public.evidence.sha256 IS 'Digest of the file, which identifies it wherever it is stored.';

COMMENT ON COLUMN public.evidence.redacted IS 'Name, media type and description as an auditor sees them.';

COMMENT ON COLUMN public.evidence.identity IS 'Unique for each digest and name. NULL for a duplicate from before this was unique.';

CREATE VIEW auditor.evidence WITH (security_invoker='true') AS
 SELECT tenant_id,
    id,
    (redacted ->> 'name'::text) AS name,
    (redacted ->> 'description'::text) AS description,
    (redacted ->> 'media_type'::text) AS media_type,
    size_bytes,
    sha256,
    collected_at,
    created_by,
    created_at
   FROM public.evidence e
  WHERE (redaction_version >= public.current_redaction_version());

CREATE TABLE public.ticket_comments (
    tenant_id uuid DEFAULT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid NOT NULL,
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    author_id uuid NOT NULL,
    body text NOT NULL,
    visibility text NOT NULL,
    auditor_hidden boolean GENERATED ALWAYS AS ((visibility = 'internal'::text)) STORED NOT NULL,
    created_at timestamp with time zone NOT NULL,
    redacted jsonb NOT NULL,
    redaction_version smallint NOT NULL,
    CONSTRAINT ticket_comments_body_check CHECK (((length(body) >= 1) AND (length(body) <= 10000))),
    CONSTRAINT ticket_comments_redaction_version_check CHECK ((redaction_version >= 0)),
    CONSTRAINT ticket_comments_visibility_check CHECK ((visibility = ANY (ARRAY['internal'::text, 'auditor_visible'::text])))
);

ALTER TABLE ONLY public.ticket_comments FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.ticket_comments IS 'Comments. No role may update or delete rows.';

COMMENT ON COLUMN public.ticket_comments.auditor_hidden IS 'Whether the comment is internal and hidden from auditors.';

COMMENT ON COLUMN public.ticket_comments.redacted IS 'The body as an auditor sees it.';

CREATE VIEW auditor.ticket_comments WITH (security_invoker='true') AS
 SELECT tenant_id,
    id,
    ticket_id,
    author_id,
    (redacted ->> 'body'::text) AS body,
    visibility,
    auditor_hidden,
    created_at
   FROM public.ticket_comments c
  WHERE (redaction_version >= public.current_redaction_version());

CREATE TABLE public.ticket_links (
    tenant_id uuid DEFAULT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid NOT NULL,
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    target_type text NOT NULL,
    relation text NOT NULL,
    alert_id uuid,
    asset_id uuid,
    evidence_id uuid,
    delivery_record_id uuid,
    audit_record_id uuid,
    target_ticket_id uuid,
    url text,
    label text,
    auditor_hidden boolean NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    unlinked_at timestamp with time zone,
    redacted jsonb NOT NULL,
    redaction_version smallint NOT NULL,
    url_identity bytea,
    CONSTRAINT ticket_links_identified_url CHECK (((url IS NULL) = (url_identity IS NULL))),
    CONSTRAINT ticket_links_label_check CHECK (((length(label) >= 1) AND (length(label) <= 200))),
    CONSTRAINT ticket_links_labelled_url CHECK (((label IS NULL) OR (url IS NOT NULL))),
    CONSTRAINT ticket_links_not_to_itself CHECK ((target_ticket_id <> ticket_id)),
    CONSTRAINT ticket_links_one_target CHECK (((num_nonnulls(alert_id, asset_id, evidence_id, delivery_record_id, audit_record_id, target_ticket_id, url) = 1) AND
CASE target_type
    WHEN 'alert'::text THEN (alert_id IS NOT NULL)
    WHEN 'asset'::text THEN (asset_id IS NOT NULL)
    WHEN 'evidence'::text THEN (evidence_id IS NOT NULL)
    WHEN 'delivery_record'::text THEN (delivery_record_id IS NOT NULL)
    WHEN 'audit_record'::text THEN (audit_record_id IS NOT NULL)
    WHEN 'ticket'::text THEN (target_ticket_id IS NOT NULL)
    WHEN 'external_reference'::text THEN (url IS NOT NULL)
    ELSE false
END)),
    CONSTRAINT ticket_links_redaction_version_check CHECK ((redaction_version >= 0)),
    CONSTRAINT ticket_links_relation_check CHECK ((relation = ANY (ARRAY['related'::text, 'duplicates'::text, 'caused_by'::text, 'blocks'::text]))),
    CONSTRAINT ticket_links_url_check CHECK (((url ~* '^https://'::text) AND (length(url) <= 2000))),
    CONSTRAINT ticket_links_url_identity_check CHECK ((octet_length(url_identity) = 32))
);

ALTER TABLE ONLY public.ticket_links FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.ticket_links IS 'Links from a ticket to a record of its tenant, by foreign key, or to an external URL. Exactly one target is set.';

COMMENT ON COLUMN public.ticket_links.target_ticket_id IS 'Ticket that lists this row as an inbound link.';

COMMENT ON COLUMN public.ticket_links.url IS 'External URL. The server never fetches it.';

COMMENT ON COLUMN public.ticket_links.auditor_hidden IS 'Whether the link is hidden from auditors. Set on insert, from its target.';

COMMENT ON COLUMN public.ticket_links.unlinked_at IS 'Time of the unlinking. The row remains, so that a repeated DELETE succeeds and audit records can refer to it.';

COMMENT ON COLUMN public.ticket_links.redacted IS 'The target as an auditor sees it.';

COMMENT ON COLUMN public.ticket_links.url_identity IS 'The same for all spellings of the URL, so that a ticket links it once.';

CREATE VIEW auditor.ticket_links WITH (security_invoker='true') AS
 SELECT tenant_id,
    id,
    ticket_id,
    target_type,
    relation,
    alert_id,
    asset_id,
    evidence_id,
    delivery_record_id,
    audit_record_id,
    target_ticket_id,
    (redacted #>> '{target,url}'::text[]) AS url,
    (redacted #>> '{target,label}'::text[]) AS label,
    auditor_hidden,
    created_by,
    created_at,
    unlinked_at
   FROM public.ticket_links l
  WHERE (redaction_version >= public.current_redaction_version());

CREATE TABLE public.ticket_timeline (
    tenant_id uuid DEFAULT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid NOT NULL,
    id uuid NOT NULL,
    ticket_id uuid NOT NULL,
    kind text NOT NULL,
    actor_id uuid NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    ticket_version bigint NOT NULL,
    audit_id uuid NOT NULL,
    data json NOT NULL,
    auditor_hidden boolean NOT NULL,
    redacted jsonb NOT NULL,
    redaction_version smallint NOT NULL,
    CONSTRAINT ticket_timeline_data_check CHECK ((json_typeof(data) = 'object'::text)),
    CONSTRAINT ticket_timeline_kind_check CHECK ((kind = ANY (ARRAY['created'::text, 'updated'::text, 'assigned'::text, 'status_changed'::text, 'comment_added'::text, 'linked'::text, 'unlinked'::text]))),
    CONSTRAINT ticket_timeline_redaction_version_check CHECK ((redaction_version >= 0)),
    CONSTRAINT ticket_timeline_ticket_version_check CHECK ((ticket_version >= 1))
);

ALTER TABLE ONLY public.ticket_timeline FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.ticket_timeline IS 'History of each ticket. No role may update or delete rows.';

COMMENT ON COLUMN public.ticket_timeline.ticket_version IS 'Version of the ticket after the change.';

COMMENT ON COLUMN public.ticket_timeline.data IS 'Members specific to the kind of entry. Never contains the body of a comment.';

COMMENT ON COLUMN public.ticket_timeline.auditor_hidden IS 'Whether the entry is hidden from auditors. Set on insert, from what it records.';

COMMENT ON COLUMN public.ticket_timeline.redacted IS 'The data as an auditor sees it.';

CREATE VIEW auditor.ticket_timeline WITH (security_invoker='true') AS
 SELECT tenant_id,
    id,
    ticket_id,
    kind,
    actor_id,
    occurred_at,
    ticket_version,
    audit_id,
    (redacted)::json AS data,
    auditor_hidden
   FROM public.ticket_timeline e
  WHERE (redaction_version >= public.current_redaction_version());

CREATE TABLE public.tickets (
    tenant_id uuid DEFAULT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid NOT NULL,
    id uuid NOT NULL,
    number bigint NOT NULL,
    version bigint NOT NULL,
    title text NOT NULL,
    description text NOT NULL,
    status text NOT NULL,
    priority text NOT NULL,
    priority_rank smallint GENERATED ALWAYS AS (
CASE priority
    WHEN 'p1'::text THEN 4
    WHEN 'p2'::text THEN 3
    WHEN 'p3'::text THEN 2
    ELSE 1
END) STORED NOT NULL,
    severity text NOT NULL,
    severity_rank smallint GENERATED ALWAYS AS (
CASE severity
    WHEN 'critical'::text THEN 5
    WHEN 'high'::text THEN 4
    WHEN 'medium'::text THEN 3
    WHEN 'low'::text THEN 2
    ELSE 1
END) STORED NOT NULL,
    assignee_id uuid,
    tags text[] NOT NULL,
    resolution_reason text,
    resolution_note text,
    source_kind text NOT NULL,
    source_alert_id uuid,
    reporter_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    status_changed_at timestamp with time zone NOT NULL,
    resolved_at timestamp with time zone,
    closed_at timestamp with time zone,
    event_seq bigint DEFAULT 0 NOT NULL,
    redacted jsonb NOT NULL,
    redaction_version smallint NOT NULL,
    search_text text GENERATED ALWAYS AS (public.fields(VARIADIC (ARRAY[title, description] || tags))) STORED NOT NULL,
    redacted_search_text text GENERATED ALWAYS AS (public.fields(VARIADIC ARRAY[(redacted ->> 'title'::text), (redacted ->> 'description'::text), public.texts_at(redacted, '$."tags"[*]'::jsonpath)])) STORED NOT NULL,
    CONSTRAINT tickets_alert_named_by_source CHECK (((source_kind = 'alert'::text) = (source_alert_id IS NOT NULL))),
    CONSTRAINT tickets_description_check CHECK ((length(description) <= 30000)),
    CONSTRAINT tickets_event_seq_check CHECK ((event_seq >= 0)),
    CONSTRAINT tickets_number_check CHECK ((number >= 1)),
    CONSTRAINT tickets_priority_check CHECK ((priority = ANY (ARRAY['p1'::text, 'p2'::text, 'p3'::text, 'p4'::text]))),
    CONSTRAINT tickets_redaction_version_check CHECK ((redaction_version >= 0)),
    CONSTRAINT tickets_resolution_note_check CHECK ((length(resolution_note) <= 10000)),
    CONSTRAINT tickets_resolution_reason_check CHECK ((resolution_reason = ANY (ARRAY['true_positive'::text, 'benign_positive'::text, 'false_positive'::text, 'duplicate'::text, 'accepted_risk'::text, 'other'::text]))),
    CONSTRAINT tickets_resolved_and_closed_at CHECK ((((status = ANY (ARRAY['resolved'::text, 'closed'::text])) = (resolved_at IS NOT NULL)) AND ((status = 'closed'::text) = (closed_at IS NOT NULL)))),
    CONSTRAINT tickets_resolved_with_reason CHECK ((((status = ANY (ARRAY['resolved'::text, 'closed'::text])) = (resolution_reason IS NOT NULL)) AND ((resolution_note IS NULL) OR (resolution_reason IS NOT NULL)))),
    CONSTRAINT tickets_severity_check CHECK ((severity = ANY (ARRAY['critical'::text, 'high'::text, 'medium'::text, 'low'::text, 'informational'::text]))),
    CONSTRAINT tickets_source_kind_check CHECK ((source_kind = ANY (ARRAY['alert'::text, 'manual'::text]))),
    CONSTRAINT tickets_status_check CHECK ((status = ANY (ARRAY['new'::text, 'triaged'::text, 'in_progress'::text, 'on_hold'::text, 'resolved'::text, 'closed'::text]))),
    CONSTRAINT tickets_tags_check CHECK (((cardinality(tags) <= 50) AND (array_position(tags, NULL::text) IS NULL))),
    CONSTRAINT tickets_title_check CHECK (((length(title) >= 1) AND (length(title) <= 160))),
    CONSTRAINT tickets_version_check CHECK ((version >= 1))
);

ALTER TABLE ONLY public.tickets FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tickets IS 'Tickets. This table is authoritative: no external tracker owns a ticket''s id or state.';

COMMENT ON COLUMN public.tickets.number IS 'Number within the tenant, from 1 without gaps, assigned in the transaction that creates the ticket.';

COMMENT ON COLUMN public.tickets.version IS 'Incremented only when a field that clients see changes.';

COMMENT ON COLUMN public.tickets.priority_rank IS 'Sort key of priority. Higher is more urgent.';

COMMENT ON COLUMN public.tickets.severity_rank IS 'Sort key of severity. Higher is more severe.';

COMMENT ON COLUMN public.tickets.source_alert_id IS 'Alert that the ticket was created from. Unique: an alert has at most one ticket, its ticket_id in the API.';

COMMENT ON COLUMN public.tickets.updated_at IS 'Time of the last change of version.';

COMMENT ON COLUMN public.tickets.event_seq IS 'Sequence of the ticket''s last event, incremented by every transaction that emits one. Never shown to clients.';

COMMENT ON COLUMN public.tickets.redacted IS 'Title, description, tags and resolution as an auditor sees them.';

COMMENT ON COLUMN public.tickets.redaction_version IS 'Version of the rules that produced the redacted copy. Part of an auditor''s ETag.';

CREATE VIEW auditor.tickets WITH (security_invoker='true') AS
 SELECT tenant_id,
    id,
    number,
    version,
    (redacted ->> 'title'::text) AS title,
    (redacted ->> 'description'::text) AS description,
    status,
    priority,
    priority_rank,
    severity,
    severity_rank,
    assignee_id,
    ARRAY( SELECT tag.name
           FROM jsonb_array_elements_text((t.redacted -> 'tags'::text)) tag(name)) AS tags,
    resolution_reason,
    (redacted #>> '{resolution,note}'::text[]) AS resolution_note,
    source_kind,
    source_alert_id,
    reporter_id,
    created_at,
    updated_at,
    status_changed_at,
    resolved_at,
    closed_at,
    redaction_version
   FROM public.tickets t
  WHERE (redaction_version >= public.current_redaction_version());

CREATE TABLE public.alert_assets (
    tenant_id uuid DEFAULT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid NOT NULL,
    alert_id uuid NOT NULL,
    "position" smallint NOT NULL,
    type text NOT NULL,
    value text NOT NULL,
    value_hash bigint GENERATED ALWAYS AS (hashtextextended(value, (0)::bigint)) STORED NOT NULL,
    role text,
    canonical text NOT NULL COLLATE pg_catalog."C",
    address inet,
    canonical_key text GENERATED ALWAYS AS ("left"(canonical, 100)) STORED NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT alert_assets_position_check CHECK ((("position" >= 1) AND ("position" <= 100))),
    CONSTRAINT alert_assets_role_check CHECK ((role = ANY (ARRAY['source'::text, 'destination'::text, 'actor'::text, 'target'::text]))),
    CONSTRAINT alert_assets_type_check CHECK ((type = ANY (ARRAY['ip_address'::text, 'hostname'::text, 'url'::text, 'user'::text, 'file'::text, 'process'::text, 'container'::text, 'cloud_resource'::text, 'service'::text, 'other'::text]))),
    CONSTRAINT alert_assets_value_check CHECK (((length(value) >= 1) AND (length(value) <= 2048)))
);

ALTER TABLE ONLY public.alert_assets FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.alert_assets IS 'Assets named by an alert: values, not references to rows of assets.';

COMMENT ON COLUMN public.alert_assets."position" IS 'Order in which the alert names the assets, from 1.';

COMMENT ON COLUMN public.alert_assets.value_hash IS 'No longer used: canonical_key is indexed instead.';

COMMENT ON COLUMN public.alert_assets.role IS 'The part that the asset plays, so that a connection keeps its direction.';

COMMENT ON COLUMN public.alert_assets.canonical IS 'The same for all spellings of the value. Never shown to clients.';

COMMENT ON COLUMN public.alert_assets.address IS 'The address that the value is, without its zone, for filters by network.';

COMMENT ON COLUMN public.alert_assets.canonical_key IS 'Indexed instead of canonical, which may exceed the size of an index row. Compare canonical as well.';

CREATE TABLE public.dead_letters (
    tenant_id uuid DEFAULT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid NOT NULL,
    id uuid NOT NULL,
    consumer text NOT NULL,
    subject text NOT NULL,
    stream_sequence bigint,
    payload bytea NOT NULL,
    reason text NOT NULL,
    deliveries integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT dead_letters_consumer_check CHECK (((length(consumer) >= 1) AND (length(consumer) <= 100))),
    CONSTRAINT dead_letters_deliveries_check CHECK ((deliveries >= 1)),
    CONSTRAINT dead_letters_reason_check CHECK ((length(reason) <= 4000)),
    CONSTRAINT dead_letters_stream_sequence_check CHECK ((stream_sequence >= 1)),
    CONSTRAINT dead_letters_subject_check CHECK ((length(subject) <= 1000))
);

ALTER TABLE ONLY public.dead_letters FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.dead_letters IS 'Complete messages that can have no effect, with the reason.';

COMMENT ON COLUMN public.dead_letters.tenant_id IS 'The nil UUID if the tenant of the message is not certain, so not a foreign key.';

COMMENT ON COLUMN public.dead_letters.payload IS 'Payload as received, which may be neither JSON nor text.';

COMMENT ON COLUMN public.dead_letters.deliveries IS 'Number of deliveries before the message was given up.';

CREATE TABLE public.idempotency_keys (
    tenant_id uuid DEFAULT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid NOT NULL,
    principal_id uuid NOT NULL,
    operation_id text NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    status smallint NOT NULL,
    headers json NOT NULL,
    body bytea,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    demands text[] NOT NULL,
    CONSTRAINT idempotency_keys_check CHECK ((expires_at > created_at)),
    CONSTRAINT idempotency_keys_demands_check CHECK ((array_position(demands, NULL::text) IS NULL)),
    CONSTRAINT idempotency_keys_fingerprint_check CHECK ((octet_length(fingerprint) = 32)),
    CONSTRAINT idempotency_keys_headers_check CHECK ((json_typeof(headers) = 'array'::text)),
    CONSTRAINT idempotency_keys_key_check CHECK ((key ~ '^[ -~]{1,255}$'::text)),
    CONSTRAINT idempotency_keys_operation_id_check CHECK ((operation_id ~ '^[a-z][a-z0-9_]{0,99}$'::text)),
    CONSTRAINT idempotency_keys_status_check CHECK (((status >= 200) AND (status <= 299)))
);

ALTER TABLE ONLY public.idempotency_keys FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.idempotency_keys IS 'Responses to mutations with an Idempotency-Key, for replay. Only successes are stored.';

COMMENT ON COLUMN public.idempotency_keys.key IS 'Key as sent by the client: 1 to 255 printable ASCII characters.';

COMMENT ON COLUMN public.idempotency_keys.fingerprint IS 'SHA-256 of path, query, If-Match and the body in RFC 8785 form. A key is only valid for the same request.';

COMMENT ON COLUMN public.idempotency_keys.headers IS 'Response headers as an array of [name, value], in order.';

COMMENT ON COLUMN public.idempotency_keys.body IS 'Response body, byte for byte. NULL if it had none.';

COMMENT ON COLUMN public.idempotency_keys.expires_at IS '24 hours after the response. An expired row is ignored.';

COMMENT ON COLUMN public.idempotency_keys.demands IS 'Scopes, and sources as source:<name>, that the request needed beyond those of its operation. A replay needs them too.';

CREATE TABLE public.inbox (
    tenant_id uuid DEFAULT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid NOT NULL,
    consumer text NOT NULL,
    event_id uuid NOT NULL,
    handled_at timestamp with time zone NOT NULL,
    CONSTRAINT inbox_consumer_check CHECK (((length(consumer) >= 1) AND (length(consumer) <= 100)))
);

ALTER TABLE ONLY public.inbox FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.inbox IS 'Events that have been applied. The row is written in the transaction of the effect, so that no event applies twice.';

CREATE TABLE public.outbox (
    tenant_id uuid DEFAULT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid NOT NULL,
    id uuid NOT NULL,
    "position" bigint NOT NULL,
    ticket_id uuid NOT NULL,
    sequence bigint NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    payload json NOT NULL,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    stream_sequence bigint,
    CONSTRAINT outbox_placed_when_sent CHECK (((stream_sequence IS NULL) OR (sent_at IS NOT NULL))),
    CONSTRAINT outbox_sequence_check CHECK ((sequence >= 1)),
    CONSTRAINT outbox_stream_sequence_check CHECK ((stream_sequence >= 1)),
    CONSTRAINT outbox_subject_check CHECK ((subject ~ '^oneprotect\.ticket\.[a-z_]{1,50}(\.[0-9a-f-]{36}){2}$'::text)),
    CONSTRAINT outbox_type_check CHECK ((type ~ '^oneprotect\.ticket\.[a-z_]{1,50}\.v[0-9]{1,3}$'::text))
);

ALTER TABLE ONLY public.outbox FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.outbox IS 'Lifecycle events, written in the transaction of their mutation and published by the relay.';

COMMENT ON COLUMN public.outbox.id IS 'Id of the event. JetStream uses it for deduplication.';

COMMENT ON COLUMN public.outbox."position" IS 'Assigned while the ticket is locked, so that it rises with sequence within a ticket.';

COMMENT ON COLUMN public.outbox.sequence IS 'Position among the events of the ticket, from 1 without gaps, in commit order.';

COMMENT ON COLUMN public.outbox.subject IS 'NATS subject, which contains event, tenant and ticket.';

COMMENT ON COLUMN public.outbox.payload IS 'CloudEvent as published. Type json preserves it byte for byte.';

COMMENT ON COLUMN public.outbox.sent_at IS 'Time when the event was known to be in the stream. NULL until then.';

COMMENT ON COLUMN public.outbox.stream_sequence IS 'Sequence number in the JetStream stream. NULL if only the stream knows it.';

ALTER TABLE public.outbox ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.outbox_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.principals (
    tenant_id uuid DEFAULT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    issuer text NOT NULL,
    subject text NOT NULL,
    display_name text NOT NULL,
    roles text[] NOT NULL,
    assignable boolean NOT NULL,
    first_seen_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    sort_name text GENERATED ALWAYS AS (lower(display_name)) STORED NOT NULL,
    CONSTRAINT principals_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 255))),
    CONSTRAINT principals_issuer_check CHECK (((length(issuer) >= 1) AND (length(issuer) <= 1000))),
    CONSTRAINT principals_kind_check CHECK ((kind = ANY (ARRAY['user'::text, 'system'::text]))),
    CONSTRAINT principals_roles_check CHECK ((array_position(roles, NULL::text) IS NULL)),
    CONSTRAINT principals_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 255)))
);

ALTER TABLE ONLY public.principals FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.principals IS 'Subjects of all verified tokens and sessions, and the system itself.';

COMMENT ON COLUMN public.principals.id IS 'UUIDv5 of issuer, NUL and subject, with the tenant id as namespace.';

COMMENT ON COLUMN public.principals.kind IS 'user, or system for the runtime itself, such as the worker that correlates tickets.';

COMMENT ON COLUMN public.principals.roles IS 'Roles of the last request. Authorization uses the roles of the current token, not these.';

COMMENT ON COLUMN public.principals.assignable IS 'Whether the principal had tickets:write in its last request, so that tickets can be assigned to it.';

COMMENT ON COLUMN public.principals.sort_name IS 'The display name as it is sorted, without regard to case.';

CREATE TABLE public.schema_migrations (
    version integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE public.schema_migrations IS 'Migrations applied to this database. Only the migration runner writes it.';

COMMENT ON COLUMN public.schema_migrations.checksum IS 'SHA-256 of the file as applied; it must not be edited after that.';

CREATE TABLE public.sessions (
    tenant_id uuid DEFAULT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid NOT NULL,
    id uuid NOT NULL,
    principal_id uuid NOT NULL,
    roles text[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT sessions_check CHECK ((expires_at > created_at)),
    CONSTRAINT sessions_roles_check CHECK ((array_position(roles, NULL::text) IS NULL))
);

ALTER TABLE ONLY public.sessions FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.sessions IS 'Sessions of the console. A row that has ended or expired is not accepted.';

COMMENT ON COLUMN public.sessions.id IS 'Random. The cookie contains it and the tenant id, authenticated with a key that is not in the database.';

COMMENT ON COLUMN public.sessions.roles IS 'Roles that the identity provider confirmed at sign-in.';

COMMENT ON COLUMN public.sessions.expires_at IS 'Absolute end of the session. Activity does not extend it.';

COMMENT ON COLUMN public.sessions.ended_at IS 'Time of the sign-out, if any.';

CREATE TABLE public.tenants (
    id uuid NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT tenants_name_check CHECK ((name ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'::text))
);

ALTER TABLE ONLY public.tenants FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.tenants IS 'Tenants of this installation.';

COMMENT ON COLUMN public.tenants.id IS 'UUIDv5 of urn:oneprotect:tenant:<name> in the URL namespace.';

COMMENT ON COLUMN public.tenants.name IS 'Unique in the installation. All other keys are unique within a tenant.';

CREATE TABLE public.ticket_counters (
    tenant_id uuid DEFAULT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid NOT NULL,
    last_number bigint NOT NULL,
    CONSTRAINT ticket_counters_last_number_check CHECK ((last_number >= 1))
);

ALTER TABLE ONLY public.ticket_counters FORCE ROW LEVEL SECURITY;

COMMENT ON TABLE public.ticket_counters IS 'Last ticket number of each tenant. A row instead of a sequence, because a rollback must release the number.';

ALTER TABLE ONLY public.alert_assets
    ADD CONSTRAINT alert_assets_pkey PRIMARY KEY (tenant_id, alert_id, "position");

ALTER TABLE ONLY public.alert_reports
    ADD CONSTRAINT alert_reports_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY public.alert_reports
    ADD CONSTRAINT alert_reports_tenant_id_alert_id_content_hash_key UNIQUE (tenant_id, alert_id, content_hash);

ALTER TABLE ONLY public.alerts
    ADD CONSTRAINT alerts_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY public.alerts
    ADD CONSTRAINT alerts_tenant_id_source_source_alert_id_key UNIQUE (tenant_id, source, source_alert_id);

ALTER TABLE ONLY public.assets
    ADD CONSTRAINT assets_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY public.audit_records
    ADD CONSTRAINT audit_records_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY public.dead_letters
    ADD CONSTRAINT dead_letters_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY public.delivery_records
    ADD CONSTRAINT delivery_records_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY public.delivery_records
    ADD CONSTRAINT delivery_records_tenant_id_source_source_event_id_key UNIQUE (tenant_id, source, source_event_id);

ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT evidence_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (tenant_id, principal_id, operation_id, key);

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (tenant_id, consumer, event_id);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_tenant_id_ticket_id_sequence_key UNIQUE (tenant_id, ticket_id, sequence);

ALTER TABLE ONLY public.principals
    ADD CONSTRAINT principals_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY public.tenants
    ADD CONSTRAINT tenants_name_key UNIQUE (name);

ALTER TABLE ONLY public.tenants
    ADD CONSTRAINT tenants_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ticket_comments
    ADD CONSTRAINT ticket_comments_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY public.ticket_counters
    ADD CONSTRAINT ticket_counters_pkey PRIMARY KEY (tenant_id);

ALTER TABLE ONLY public.ticket_links
    ADD CONSTRAINT ticket_links_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY public.ticket_timeline
    ADD CONSTRAINT ticket_timeline_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT tickets_pkey PRIMARY KEY (tenant_id, id);

ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT tickets_tenant_id_number_key UNIQUE (tenant_id, number);

ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT tickets_tenant_id_source_alert_id_key UNIQUE (tenant_id, source_alert_id);

CREATE INDEX alert_assets_by_address ON public.alert_assets USING btree (tenant_id, address) WHERE (address IS NOT NULL);

CREATE INDEX alert_assets_by_canonical ON public.alert_assets USING btree (tenant_id, type, canonical_key);

CREATE INDEX alert_reports_by_creation ON public.alert_reports USING btree (tenant_id, alert_id, created_at DESC, id DESC);

CREATE INDEX alerts_by_creation ON public.alerts USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX alerts_by_detection ON public.alerts USING btree (tenant_id, detected_at DESC, id DESC);

CREATE INDEX alerts_by_fingerprint ON public.alerts USING btree (tenant_id, fingerprint);

CREATE INDEX alerts_by_rule ON public.alerts USING btree (tenant_id, rule_id, source) WHERE (rule_id IS NOT NULL);

CREATE INDEX alerts_by_severity ON public.alerts USING btree (tenant_id, severity_rank DESC, id DESC);

CREATE INDEX alerts_by_status ON public.alerts USING btree (tenant_id, status, detected_at DESC, id DESC);

CREATE INDEX alerts_redacted_assets ON public.alerts USING gin (tenant_id, ((redacted -> 'assets'::text)) jsonb_path_ops);

CREATE INDEX alerts_redacted_search ON public.alerts USING gin (tenant_id, redacted_search_text public.gin_trgm_ops);

CREATE INDEX alerts_search ON public.alerts USING gin (tenant_id, search_text public.gin_trgm_ops);

CREATE INDEX assets_by_address ON public.assets USING btree (tenant_id, address) WHERE (address IS NOT NULL);

CREATE INDEX assets_by_canonical ON public.assets USING btree (tenant_id, type, canonical_key);

CREATE INDEX assets_by_creation ON public.assets USING btree (tenant_id, created_at DESC, id DESC);

CREATE UNIQUE INDEX assets_once ON public.assets USING btree (tenant_id, type, identity);

CREATE INDEX assets_redacted_search ON public.assets USING gin (tenant_id, redacted_search_text public.gin_trgm_ops);

CREATE INDEX assets_search ON public.assets USING gin (tenant_id, search_text public.gin_trgm_ops);

CREATE INDEX audit_records_by_actor ON public.audit_records USING btree (tenant_id, actor_id, occurred_at DESC, id DESC);

CREATE INDEX audit_records_by_request ON public.audit_records USING btree (tenant_id, request_id);

CREATE INDEX audit_records_by_target ON public.audit_records USING btree (tenant_id, target_id, occurred_at DESC, id DESC);

CREATE INDEX audit_records_by_time ON public.audit_records USING btree (tenant_id, occurred_at DESC, id DESC);

CREATE INDEX audit_records_for_auditor ON public.audit_records USING btree (tenant_id, occurred_at DESC, id DESC) WHERE (NOT auditor_hidden);

CREATE INDEX dead_letters_by_time ON public.dead_letters USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX delivery_records_by_creation ON public.delivery_records USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX delivery_records_by_ticket ON public.delivery_records USING btree (tenant_id, ticket_id, occurred_at DESC, id DESC);

CREATE INDEX evidence_by_creation ON public.evidence USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX evidence_by_digest ON public.evidence USING btree (tenant_id, sha256);

CREATE UNIQUE INDEX evidence_once ON public.evidence USING btree (tenant_id, identity);

CREATE INDEX evidence_redacted_search ON public.evidence USING gin (tenant_id, redacted_search_text public.gin_trgm_ops);

CREATE INDEX evidence_search ON public.evidence USING gin (tenant_id, search_text public.gin_trgm_ops);

CREATE INDEX idempotency_keys_by_expiry ON public.idempotency_keys USING btree (expires_at);

CREATE INDEX inbox_by_time ON public.inbox USING btree (handled_at);

CREATE INDEX outbox_unsent ON public.outbox USING btree ("position") WHERE (sent_at IS NULL);

CREATE INDEX principals_by_name ON public.principals USING btree (tenant_id, sort_name, id);

CREATE INDEX sessions_by_expiry ON public.sessions USING btree (expires_at);

CREATE INDEX sessions_by_principal ON public.sessions USING btree (tenant_id, principal_id);

CREATE INDEX ticket_comments_by_ticket ON public.ticket_comments USING btree (tenant_id, ticket_id, created_at DESC, id DESC);

CREATE INDEX ticket_comments_for_auditor ON public.ticket_comments USING btree (tenant_id, ticket_id, created_at DESC, id DESC) WHERE (NOT auditor_hidden);

CREATE INDEX ticket_links_by_alert ON public.ticket_links USING btree (tenant_id, alert_id) WHERE ((alert_id IS NOT NULL) AND (unlinked_at IS NULL));

CREATE INDEX ticket_links_by_asset ON public.ticket_links USING btree (tenant_id, asset_id) WHERE ((asset_id IS NOT NULL) AND (unlinked_at IS NULL));

CREATE INDEX ticket_links_by_ticket ON public.ticket_links USING btree (tenant_id, ticket_id, created_at DESC, id DESC) WHERE (unlinked_at IS NULL);

CREATE INDEX ticket_links_for_auditor ON public.ticket_links USING btree (tenant_id, ticket_id, created_at DESC, id DESC) WHERE ((NOT auditor_hidden) AND (unlinked_at IS NULL));

CREATE INDEX ticket_links_inbound ON public.ticket_links USING btree (tenant_id, target_ticket_id, created_at DESC, id DESC) WHERE ((target_ticket_id IS NOT NULL) AND (unlinked_at IS NULL));

CREATE INDEX ticket_links_inbound_for_auditor ON public.ticket_links USING btree (tenant_id, target_ticket_id, created_at DESC, id DESC) WHERE ((NOT auditor_hidden) AND (target_ticket_id IS NOT NULL) AND (unlinked_at IS NULL));

CREATE UNIQUE INDEX ticket_links_once ON public.ticket_links USING btree (tenant_id, ticket_id, target_type, relation, alert_id, asset_id, evidence_id, delivery_record_id, audit_record_id, target_ticket_id, url_identity) NULLS NOT DISTINCT WHERE (unlinked_at IS NULL);

CREATE INDEX ticket_timeline_by_ticket ON public.ticket_timeline USING btree (tenant_id, ticket_id, occurred_at DESC, id DESC);

CREATE INDEX ticket_timeline_for_auditor ON public.ticket_timeline USING btree (tenant_id, ticket_id, occurred_at DESC, id DESC) WHERE (NOT auditor_hidden);

CREATE INDEX tickets_by_assignee ON public.tickets USING btree (tenant_id, assignee_id, created_at DESC, id DESC);

CREATE INDEX tickets_by_creation ON public.tickets USING btree (tenant_id, created_at DESC, id DESC);

CREATE INDEX tickets_by_priority ON public.tickets USING btree (tenant_id, priority_rank DESC, id DESC);

CREATE INDEX tickets_by_resolution ON public.tickets USING btree (tenant_id, resolved_at) WHERE (resolved_at IS NOT NULL);

CREATE INDEX tickets_by_severity ON public.tickets USING btree (tenant_id, severity_rank DESC, id DESC);

CREATE INDEX tickets_by_status ON public.tickets USING btree (tenant_id, status, created_at DESC, id DESC);

CREATE INDEX tickets_by_update ON public.tickets USING btree (tenant_id, updated_at DESC, id DESC);

CREATE INDEX tickets_open_by_severity ON public.tickets USING btree (tenant_id, severity) WHERE (status <> ALL (ARRAY['resolved'::text, 'closed'::text]));

CREATE INDEX tickets_redacted_search ON public.tickets USING gin (tenant_id, redacted_search_text public.gin_trgm_ops);

CREATE INDEX tickets_search ON public.tickets USING gin (tenant_id, search_text public.gin_trgm_ops);

CREATE TRIGGER set_canonical BEFORE INSERT ON public.alert_assets FOR EACH ROW WHEN ((new.canonical IS NULL)) EXECUTE FUNCTION public.set_canonical();

CREATE TRIGGER set_canonical BEFORE INSERT ON public.assets FOR EACH ROW WHEN ((new.canonical IS NULL)) EXECUTE FUNCTION public.set_canonical();

CREATE TRIGGER set_canonical BEFORE INSERT ON public.ticket_links FOR EACH ROW WHEN (((new.url IS NOT NULL) AND (new.url_identity IS NULL))) EXECUTE FUNCTION public.set_canonical();

ALTER TABLE ONLY public.alert_assets
    ADD CONSTRAINT alert_assets_tenant_id_alert_id_fkey FOREIGN KEY (tenant_id, alert_id) REFERENCES public.alerts(tenant_id, id);

ALTER TABLE ONLY public.alert_reports
    ADD CONSTRAINT alert_reports_tenant_id_alert_id_fkey FOREIGN KEY (tenant_id, alert_id) REFERENCES public.alerts(tenant_id, id);

ALTER TABLE ONLY public.alerts
    ADD CONSTRAINT alerts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.assets
    ADD CONSTRAINT assets_tenant_id_created_by_fkey FOREIGN KEY (tenant_id, created_by) REFERENCES public.principals(tenant_id, id);

ALTER TABLE ONLY public.audit_records
    ADD CONSTRAINT audit_records_tenant_id_actor_id_fkey FOREIGN KEY (tenant_id, actor_id) REFERENCES public.principals(tenant_id, id);

ALTER TABLE ONLY public.delivery_records
    ADD CONSTRAINT delivery_records_tenant_id_ticket_id_fkey FOREIGN KEY (tenant_id, ticket_id) REFERENCES public.tickets(tenant_id, id);

ALTER TABLE ONLY public.evidence
    ADD CONSTRAINT evidence_tenant_id_created_by_fkey FOREIGN KEY (tenant_id, created_by) REFERENCES public.principals(tenant_id, id);

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_tenant_id_principal_id_fkey FOREIGN KEY (tenant_id, principal_id) REFERENCES public.principals(tenant_id, id);

ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_tenant_id_ticket_id_fkey FOREIGN KEY (tenant_id, ticket_id) REFERENCES public.tickets(tenant_id, id);

ALTER TABLE ONLY public.principals
    ADD CONSTRAINT principals_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_tenant_id_principal_id_fkey FOREIGN KEY (tenant_id, principal_id) REFERENCES public.principals(tenant_id, id);

ALTER TABLE ONLY public.ticket_comments
    ADD CONSTRAINT ticket_comments_tenant_id_author_id_fkey FOREIGN KEY (tenant_id, author_id) REFERENCES public.principals(tenant_id, id);

ALTER TABLE ONLY public.ticket_comments
    ADD CONSTRAINT ticket_comments_tenant_id_ticket_id_fkey FOREIGN KEY (tenant_id, ticket_id) REFERENCES public.tickets(tenant_id, id);

ALTER TABLE ONLY public.ticket_counters
    ADD CONSTRAINT ticket_counters_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id);

ALTER TABLE ONLY public.ticket_links
    ADD CONSTRAINT ticket_links_tenant_id_alert_id_fkey FOREIGN KEY (tenant_id, alert_id) REFERENCES public.alerts(tenant_id, id);

ALTER TABLE ONLY public.ticket_links
    ADD CONSTRAINT ticket_links_tenant_id_asset_id_fkey FOREIGN KEY (tenant_id, asset_id) REFERENCES public.assets(tenant_id, id);

ALTER TABLE ONLY public.ticket_links
    ADD CONSTRAINT ticket_links_tenant_id_audit_record_id_fkey FOREIGN KEY (tenant_id, audit_record_id) REFERENCES public.audit_records(tenant_id, id);

ALTER TABLE ONLY public.ticket_links
    ADD CONSTRAINT ticket_links_tenant_id_created_by_fkey FOREIGN KEY (tenant_id, created_by) REFERENCES public.principals(tenant_id, id);

ALTER TABLE ONLY public.ticket_links
    ADD CONSTRAINT ticket_links_tenant_id_delivery_record_id_fkey FOREIGN KEY (tenant_id, delivery_record_id) REFERENCES public.delivery_records(tenant_id, id);

ALTER TABLE ONLY public.ticket_links
    ADD CONSTRAINT ticket_links_tenant_id_evidence_id_fkey FOREIGN KEY (tenant_id, evidence_id) REFERENCES public.evidence(tenant_id, id);

ALTER TABLE ONLY public.ticket_links
    ADD CONSTRAINT ticket_links_tenant_id_target_ticket_id_fkey FOREIGN KEY (tenant_id, target_ticket_id) REFERENCES public.tickets(tenant_id, id);

ALTER TABLE ONLY public.ticket_links
    ADD CONSTRAINT ticket_links_tenant_id_ticket_id_fkey FOREIGN KEY (tenant_id, ticket_id) REFERENCES public.tickets(tenant_id, id);

ALTER TABLE ONLY public.ticket_timeline
    ADD CONSTRAINT ticket_timeline_tenant_id_actor_id_fkey FOREIGN KEY (tenant_id, actor_id) REFERENCES public.principals(tenant_id, id);

ALTER TABLE ONLY public.ticket_timeline
    ADD CONSTRAINT ticket_timeline_tenant_id_audit_id_fkey FOREIGN KEY (tenant_id, audit_id) REFERENCES public.audit_records(tenant_id, id);

ALTER TABLE ONLY public.ticket_timeline
    ADD CONSTRAINT ticket_timeline_tenant_id_ticket_id_fkey FOREIGN KEY (tenant_id, ticket_id) REFERENCES public.tickets(tenant_id, id);

ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT tickets_tenant_id_assignee_id_fkey FOREIGN KEY (tenant_id, assignee_id) REFERENCES public.principals(tenant_id, id);

ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT tickets_tenant_id_reporter_id_fkey FOREIGN KEY (tenant_id, reporter_id) REFERENCES public.principals(tenant_id, id);

ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT tickets_tenant_id_source_alert_id_fkey FOREIGN KEY (tenant_id, source_alert_id) REFERENCES public.alerts(tenant_id, id);

ALTER TABLE public.alert_assets ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.alert_reports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.alerts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.assets ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit_records ENABLE ROW LEVEL SECURITY;

CREATE POLICY auditor ON public.audit_records AS RESTRICTIVE FOR SELECT TO oneprotect_auditor USING ((NOT auditor_hidden));

COMMENT ON POLICY auditor ON public.audit_records IS 'Auditors cannot see hidden rows.';

CREATE POLICY auditor ON public.ticket_comments AS RESTRICTIVE FOR SELECT TO oneprotect_auditor USING ((NOT auditor_hidden));

COMMENT ON POLICY auditor ON public.ticket_comments IS 'Auditors cannot see hidden rows.';

CREATE POLICY auditor ON public.ticket_links AS RESTRICTIVE FOR SELECT TO oneprotect_auditor USING ((NOT auditor_hidden));

COMMENT ON POLICY auditor ON public.ticket_links IS 'Auditors cannot see hidden rows.';

CREATE POLICY auditor ON public.ticket_timeline AS RESTRICTIVE FOR SELECT TO oneprotect_auditor USING ((NOT auditor_hidden));

COMMENT ON POLICY auditor ON public.ticket_timeline IS 'Auditors cannot see hidden rows.';

CREATE POLICY background_deletes ON public.idempotency_keys FOR DELETE TO oneprotect_background USING (true);

COMMENT ON POLICY background_deletes ON public.idempotency_keys IS 'The background role deletes expired rows of all tenants.';

CREATE POLICY background_deletes ON public.inbox FOR DELETE TO oneprotect_background USING (true);

COMMENT ON POLICY background_deletes ON public.inbox IS 'The background role deletes rows whose events the stream cannot redeliver any more.';

CREATE POLICY background_deletes ON public.outbox FOR DELETE TO oneprotect_background USING (true);

COMMENT ON POLICY background_deletes ON public.outbox IS 'The background role deletes events that were published long ago.';

CREATE POLICY background_deletes ON public.sessions FOR DELETE TO oneprotect_background USING (true);

COMMENT ON POLICY background_deletes ON public.sessions IS 'The background role deletes expired rows of all tenants.';

CREATE POLICY background_marks ON public.outbox FOR UPDATE TO oneprotect_background USING (true) WITH CHECK (true);

COMMENT ON POLICY background_marks ON public.outbox IS 'The relay marks events as published. It may only update the columns for that.';

CREATE POLICY background_reads ON public.idempotency_keys FOR SELECT TO oneprotect_background USING (true);

COMMENT ON POLICY background_reads ON public.idempotency_keys IS 'The background role finds expired rows of all tenants.';

CREATE POLICY background_reads ON public.inbox FOR SELECT TO oneprotect_background USING (true);

COMMENT ON POLICY background_reads ON public.inbox IS 'The background role finds rows whose events the stream cannot redeliver any more.';

CREATE POLICY background_reads ON public.outbox FOR SELECT TO oneprotect_background USING (true);

COMMENT ON POLICY background_reads ON public.outbox IS 'The relay publishes the events of all tenants.';

CREATE POLICY background_reads ON public.sessions FOR SELECT TO oneprotect_background USING (true);

COMMENT ON POLICY background_reads ON public.sessions IS 'The background role finds expired rows of all tenants.';

CREATE POLICY background_reads ON public.tenants FOR SELECT TO oneprotect_background USING (true);

COMMENT ON POLICY background_reads ON public.tenants IS 'Background tasks list the tenants.';

ALTER TABLE public.dead_letters ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.delivery_records ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.evidence ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.idempotency_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.inbox ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.outbox ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.principals ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sessions ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant ON public.alert_assets USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));

COMMENT ON POLICY tenant ON public.alert_assets IS 'Rows of the transaction''s tenant. Without a tenant, none.';

CREATE POLICY tenant ON public.alert_reports USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));

COMMENT ON POLICY tenant ON public.alert_reports IS 'The rows of the transaction''s tenant; none without a tenant.';

CREATE POLICY tenant ON public.alerts USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));

COMMENT ON POLICY tenant ON public.alerts IS 'Rows of the transaction''s tenant. Without a tenant, none.';

CREATE POLICY tenant ON public.assets USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));

COMMENT ON POLICY tenant ON public.assets IS 'Rows of the transaction''s tenant. Without a tenant, none.';

CREATE POLICY tenant ON public.audit_records USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));

COMMENT ON POLICY tenant ON public.audit_records IS 'Rows of the transaction''s tenant. Without a tenant, none.';

CREATE POLICY tenant ON public.dead_letters USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));

COMMENT ON POLICY tenant ON public.dead_letters IS 'Rows of the transaction''s tenant. Without a tenant, none.';

CREATE POLICY tenant ON public.delivery_records USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));

COMMENT ON POLICY tenant ON public.delivery_records IS 'Rows of the transaction''s tenant. Without a tenant, none.';

CREATE POLICY tenant ON public.evidence USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));

COMMENT ON POLICY tenant ON public.evidence IS 'Rows of the transaction''s tenant. Without a tenant, none.';

CREATE POLICY tenant ON public.idempotency_keys USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));

COMMENT ON POLICY tenant ON public.idempotency_keys IS 'Rows of the transaction''s tenant. Without a tenant, none.';

CREATE POLICY tenant ON public.inbox USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));

COMMENT ON POLICY tenant ON public.inbox IS 'Rows of the transaction''s tenant. Without a tenant, none.';

CREATE POLICY tenant ON public.outbox USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));

COMMENT ON POLICY tenant ON public.outbox IS 'Rows of the transaction''s tenant. Without a tenant, none.';

CREATE POLICY tenant ON public.principals USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));

COMMENT ON POLICY tenant ON public.principals IS 'Rows of the transaction''s tenant. Without a tenant, none.';

CREATE POLICY tenant ON public.sessions USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));

COMMENT ON POLICY tenant ON public.sessions IS 'Rows of the transaction''s tenant. Without a tenant, none.';

CREATE POLICY tenant ON public.tenants USING ((id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));

COMMENT ON POLICY tenant ON public.tenants IS 'The row of the transaction''s tenant. Without a tenant, none.';

CREATE POLICY tenant ON public.ticket_comments USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));

COMMENT ON POLICY tenant ON public.ticket_comments IS 'Rows of the transaction''s tenant. Without a tenant, none.';

CREATE POLICY tenant ON public.ticket_counters USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));

COMMENT ON POLICY tenant ON public.ticket_counters IS 'Rows of the transaction''s tenant. Without a tenant, none.';

CREATE POLICY tenant ON public.ticket_links USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));

COMMENT ON POLICY tenant ON public.ticket_links IS 'Rows of the transaction''s tenant. Without a tenant, none.';

CREATE POLICY tenant ON public.ticket_timeline USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));

COMMENT ON POLICY tenant ON public.ticket_timeline IS 'Rows of the transaction''s tenant. Without a tenant, none.';

CREATE POLICY tenant ON public.tickets USING ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif"))) WITH CHECK ((tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS "nullif")));

COMMENT ON POLICY tenant ON public.tickets IS 'Rows of the transaction''s tenant. Without a tenant, none.';

ALTER TABLE public.tenants ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ticket_comments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ticket_counters ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ticket_links ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ticket_timeline ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tickets ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA auditor TO oneprotect_auditor;

GRANT USAGE ON SCHEMA public TO oneprotect_app;
GRANT USAGE ON SCHEMA public TO oneprotect_background;
GRANT USAGE ON SCHEMA public TO oneprotect_auditor;
GRANT USAGE ON SCHEMA public TO oneprotect_search;

REVOKE ALL ON FUNCTION public.indicator_ids(subject text, wanted json) FROM PUBLIC;
GRANT ALL ON FUNCTION public.indicator_ids(subject text, wanted json) TO oneprotect_app;
GRANT ALL ON FUNCTION public.indicator_ids(subject text, wanted json) TO oneprotect_auditor;

REVOKE ALL ON FUNCTION public.search_ids(subject text, terms json) FROM PUBLIC;
GRANT ALL ON FUNCTION public.search_ids(subject text, terms json) TO oneprotect_app;
GRANT ALL ON FUNCTION public.search_ids(subject text, terms json) TO oneprotect_auditor;

REVOKE ALL ON FUNCTION public.search_ids(subject text, pattern text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.search_ids(subject text, pattern text) TO oneprotect_app;
GRANT ALL ON FUNCTION public.search_ids(subject text, pattern text) TO oneprotect_auditor;

GRANT SELECT,INSERT ON TABLE public.alerts TO oneprotect_app;

GRANT SELECT(tenant_id) ON TABLE public.alerts TO oneprotect_auditor;
GRANT SELECT(tenant_id) ON TABLE public.alerts TO oneprotect_search;

GRANT SELECT(id) ON TABLE public.alerts TO oneprotect_auditor;
GRANT SELECT(id) ON TABLE public.alerts TO oneprotect_search;

GRANT SELECT(source) ON TABLE public.alerts TO oneprotect_search;

GRANT SELECT(source_alert_id) ON TABLE public.alerts TO oneprotect_search;

GRANT SELECT(title) ON TABLE public.alerts TO oneprotect_search;

GRANT SELECT(description) ON TABLE public.alerts TO oneprotect_search;

GRANT UPDATE(severity) ON TABLE public.alerts TO oneprotect_app;
GRANT SELECT(severity) ON TABLE public.alerts TO oneprotect_auditor;

GRANT SELECT(severity_rank) ON TABLE public.alerts TO oneprotect_auditor;

GRANT UPDATE(status) ON TABLE public.alerts TO oneprotect_app;
GRANT SELECT(status) ON TABLE public.alerts TO oneprotect_auditor;

GRANT UPDATE(verdict) ON TABLE public.alerts TO oneprotect_app;
GRANT SELECT(verdict) ON TABLE public.alerts TO oneprotect_auditor;

GRANT SELECT(rule_id) ON TABLE public.alerts TO oneprotect_search;

GRANT SELECT(detected_at) ON TABLE public.alerts TO oneprotect_auditor;

GRANT UPDATE(version) ON TABLE public.alerts TO oneprotect_app;
GRANT SELECT(version) ON TABLE public.alerts TO oneprotect_auditor;

GRANT SELECT(created_at) ON TABLE public.alerts TO oneprotect_auditor;

GRANT UPDATE(updated_at) ON TABLE public.alerts TO oneprotect_app;
GRANT SELECT(updated_at) ON TABLE public.alerts TO oneprotect_auditor;

GRANT SELECT(redacted) ON TABLE public.alerts TO oneprotect_auditor;
GRANT SELECT(redacted) ON TABLE public.alerts TO oneprotect_search;

GRANT SELECT(redaction_version) ON TABLE public.alerts TO oneprotect_auditor;
GRANT SELECT(redaction_version) ON TABLE public.alerts TO oneprotect_search;

GRANT UPDATE(last_seen_at) ON TABLE public.alerts TO oneprotect_app;
GRANT SELECT(last_seen_at) ON TABLE public.alerts TO oneprotect_auditor;

GRANT UPDATE(seen_count) ON TABLE public.alerts TO oneprotect_app;
GRANT SELECT(seen_count) ON TABLE public.alerts TO oneprotect_auditor;

GRANT SELECT(search_text) ON TABLE public.alerts TO oneprotect_search;

GRANT SELECT(redacted_search_text) ON TABLE public.alerts TO oneprotect_search;

GRANT SELECT ON TABLE auditor.alert_assets TO oneprotect_auditor;

GRANT SELECT,INSERT ON TABLE public.alert_reports TO oneprotect_app;

GRANT SELECT(tenant_id) ON TABLE public.alert_reports TO oneprotect_auditor;

GRANT SELECT(id) ON TABLE public.alert_reports TO oneprotect_auditor;

GRANT SELECT(alert_id) ON TABLE public.alert_reports TO oneprotect_auditor;

GRANT SELECT(activity) ON TABLE public.alert_reports TO oneprotect_auditor;

GRANT SELECT(severity) ON TABLE public.alert_reports TO oneprotect_auditor;

GRANT SELECT(detected_at) ON TABLE public.alert_reports TO oneprotect_auditor;

GRANT SELECT(redacted) ON TABLE public.alert_reports TO oneprotect_auditor;

GRANT SELECT(redaction_version) ON TABLE public.alert_reports TO oneprotect_auditor;

GRANT SELECT(created_at) ON TABLE public.alert_reports TO oneprotect_auditor;

GRANT SELECT ON TABLE auditor.alert_reports TO oneprotect_auditor;

GRANT SELECT ON TABLE auditor.alerts TO oneprotect_auditor;

GRANT SELECT,INSERT ON TABLE public.assets TO oneprotect_app;

GRANT SELECT(tenant_id) ON TABLE public.assets TO oneprotect_auditor;
GRANT SELECT(tenant_id) ON TABLE public.assets TO oneprotect_search;

GRANT SELECT(id) ON TABLE public.assets TO oneprotect_auditor;
GRANT SELECT(id) ON TABLE public.assets TO oneprotect_search;

GRANT SELECT(type) ON TABLE public.assets TO oneprotect_auditor;
GRANT SELECT(type) ON TABLE public.assets TO oneprotect_search;

GRANT SELECT(value) ON TABLE public.assets TO oneprotect_search;

GRANT SELECT(name) ON TABLE public.assets TO oneprotect_search;

GRANT SELECT(created_by) ON TABLE public.assets TO oneprotect_auditor;

GRANT SELECT(created_at) ON TABLE public.assets TO oneprotect_auditor;

GRANT SELECT(redacted) ON TABLE public.assets TO oneprotect_auditor;
GRANT SELECT(redacted) ON TABLE public.assets TO oneprotect_search;

GRANT SELECT(redaction_version) ON TABLE public.assets TO oneprotect_auditor;
GRANT SELECT(redaction_version) ON TABLE public.assets TO oneprotect_search;

GRANT SELECT(canonical) ON TABLE public.assets TO oneprotect_search;

GRANT SELECT(address) ON TABLE public.assets TO oneprotect_search;

GRANT SELECT(canonical_key) ON TABLE public.assets TO oneprotect_search;

GRANT SELECT(search_text) ON TABLE public.assets TO oneprotect_search;

GRANT SELECT(redacted_search_text) ON TABLE public.assets TO oneprotect_search;

GRANT SELECT ON TABLE auditor.assets TO oneprotect_auditor;

GRANT SELECT,INSERT ON TABLE public.audit_records TO oneprotect_app;

GRANT SELECT(tenant_id) ON TABLE public.audit_records TO oneprotect_auditor;

GRANT SELECT(id) ON TABLE public.audit_records TO oneprotect_auditor;

GRANT SELECT(occurred_at) ON TABLE public.audit_records TO oneprotect_auditor;

GRANT SELECT(outcome) ON TABLE public.audit_records TO oneprotect_auditor;

GRANT SELECT(operation_id) ON TABLE public.audit_records TO oneprotect_auditor;

GRANT SELECT(reason) ON TABLE public.audit_records TO oneprotect_auditor;

GRANT SELECT(actor_id) ON TABLE public.audit_records TO oneprotect_auditor;

GRANT SELECT(target_type) ON TABLE public.audit_records TO oneprotect_auditor;

GRANT SELECT(target_id) ON TABLE public.audit_records TO oneprotect_auditor;

GRANT SELECT(request_id) ON TABLE public.audit_records TO oneprotect_auditor;

GRANT SELECT(auditor_hidden) ON TABLE public.audit_records TO oneprotect_auditor;

GRANT SELECT(redacted) ON TABLE public.audit_records TO oneprotect_auditor;
GRANT UPDATE(redacted) ON TABLE public.audit_records TO oneprotect_app;

GRANT SELECT(redaction_version) ON TABLE public.audit_records TO oneprotect_auditor;
GRANT UPDATE(redaction_version) ON TABLE public.audit_records TO oneprotect_app;

GRANT SELECT ON TABLE auditor.audit_records TO oneprotect_auditor;

GRANT SELECT,INSERT ON TABLE public.delivery_records TO oneprotect_app;

GRANT SELECT(tenant_id) ON TABLE public.delivery_records TO oneprotect_auditor;

GRANT SELECT(id) ON TABLE public.delivery_records TO oneprotect_auditor;

GRANT SELECT(ticket_id) ON TABLE public.delivery_records TO oneprotect_auditor;

GRANT UPDATE(target) ON TABLE public.delivery_records TO oneprotect_app;

GRANT UPDATE(status) ON TABLE public.delivery_records TO oneprotect_app;
GRANT SELECT(status) ON TABLE public.delivery_records TO oneprotect_auditor;

GRANT UPDATE(detail) ON TABLE public.delivery_records TO oneprotect_app;

GRANT UPDATE(occurred_at) ON TABLE public.delivery_records TO oneprotect_app;
GRANT SELECT(occurred_at) ON TABLE public.delivery_records TO oneprotect_auditor;

GRANT SELECT(created_at) ON TABLE public.delivery_records TO oneprotect_auditor;

GRANT UPDATE(redacted) ON TABLE public.delivery_records TO oneprotect_app;
GRANT SELECT(redacted) ON TABLE public.delivery_records TO oneprotect_auditor;

GRANT UPDATE(redaction_version) ON TABLE public.delivery_records TO oneprotect_app;
GRANT SELECT(redaction_version) ON TABLE public.delivery_records TO oneprotect_auditor;

GRANT SELECT ON TABLE auditor.delivery_records TO oneprotect_auditor;

GRANT SELECT,INSERT ON TABLE public.evidence TO oneprotect_app;

GRANT SELECT(tenant_id) ON TABLE public.evidence TO oneprotect_auditor;
GRANT SELECT(tenant_id) ON TABLE public.evidence TO oneprotect_search;

GRANT SELECT(id) ON TABLE public.evidence TO oneprotect_auditor;
GRANT SELECT(id) ON TABLE public.evidence TO oneprotect_search;

GRANT SELECT(name) ON TABLE public.evidence TO oneprotect_search;

GRANT SELECT(description) ON TABLE public.evidence TO oneprotect_search;

GRANT SELECT(size_bytes) ON TABLE public.evidence TO oneprotect_auditor;

GRANT SELECT(sha256) ON TABLE public.evidence TO oneprotect_auditor;

GRANT SELECT(collected_at) ON TABLE public.evidence TO oneprotect_auditor;

GRANT SELECT(created_by) ON TABLE public.evidence TO oneprotect_auditor;

GRANT SELECT(created_at) ON TABLE public.evidence TO oneprotect_auditor;

GRANT SELECT(redacted) ON TABLE public.evidence TO oneprotect_auditor;
GRANT SELECT(redacted) ON TABLE public.evidence TO oneprotect_search;
GRANT UPDATE(redacted) ON TABLE public.evidence TO oneprotect_app;

GRANT SELECT(redaction_version) ON TABLE public.evidence TO oneprotect_auditor;
GRANT SELECT(redaction_version) ON TABLE public.evidence TO oneprotect_search;
GRANT UPDATE(redaction_version) ON TABLE public.evidence TO oneprotect_app;

GRANT SELECT(search_text) ON TABLE public.evidence TO oneprotect_search;

GRANT SELECT(redacted_search_text) ON TABLE public.evidence TO oneprotect_search;

GRANT SELECT ON TABLE auditor.evidence TO oneprotect_auditor;

GRANT SELECT,INSERT ON TABLE public.ticket_comments TO oneprotect_app;

GRANT SELECT(tenant_id) ON TABLE public.ticket_comments TO oneprotect_auditor;

GRANT SELECT(id) ON TABLE public.ticket_comments TO oneprotect_auditor;

GRANT SELECT(ticket_id) ON TABLE public.ticket_comments TO oneprotect_auditor;

GRANT SELECT(author_id) ON TABLE public.ticket_comments TO oneprotect_auditor;

GRANT SELECT(visibility) ON TABLE public.ticket_comments TO oneprotect_auditor;

GRANT SELECT(auditor_hidden) ON TABLE public.ticket_comments TO oneprotect_auditor;

GRANT SELECT(created_at) ON TABLE public.ticket_comments TO oneprotect_auditor;

GRANT SELECT(redacted) ON TABLE public.ticket_comments TO oneprotect_auditor;
GRANT UPDATE(redacted) ON TABLE public.ticket_comments TO oneprotect_app;

GRANT SELECT(redaction_version) ON TABLE public.ticket_comments TO oneprotect_auditor;
GRANT UPDATE(redaction_version) ON TABLE public.ticket_comments TO oneprotect_app;

GRANT SELECT ON TABLE auditor.ticket_comments TO oneprotect_auditor;

GRANT SELECT,INSERT ON TABLE public.ticket_links TO oneprotect_app;

GRANT SELECT(tenant_id) ON TABLE public.ticket_links TO oneprotect_auditor;
GRANT SELECT(tenant_id) ON TABLE public.ticket_links TO oneprotect_search;

GRANT SELECT(id) ON TABLE public.ticket_links TO oneprotect_auditor;

GRANT SELECT(ticket_id) ON TABLE public.ticket_links TO oneprotect_auditor;
GRANT SELECT(ticket_id) ON TABLE public.ticket_links TO oneprotect_search;

GRANT SELECT(target_type) ON TABLE public.ticket_links TO oneprotect_auditor;

GRANT SELECT(relation) ON TABLE public.ticket_links TO oneprotect_auditor;

GRANT SELECT(alert_id) ON TABLE public.ticket_links TO oneprotect_auditor;
GRANT SELECT(alert_id) ON TABLE public.ticket_links TO oneprotect_search;

GRANT SELECT(asset_id) ON TABLE public.ticket_links TO oneprotect_auditor;
GRANT SELECT(asset_id) ON TABLE public.ticket_links TO oneprotect_search;

GRANT SELECT(evidence_id) ON TABLE public.ticket_links TO oneprotect_auditor;

GRANT SELECT(delivery_record_id) ON TABLE public.ticket_links TO oneprotect_auditor;

GRANT SELECT(audit_record_id) ON TABLE public.ticket_links TO oneprotect_auditor;

GRANT SELECT(target_ticket_id) ON TABLE public.ticket_links TO oneprotect_auditor;

GRANT UPDATE(label) ON TABLE public.ticket_links TO oneprotect_app;

GRANT SELECT(auditor_hidden) ON TABLE public.ticket_links TO oneprotect_auditor;
GRANT SELECT(auditor_hidden) ON TABLE public.ticket_links TO oneprotect_search;

GRANT SELECT(created_by) ON TABLE public.ticket_links TO oneprotect_auditor;

GRANT SELECT(created_at) ON TABLE public.ticket_links TO oneprotect_auditor;

GRANT UPDATE(unlinked_at) ON TABLE public.ticket_links TO oneprotect_app;
GRANT SELECT(unlinked_at) ON TABLE public.ticket_links TO oneprotect_auditor;
GRANT SELECT(unlinked_at) ON TABLE public.ticket_links TO oneprotect_search;

GRANT SELECT(redacted) ON TABLE public.ticket_links TO oneprotect_auditor;
GRANT UPDATE(redacted) ON TABLE public.ticket_links TO oneprotect_app;

GRANT SELECT(redaction_version) ON TABLE public.ticket_links TO oneprotect_auditor;
GRANT UPDATE(redaction_version) ON TABLE public.ticket_links TO oneprotect_app;

GRANT SELECT ON TABLE auditor.ticket_links TO oneprotect_auditor;

GRANT SELECT,INSERT ON TABLE public.ticket_timeline TO oneprotect_app;

GRANT SELECT(tenant_id) ON TABLE public.ticket_timeline TO oneprotect_auditor;

GRANT SELECT(id) ON TABLE public.ticket_timeline TO oneprotect_auditor;

GRANT SELECT(ticket_id) ON TABLE public.ticket_timeline TO oneprotect_auditor;

GRANT SELECT(kind) ON TABLE public.ticket_timeline TO oneprotect_auditor;

GRANT SELECT(actor_id) ON TABLE public.ticket_timeline TO oneprotect_auditor;

GRANT SELECT(occurred_at) ON TABLE public.ticket_timeline TO oneprotect_auditor;

GRANT SELECT(ticket_version) ON TABLE public.ticket_timeline TO oneprotect_auditor;

GRANT SELECT(audit_id) ON TABLE public.ticket_timeline TO oneprotect_auditor;

GRANT SELECT(auditor_hidden) ON TABLE public.ticket_timeline TO oneprotect_auditor;

GRANT SELECT(redacted) ON TABLE public.ticket_timeline TO oneprotect_auditor;
GRANT UPDATE(redacted) ON TABLE public.ticket_timeline TO oneprotect_app;

GRANT SELECT(redaction_version) ON TABLE public.ticket_timeline TO oneprotect_auditor;
GRANT UPDATE(redaction_version) ON TABLE public.ticket_timeline TO oneprotect_app;

GRANT SELECT ON TABLE auditor.ticket_timeline TO oneprotect_auditor;

GRANT SELECT,INSERT ON TABLE public.tickets TO oneprotect_app;

GRANT SELECT(tenant_id) ON TABLE public.tickets TO oneprotect_auditor;
GRANT SELECT(tenant_id) ON TABLE public.tickets TO oneprotect_search;

GRANT SELECT(id) ON TABLE public.tickets TO oneprotect_auditor;
GRANT SELECT(id) ON TABLE public.tickets TO oneprotect_search;

GRANT SELECT(number) ON TABLE public.tickets TO oneprotect_auditor;
GRANT SELECT(number) ON TABLE public.tickets TO oneprotect_search;

GRANT UPDATE(version) ON TABLE public.tickets TO oneprotect_app;
GRANT SELECT(version) ON TABLE public.tickets TO oneprotect_auditor;

GRANT UPDATE(title) ON TABLE public.tickets TO oneprotect_app;
GRANT SELECT(title) ON TABLE public.tickets TO oneprotect_search;

GRANT UPDATE(description) ON TABLE public.tickets TO oneprotect_app;
GRANT SELECT(description) ON TABLE public.tickets TO oneprotect_search;

GRANT UPDATE(status) ON TABLE public.tickets TO oneprotect_app;
GRANT SELECT(status) ON TABLE public.tickets TO oneprotect_auditor;

GRANT UPDATE(priority) ON TABLE public.tickets TO oneprotect_app;
GRANT SELECT(priority) ON TABLE public.tickets TO oneprotect_auditor;

GRANT SELECT(priority_rank) ON TABLE public.tickets TO oneprotect_auditor;

GRANT UPDATE(severity) ON TABLE public.tickets TO oneprotect_app;
GRANT SELECT(severity) ON TABLE public.tickets TO oneprotect_auditor;

GRANT SELECT(severity_rank) ON TABLE public.tickets TO oneprotect_auditor;

GRANT UPDATE(assignee_id) ON TABLE public.tickets TO oneprotect_app;
GRANT SELECT(assignee_id) ON TABLE public.tickets TO oneprotect_auditor;

GRANT UPDATE(tags) ON TABLE public.tickets TO oneprotect_app;
GRANT SELECT(tags) ON TABLE public.tickets TO oneprotect_search;

GRANT UPDATE(resolution_reason) ON TABLE public.tickets TO oneprotect_app;
GRANT SELECT(resolution_reason) ON TABLE public.tickets TO oneprotect_auditor;

GRANT UPDATE(resolution_note) ON TABLE public.tickets TO oneprotect_app;

GRANT SELECT(source_kind) ON TABLE public.tickets TO oneprotect_auditor;

GRANT SELECT(source_alert_id) ON TABLE public.tickets TO oneprotect_auditor;
GRANT SELECT(source_alert_id) ON TABLE public.tickets TO oneprotect_search;

GRANT SELECT(reporter_id) ON TABLE public.tickets TO oneprotect_auditor;

GRANT SELECT(created_at) ON TABLE public.tickets TO oneprotect_auditor;

GRANT UPDATE(updated_at) ON TABLE public.tickets TO oneprotect_app;
GRANT SELECT(updated_at) ON TABLE public.tickets TO oneprotect_auditor;

GRANT UPDATE(status_changed_at) ON TABLE public.tickets TO oneprotect_app;
GRANT SELECT(status_changed_at) ON TABLE public.tickets TO oneprotect_auditor;

GRANT UPDATE(resolved_at) ON TABLE public.tickets TO oneprotect_app;
GRANT SELECT(resolved_at) ON TABLE public.tickets TO oneprotect_auditor;

GRANT UPDATE(closed_at) ON TABLE public.tickets TO oneprotect_app;
GRANT SELECT(closed_at) ON TABLE public.tickets TO oneprotect_auditor;

GRANT UPDATE(event_seq) ON TABLE public.tickets TO oneprotect_app;

GRANT UPDATE(redacted) ON TABLE public.tickets TO oneprotect_app;
GRANT SELECT(redacted) ON TABLE public.tickets TO oneprotect_auditor;
GRANT SELECT(redacted) ON TABLE public.tickets TO oneprotect_search;

GRANT UPDATE(redaction_version) ON TABLE public.tickets TO oneprotect_app;
GRANT SELECT(redaction_version) ON TABLE public.tickets TO oneprotect_auditor;
GRANT SELECT(redaction_version) ON TABLE public.tickets TO oneprotect_search;

GRANT SELECT(search_text) ON TABLE public.tickets TO oneprotect_search;

GRANT SELECT(redacted_search_text) ON TABLE public.tickets TO oneprotect_search;

GRANT SELECT ON TABLE auditor.tickets TO oneprotect_auditor;

GRANT SELECT,INSERT ON TABLE public.alert_assets TO oneprotect_app;

GRANT SELECT(tenant_id) ON TABLE public.alert_assets TO oneprotect_search;

GRANT SELECT(alert_id) ON TABLE public.alert_assets TO oneprotect_search;

GRANT SELECT(type) ON TABLE public.alert_assets TO oneprotect_search;

GRANT SELECT(canonical) ON TABLE public.alert_assets TO oneprotect_search;

GRANT SELECT(address) ON TABLE public.alert_assets TO oneprotect_search;

GRANT SELECT(canonical_key) ON TABLE public.alert_assets TO oneprotect_search;

GRANT SELECT,INSERT ON TABLE public.dead_letters TO oneprotect_app;

GRANT SELECT,INSERT ON TABLE public.idempotency_keys TO oneprotect_app;
GRANT DELETE ON TABLE public.idempotency_keys TO oneprotect_background;

GRANT SELECT(tenant_id) ON TABLE public.idempotency_keys TO oneprotect_background;

GRANT SELECT(principal_id) ON TABLE public.idempotency_keys TO oneprotect_background;

GRANT SELECT(operation_id) ON TABLE public.idempotency_keys TO oneprotect_background;

GRANT SELECT(key) ON TABLE public.idempotency_keys TO oneprotect_background;

GRANT UPDATE(fingerprint) ON TABLE public.idempotency_keys TO oneprotect_app;

GRANT UPDATE(status) ON TABLE public.idempotency_keys TO oneprotect_app;

GRANT UPDATE(headers) ON TABLE public.idempotency_keys TO oneprotect_app;

GRANT UPDATE(body) ON TABLE public.idempotency_keys TO oneprotect_app;

GRANT UPDATE(created_at) ON TABLE public.idempotency_keys TO oneprotect_app;

GRANT UPDATE(expires_at) ON TABLE public.idempotency_keys TO oneprotect_app;
GRANT SELECT(expires_at) ON TABLE public.idempotency_keys TO oneprotect_background;

GRANT UPDATE(demands) ON TABLE public.idempotency_keys TO oneprotect_app;

GRANT SELECT,INSERT ON TABLE public.inbox TO oneprotect_app;
GRANT SELECT,DELETE ON TABLE public.inbox TO oneprotect_background;

GRANT SELECT,INSERT ON TABLE public.outbox TO oneprotect_app;
GRANT SELECT,DELETE ON TABLE public.outbox TO oneprotect_background;

GRANT UPDATE(sent_at) ON TABLE public.outbox TO oneprotect_background;

GRANT UPDATE(stream_sequence) ON TABLE public.outbox TO oneprotect_background;

GRANT SELECT,INSERT ON TABLE public.principals TO oneprotect_app;

GRANT SELECT(tenant_id) ON TABLE public.principals TO oneprotect_auditor;

GRANT SELECT(id) ON TABLE public.principals TO oneprotect_auditor;

GRANT SELECT(kind) ON TABLE public.principals TO oneprotect_auditor;

GRANT UPDATE(display_name) ON TABLE public.principals TO oneprotect_app;
GRANT SELECT(display_name) ON TABLE public.principals TO oneprotect_auditor;

GRANT UPDATE(roles) ON TABLE public.principals TO oneprotect_app;
GRANT SELECT(roles) ON TABLE public.principals TO oneprotect_auditor;

GRANT UPDATE(assignable) ON TABLE public.principals TO oneprotect_app;
GRANT SELECT(assignable) ON TABLE public.principals TO oneprotect_auditor;

GRANT UPDATE(last_seen_at) ON TABLE public.principals TO oneprotect_app;
GRANT SELECT(last_seen_at) ON TABLE public.principals TO oneprotect_auditor;

GRANT SELECT(sort_name) ON TABLE public.principals TO oneprotect_auditor;

GRANT SELECT,INSERT ON TABLE public.sessions TO oneprotect_app;
GRANT DELETE ON TABLE public.sessions TO oneprotect_background;

GRANT SELECT(tenant_id) ON TABLE public.sessions TO oneprotect_background;

GRANT SELECT(id) ON TABLE public.sessions TO oneprotect_background;

GRANT SELECT(expires_at) ON TABLE public.sessions TO oneprotect_background;

GRANT UPDATE(ended_at) ON TABLE public.sessions TO oneprotect_app;

GRANT SELECT,INSERT ON TABLE public.tenants TO oneprotect_app;
GRANT SELECT ON TABLE public.tenants TO oneprotect_background;

GRANT SELECT,INSERT ON TABLE public.ticket_counters TO oneprotect_app;

GRANT UPDATE(last_number) ON TABLE public.ticket_counters TO oneprotect_app;
