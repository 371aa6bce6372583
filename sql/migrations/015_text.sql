-- Longer identifiers, internationalized URLs, and comparisons without regard to case (ADR-0018).
ALTER TABLE alerts
DROP CONSTRAINT alerts_source_alert_id_check,
DROP CONSTRAINT alerts_rule_id_check,
ADD CONSTRAINT alerts_source_alert_id_check CHECK (length(source_alert_id) BETWEEN 1 AND 512),
ADD CONSTRAINT alerts_rule_id_check CHECK (length(rule_id) BETWEEN 1 AND 512);
ALTER TABLE alert_assets
DROP CONSTRAINT alert_assets_value_check,
ADD CONSTRAINT alert_assets_value_check CHECK (length(value) BETWEEN 1 AND 2048);
ALTER TABLE assets
DROP CONSTRAINT assets_value_check,
ADD CONSTRAINT assets_value_check CHECK (length(value) BETWEEN 1 AND 2048);

-- An internationalized URL of 2,000 characters has up to 8,000 bytes, more than an index row can hold.
ALTER TABLE ticket_links
DROP CONSTRAINT ticket_links_url_check,
ADD CONSTRAINT ticket_links_url_check CHECK (url ~* '^https://' AND length(url) <= 2000);
DROP INDEX ticket_links_once;
CREATE UNIQUE INDEX ticket_links_once ON ticket_links (
    tenant_id, ticket_id, target_type, relation, alert_id, asset_id, evidence_id, delivery_record_id, audit_record_id,
    target_ticket_id, md5(url)
) NULLS NOT DISTINCT WHERE unlinked_at IS NULL;

-- White space, as Python's str.strip() knows it; the final sigma, which is lower case already.
CREATE FUNCTION tag_key(tag text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
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
COMMENT ON FUNCTION tag_key(text) IS 'What the spellings of one tag have in common; the server has the same function.';

ALTER TABLE principals ADD COLUMN sort_name text NOT NULL GENERATED ALWAYS AS (lower(display_name)) STORED;
COMMENT ON COLUMN principals.sort_name IS 'The display name as it is sorted, without regard to case.';
GRANT SELECT (sort_name) ON principals TO oneprotect_auditor;
DROP INDEX principals_by_name;
CREATE INDEX principals_by_name ON principals (tenant_id, sort_name, id);
