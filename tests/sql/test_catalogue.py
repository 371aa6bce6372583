"""Rules for every table, present and future, checked against the catalogue instead of a list of tables."""

import asyncpg

TENANT = "(SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)"
DEFAULT = "(NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid"
# The two tables without tenant_id; the policy of `tenants` compares its id.
UNTENANTED = {"schema_migrations", "tenants"}
APPEND_ONLY = {
    "alert_assets", "alert_reports", "assets", "audit_records", "dead_letters", "evidence", "inbox", "outbox",
    "tenants", "ticket_comments", "ticket_timeline",
}  # fmt: skip
ACROSS_TENANTS = {
    "tenants": {"SELECT"},
    "idempotency_keys": {"SELECT", "DELETE"},
    "sessions": {"SELECT", "DELETE"},
    "outbox": {"SELECT", "UPDATE", "DELETE"},
    "inbox": {"SELECT", "DELETE"},
}
COMMANDS = {"r": "SELECT", "a": "INSERT", "w": "UPDATE", "d": "DELETE", "*": "ALL"}


async def tables(owner: asyncpg.Connection) -> dict[str, asyncpg.Record]:
    rows = await owner.fetch(
        """
        SELECT relname, relrowsecurity, relforcerowsecurity, obj_description(oid, 'pg_class') AS comment
        FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'f', 'm')
        """
    )
    return {row["relname"]: row for row in rows}


async def test_no_view_bypasses_row_level_security(owner: asyncpg.Connection) -> None:
    assert len(await tables(owner)) >= 18
    unsafe_views = await owner.fetch(
        """
        SELECT relname FROM pg_class
        WHERE relnamespace IN ('public'::regnamespace, 'auditor'::regnamespace) AND relkind <> 'i'
        AND (relnamespace = 'auditor'::regnamespace OR relkind IN ('v', 'm', 'f'))
        AND NOT coalesce('security_invoker=true' = any(reloptions), false)
        """
    )
    assert unsafe_views == [], "a view bypasses row-level security unless it is security_invoker"


async def test_row_level_security_is_forced(owner: asyncpg.Connection) -> None:
    for name, table in (await tables(owner)).items():
        if name != "schema_migrations":
            assert table["relrowsecurity"], name
            assert table["relforcerowsecurity"], name


async def test_every_table_and_policy_has_a_comment(owner: asyncpg.Connection) -> None:
    assert [name for name, table in (await tables(owner)).items() if not table["comment"]] == []
    uncommented = await owner.fetch(
        """
        SELECT polrelid::regclass AS name, polname FROM pg_policy WHERE obj_description(oid, 'pg_policy') IS NULL
        """
    )
    assert uncommented == []


async def test_every_table_has_the_tenant_policy_for_all_roles(owner: asyncpg.Connection) -> None:
    await owner.execute("CREATE TEMPORARY TABLE model (id uuid, tenant_id uuid)")
    for column in ("id", "tenant_id"):
        await owner.execute(
            f"CREATE POLICY {column} ON model USING ({column} = {TENANT}) WITH CHECK ({column} = {TENANT})"
        )
    query = """
        SELECT
            polrelid::regclass::text AS name, polname, polpermissive, polcmd::text,
            polroles::regrole[]::text[] AS roles,
            pg_get_expr(polqual, polrelid) AS qual, pg_get_expr(polwithcheck, polrelid) AS with_check
        FROM pg_policy
    """
    policies = await owner.fetch(query)
    await owner.execute("DROP TABLE model")
    model = {row["polname"]: row for row in policies if row["name"] == "model"}
    for name in (await tables(owner)).keys() - {"schema_migrations"}:
        expected = model["id" if name == "tenants" else "tenant_id"]
        others = {"oneprotect_background", "oneprotect_auditor"}
        for policy in (row for row in policies if row["name"] == name and not others & set(row["roles"])):
            assert (policy["roles"], policy["polcmd"], policy["polpermissive"]) == (["-"], "*", True), name
            assert policy["qual"] == expected["qual"], name
            assert policy["with_check"] == expected["with_check"], name
        assert any(row["name"] == name and row["polname"] == "tenant" for row in policies), name


async def test_only_the_background_role_reaches_across_tenants_where_it_must(owner: asyncpg.Connection) -> None:
    policies = await owner.fetch(
        """
        SELECT polrelid::regclass::text AS name, polcmd::text, polroles::regrole[]::text[] AS roles
        FROM pg_policy WHERE polname NOT IN ('tenant', 'auditor')
        """
    )
    commands: dict[str, set[str]] = {}
    for policy in policies:
        assert policy["roles"] == ["oneprotect_background"]
        commands.setdefault(policy["name"], set()).add(COMMANDS[policy["polcmd"]])
    assert commands == ACROSS_TENANTS


async def test_tenant_id_defaults_to_the_context(owner: asyncpg.Connection) -> None:
    columns = await owner.fetch(
        """
        SELECT c.relname, a.attnotnull, pg_get_expr(d.adbin, d.adrelid) AS value
        FROM pg_class AS c
        LEFT JOIN pg_attribute AS a ON c.oid = a.attrelid AND a.attname = 'tenant_id' AND a.atttypid = 'uuid'::regtype
        LEFT JOIN pg_attrdef AS d ON a.attrelid = d.adrelid AND a.attnum = d.adnum
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        """
    )
    for column in columns:
        if column["relname"] not in UNTENANTED:
            assert (column["attnotnull"], column["value"]) == (True, DEFAULT), column["relname"]


