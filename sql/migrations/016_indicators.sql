-- Canonical forms of values, by which they are compared, and a search for words in text that is folded once.

CREATE FUNCTION approximate_canonical(type text, value text) RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
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
$$;
COMMENT ON FUNCTION approximate_canonical(text, text) IS
'Canonical form as far as SQL knows it, for rows whose application wrote none. It knows no IDNA and no paths of URLs.';

CREATE FUNCTION identity_of(VARIADIC parts text[]) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN sha256(convert_to(array_to_string(parts, E'\x1f'), 'UTF8'));
COMMENT ON FUNCTION identity_of(text[]) IS 'A key of fixed size for values that may exceed the size of an index row.';

-- Rows of all tenants: for this transaction, the policies do not bind the owner.
ALTER TABLE alert_assets NO FORCE ROW LEVEL SECURITY;
ALTER TABLE alerts NO FORCE ROW LEVEL SECURITY;
ALTER TABLE assets NO FORCE ROW LEVEL SECURITY;
ALTER TABLE evidence NO FORCE ROW LEVEL SECURITY;
ALTER TABLE ticket_links NO FORCE ROW LEVEL SECURITY;

ALTER TABLE alert_assets ADD COLUMN canonical text COLLATE "C", ADD COLUMN address inet;
UPDATE alert_assets SET canonical = approximate_canonical(type, value);
UPDATE alert_assets SET address = canonical::inet
WHERE
    type IN ('ip_address', 'hostname', 'other') AND canonical ~ '^[0-9.]+$|:' AND canonical !~ '/'
    AND pg_input_is_valid(canonical, 'inet');
ALTER TABLE alert_assets
ALTER COLUMN canonical SET NOT NULL,
ADD COLUMN canonical_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(canonical, 100)) STORED;
COMMENT ON COLUMN alert_assets.value_hash IS 'No longer used: canonical_key is indexed instead.';
COMMENT ON COLUMN alert_assets.canonical IS 'The same for all spellings of the value. Never shown to clients.';
COMMENT ON COLUMN alert_assets.canonical_key IS
'Indexed instead of canonical, which may exceed the size of an index row. Compare canonical as well.';
COMMENT ON COLUMN alert_assets.address IS 'The address that the value is, without its zone, for filters by network.';
DROP INDEX alert_assets_by_value;
CREATE INDEX alert_assets_by_canonical ON alert_assets (tenant_id, type, canonical_key);
CREATE INDEX alert_assets_by_address ON alert_assets (tenant_id, address) WHERE address IS NOT NULL;

ALTER TABLE assets
ADD COLUMN canonical text COLLATE "C",
ADD COLUMN address inet,
ADD COLUMN identity bytea CHECK (octet_length(identity) = 32);
UPDATE assets SET canonical = approximate_canonical(type, value);
UPDATE assets SET address = canonical::inet
WHERE
    type IN ('ip_address', 'hostname', 'other') AND canonical ~ '^[0-9.]+$|:' AND canonical !~ '/'
    AND pg_input_is_valid(canonical, 'inet');
UPDATE assets SET identity = identity_of(canonical)
WHERE (tenant_id, id) IN (
    SELECT DISTINCT ON (a.tenant_id, a.type, a.canonical)
        a.tenant_id,
        a.id
    FROM assets AS a
    ORDER BY a.tenant_id, a.type, a.canonical, a.created_at, a.id
);
ALTER TABLE assets
ALTER COLUMN canonical SET NOT NULL,
ADD COLUMN canonical_key text COLLATE "C" NOT NULL GENERATED ALWAYS AS (left(canonical, 100)) STORED;
COMMENT ON COLUMN assets.value_hash IS 'No longer used: canonical_key is indexed instead.';
COMMENT ON COLUMN assets.canonical IS 'The same for all spellings of the value. Never shown to clients.';
COMMENT ON COLUMN assets.canonical_key IS
'Indexed instead of canonical, which may exceed the size of an index row. Compare canonical as well.';
COMMENT ON COLUMN assets.address IS 'The address that the value is, without its zone, for filters by network.';
COMMENT ON COLUMN assets.identity IS
'Unique for each type and canonical form. NULL for a duplicate from before this was unique.';
DROP INDEX assets_by_value;
CREATE INDEX assets_by_canonical ON assets (tenant_id, type, canonical_key);
CREATE INDEX assets_by_address ON assets (tenant_id, address) WHERE address IS NOT NULL;
CREATE UNIQUE INDEX assets_once ON assets (tenant_id, type, identity);

ALTER TABLE evidence ADD COLUMN identity bytea CHECK (octet_length(identity) = 32);
UPDATE evidence SET identity = identity_of(encode(sha256, 'hex'), name)
WHERE (tenant_id, id) IN (
    SELECT DISTINCT ON (e.tenant_id, e.sha256, e.name)
        e.tenant_id,
        e.id
    FROM evidence AS e
    ORDER BY e.tenant_id, e.sha256, e.name, e.created_at, e.id
);
COMMENT ON COLUMN evidence.identity IS
'Unique for each digest and name. NULL for a duplicate from before this was unique.';
CREATE UNIQUE INDEX evidence_once ON evidence (tenant_id, identity);

