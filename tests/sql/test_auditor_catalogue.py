"""What the catalogue lets auditors read: no hidden row, and no original text."""

import asyncpg


async def test_every_table_with_hidden_rows_has_a_policy_that_hides_them(owner: asyncpg.Connection) -> None:
    with_hidden_rows = await owner.fetch(
        "SELECT attrelid::regclass::text AS name FROM pg_attribute WHERE attname = 'auditor_hidden' AND attrelid IN"
        " (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r')"
    )
    policies = await owner.fetch(
        """
        SELECT polrelid::regclass::text AS name, polpermissive, polcmd::text, polroles::regrole[]::text[] AS roles,
            pg_get_expr(polqual, polrelid) AS qual
        FROM pg_policy WHERE polname = 'auditor'
        """
    )
    assert {row["name"] for row in with_hidden_rows} == {row["name"] for row in policies}
    assert len(with_hidden_rows) >= 4
    for policy in policies:
        assert (policy["polpermissive"], policy["polcmd"], policy["roles"], policy["qual"]) == (
            False,
            "r",
            ["oneprotect_auditor"],
            "(NOT auditor_hidden)",
        )


async def test_auditor_cannot_read_columns_that_are_redacted(owner: asyncpg.Connection) -> None:
    readable = await owner.fetch(
        """
        SELECT c.relname AS name, a.attname AS column
        FROM pg_class AS c INNER JOIN pg_attribute AS a ON c.oid = a.attrelid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
        AND has_column_privilege('oneprotect_auditor', c.oid, a.attnum, 'SELECT')
        """
    )
    texts = {"title", "description", "tags", "resolution_note", "body", "data", "changes", "url", "label", "raw"}
    texts |= {"asset_words", "canonical", "canonical_key", "address", "identity", "url_identity", "search_text"}
    texts |= {"value", "name", "rule_id", "evidence", "detail", "target", "payload", "subject", "issuer"}
    assert {(row["name"], row["column"]) for row in readable if row["column"] in texts} == set()
    assert ("alerts", "source") not in {(row["name"], row["column"]) for row in readable}
    assert ("alerts", "source_alert_id") not in {(row["name"], row["column"]) for row in readable}
    assert {row["name"] for row in readable} == {
        "alert_reports", "alerts", "assets", "audit_records", "delivery_records", "evidence", "principals",
        "ticket_comments", "ticket_links", "ticket_timeline", "tickets",
    }  # fmt: skip


async def test_auditor_views_have_the_column_types_of_their_tables(owner: asyncpg.Connection) -> None:
    rows = await owner.fetch(
        """
        SELECT
            v.relname AS name, a.attname AS column, a.atttypid::regtype::text AS type,
            t.atttypid::regtype::text AS of
        FROM pg_class AS v
        INNER JOIN pg_attribute AS a ON v.oid = a.attrelid AND a.attnum > 0
        LEFT JOIN pg_attribute AS t ON t.attrelid = format('public.%I', v.relname)::regclass AND a.attname = t.attname
        WHERE v.relnamespace = 'auditor'::regnamespace AND v.relkind = 'v'
        """
    )
    assert len({row["name"] for row in rows}) == 11
    assert [dict(row) for row in rows if row["type"] != row["of"]] == []