async def test_every_key_begins_with_the_tenant(owner: asyncpg.Connection) -> None:
    keys = await owner.fetch(
        """
        SELECT
            k.conrelid::regclass::text AS name, k.conname, k.contype::text, k.confrelid::regclass::text AS target,
            a.attname AS first, b.attname AS target_first
        FROM pg_constraint AS k
        LEFT JOIN pg_attribute AS a ON k.conrelid = a.attrelid AND k.conkey[1] = a.attnum
        LEFT JOIN pg_attribute AS b ON k.confrelid = b.attrelid AND k.confkey[1] = b.attnum
        WHERE k.connamespace = 'public'::regnamespace AND k.contype IN ('p', 'u', 'f', 'x')
        """
    )
    assert {key["name"] for key in keys if key["contype"] == "p"} == (await tables(owner)).keys()
    for key in keys:
        if key["name"] in UNTENANTED:
            continue
        assert key["first"] == "tenant_id", key["conname"]
        if key["contype"] == "f":
            assert key["target_first"] == ("id" if key["target"] == "tenants" else "tenant_id"), key["conname"]


async def test_every_unique_index_begins_with_the_tenant(owner: asyncpg.Connection) -> None:
    indexes = await owner.fetch(
        """
        SELECT i.indrelid::regclass::text AS name, i.indexrelid::regclass::text AS index,
            (SELECT attname FROM pg_attribute WHERE attrelid = i.indrelid AND attnum = i.indkey[0])::text AS first
        FROM pg_index AS i INNER JOIN pg_class AS c ON i.indrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND i.indisunique
        """
    )
    for index in indexes:
        if index["name"] not in UNTENANTED:
            assert index["first"] == "tenant_id", index["index"]


async def grants(owner: asyncpg.Connection) -> dict[tuple[str, str], set[str]]:
    """Privileges by table and role, those on columns included."""
    rows = await owner.fetch(
        """
        SELECT g.relname, g.grantee, array_agg(DISTINCT g.privilege) AS privileges
        FROM (
            SELECT c.relname, coalesce(r.rolname, 'PUBLIC') AS grantee, a.privilege_type AS privilege
            FROM pg_class AS c
            CROSS JOIN LATERAL aclexplode(c.relacl) AS a
            LEFT JOIN pg_roles AS r ON a.grantee = r.oid
            WHERE c.relnamespace = 'public'::regnamespace AND a.grantee <> c.relowner
            UNION ALL
            SELECT c.relname, coalesce(r.rolname, 'PUBLIC'), a.privilege_type
            FROM pg_class AS c
            INNER JOIN pg_attribute AS t ON c.oid = t.attrelid
            CROSS JOIN LATERAL aclexplode(t.attacl) AS a
            LEFT JOIN pg_roles AS r ON a.grantee = r.oid
            WHERE c.relnamespace = 'public'::regnamespace AND a.grantee <> c.relowner
        ) AS g
        GROUP BY g.relname, g.grantee
        """
    )
    return {(row["relname"], row["grantee"]): set(row["privileges"]) for row in rows}


# Of these only the redacted copies change, after a link has brought values that they must not show.
RENEWED = {"audit_records", "evidence", "ticket_comments", "ticket_timeline"}


async def test_grants_are_narrow(owner: asyncpg.Connection) -> None:
    granted = await grants(owner)
    roles = {"oneprotect_app", "oneprotect_background", "oneprotect_auditor", "oneprotect_search"}
    assert {grantee for _, grantee in granted} == roles
    for reader in ("oneprotect_auditor", "oneprotect_search"):
        assert {privilege for (_, grantee), held in granted.items() if grantee == reader for privilege in held} == {
            "SELECT"
        }
    assert {
        name: held for (name, grantee), held in granted.items() if grantee == "oneprotect_background"
    } == ACROSS_TENANTS
    for name in (await tables(owner)).keys() - {"schema_migrations"}:
        held = granted[name, "oneprotect_app"]
        is_append_only = name in APPEND_ONLY - RENEWED
        assert held == ({"SELECT", "INSERT"} if is_append_only else {"SELECT", "INSERT", "UPDATE"}), name
    for name in RENEWED:
        columns = await owner.fetch(
            """
            SELECT c.attname FROM pg_attribute AS c CROSS JOIN LATERAL aclexplode(c.attacl) AS a
            WHERE c.attrelid = $1::regclass AND a.privilege_type = 'UPDATE' AND a.grantee = 'oneprotect_app'::regrole
            """,
            name,
        )
        assert {column["attname"] for column in columns} == {"redacted", "redaction_version"}, name
    on_whole_tables = await owner.fetch(
        """
        SELECT c.relname FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS a
        WHERE c.relnamespace = 'public'::regnamespace AND a.privilege_type = 'UPDATE' AND a.grantee <> c.relowner
        """
    )
    assert on_whole_tables == [], "grant UPDATE by column: ids, authors and times of creation must not change"


async def test_only_the_search_functions_are_security_definer(owner: asyncpg.Connection) -> None:
    functions = await owner.fetch(
        """
        SELECT
            proname, proconfig, pg_get_userbyid(proowner) AS owner, pg_get_function_arguments(oid) AS arguments,
            ARRAY(SELECT grantee::regrole::text FROM aclexplode(proacl) ORDER BY 1) AS callers
        FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef ORDER BY proname, arguments
        """
    )
    # They use an index to find ids, in the tenant and the view of the transaction.
    assert [dict(function) for function in functions] == [
        {
            "proname": name,
            "proconfig": ["search_path=public, pg_temp"],
            "owner": "oneprotect_search",
            "arguments": arguments,
            "callers": ["oneprotect_app", "oneprotect_auditor", "oneprotect_search"],
        }
        for name, arguments in (
            ("indicator_ids", "subject text, wanted json"),
            ("search_ids", "subject text, pattern text"),
            ("search_ids", "subject text, terms json"),
        )
    ]