-- Of existing links to one URL in several spellings, the oldest keeps the identity of the URL.
ALTER TABLE ticket_links ADD COLUMN url_identity bytea CHECK (octet_length(url_identity) = 32);
UPDATE ticket_links AS l
SET url_identity = CASE WHEN d.number = 1 THEN identity_of(d.canonical) ELSE identity_of(d.canonical, l.id::text) END
FROM (
    SELECT
        u.tenant_id,
        u.id,
        u.canonical,
        row_number() OVER (
            PARTITION BY u.tenant_id, u.ticket_id, u.relation, u.unlinked_at IS NULL, u.canonical
            ORDER BY u.created_at, u.id
        ) AS number
    FROM (
        SELECT
            o.tenant_id,
            o.id,
            o.ticket_id,
            o.relation,
            o.unlinked_at,
            o.created_at,
            approximate_canonical('url', o.url) AS canonical
        FROM ticket_links AS o
        WHERE o.url IS NOT NULL
    ) AS u
) AS d
WHERE l.tenant_id = d.tenant_id AND l.id = d.id;
ALTER TABLE ticket_links ADD CONSTRAINT ticket_links_identified_url CHECK ((url IS NULL) = (url_identity IS NULL));
COMMENT ON COLUMN ticket_links.url_identity IS 'The same for all spellings of the URL, so that a ticket links it once.';
DROP INDEX ticket_links_once;
CREATE UNIQUE INDEX ticket_links_once ON ticket_links
(
    tenant_id, ticket_id, target_type, relation,
    alert_id, asset_id, evidence_id, delivery_record_id, audit_record_id, target_ticket_id, url_identity
)
NULLS NOT DISTINCT WHERE unlinked_at IS NULL;

CREATE FUNCTION set_canonical() RETURNS trigger
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
COMMENT ON FUNCTION set_canonical() IS
'For processes of the previous release, which write no canonical forms, during an upgrade.';
CREATE TRIGGER set_canonical BEFORE INSERT ON alert_assets
FOR EACH ROW WHEN (new.canonical IS NULL) EXECUTE FUNCTION set_canonical();
CREATE TRIGGER set_canonical BEFORE INSERT ON assets
FOR EACH ROW WHEN (new.canonical IS NULL) EXECUTE FUNCTION set_canonical();
CREATE TRIGGER set_canonical BEFORE INSERT ON ticket_links
FOR EACH ROW WHEN (new.url IS NOT NULL AND new.url_identity IS NULL) EXECUTE FUNCTION set_canonical();

-- The redacted copies have canonical forms of their own: those of the redacted values.
ALTER TABLE alerts ADD COLUMN asset_words text NOT NULL DEFAULT '';
UPDATE alerts AS a
SET
    asset_words = s.words,
    redacted = jsonb_set(
        a.redacted, '{assets}', (
            SELECT
                coalesce(
                    jsonb_agg(i.item || jsonb_build_object('canonical', i.item -> 'value') ORDER BY i.position), '[]'
                )
            FROM jsonb_array_elements(a.redacted -> 'assets') WITH ORDINALITY AS i (item, position)
        ), false
    )
FROM (
    SELECT
        s.tenant_id,
        s.alert_id,
        string_agg(words(s.value, nullif(s.canonical, s.value)), E'\x1f' ORDER BY s.position) AS words
    FROM alert_assets AS s
    GROUP BY s.tenant_id, s.alert_id
) AS s
WHERE a.tenant_id = s.tenant_id AND a.id = s.alert_id;
COMMENT ON COLUMN alerts.asset_words IS 'The values of the assets and their canonical forms, for searches.';
UPDATE assets SET redacted = redacted || jsonb_build_object('canonical', redacted -> 'value') WHERE redacted ? 'value';

ALTER TABLE alert_assets FORCE ROW LEVEL SECURITY;
ALTER TABLE alerts FORCE ROW LEVEL SECURITY;
ALTER TABLE assets FORCE ROW LEVEL SECURITY;
ALTER TABLE evidence FORCE ROW LEVEL SECURITY;
ALTER TABLE ticket_links FORCE ROW LEVEL SECURITY;

CREATE OR REPLACE VIEW auditor.alert_assets WITH (security_invoker = true) AS
SELECT
    a.tenant_id,
    a.id AS alert_id,
    s.position::smallint AS position,
    s.item ->> 'type' AS type,
    s.item ->> 'value' AS value,
    s.item ->> 'role' AS role,
    coalesce(s.item ->> 'canonical', s.item ->> 'value') AS canonical
FROM public.alerts AS a
CROSS JOIN LATERAL jsonb_array_elements(a.redacted -> 'assets') WITH ORDINALITY AS s (item, position);
CREATE OR REPLACE VIEW auditor.assets WITH (security_invoker = true) AS
SELECT
    a.tenant_id,
    a.id,
    a.type,
    a.redacted ->> 'value' AS value,
    a.redacted ->> 'name' AS name,
    a.created_by,
    a.created_at,
    coalesce(a.redacted ->> 'canonical', a.redacted ->> 'value') AS canonical
FROM public.assets AS a
WHERE a.redaction_version > 0;
