"""The check that it is safe to serve from a database: row-level security must bind the application's login."""

from __future__ import annotations

from handlers.runtime import db
from handlers.runtime.errors import StartRefusedError

# The first minor releases, by major version, without known leaks around row-level security: CVE-2024-10976 (the policy
# of another role could apply) and CVE-2025-8713 (statistics showed rows that a policy hides). Later majors have both
# fixes from the start. Before 16, a granted role is always inherited, and with it the auditor's policies.
_SAFE_MINOR = {16: 10, 17: 6}
_OLDEST_MAJOR = min(_SAFE_MINOR)


class UnsafeDatabaseError(StartRefusedError):
    """Row-level security would not bind this login on this server; the message says what to change."""


async def verify_application_login(connection: db.RawConnection) -> None:
    """Raise `UnsafeDatabaseError` unless row-level security binds this login.

    The server must be free of known leaks. The login, with every role that it can take, must be neither superuser nor
    BYPASSRLS nor owner of a table nor a member of the background's role; it must not have TRUNCATE, REFERENCES,
    TRIGGER, MAINTAIN or CREATE anywhere. Every table must force its policies.
    """
    version = connection.get_server_version()
    if version.major < _OLDEST_MAJOR or version.minor < _SAFE_MINOR.get(version.major, 0):
        safe = ", ".join(f"{major}.{minor}" for major, minor in sorted(_SAFE_MINOR.items()))
        raise UnsafeDatabaseError(
            f"Postgres {version.major}.{version.minor} does not enforce row-level security reliably: use {safe} or "
            "a newer version."
        )
    tables = await connection.fetch(_TABLES)
    if not tables:
        raise UnsafeDatabaseError("The database has no tables yet: run `oneprotect migrate` with the owner's login.")
    roles = await connection.fetch(_EXCESSIVE_ROLES)
    if roles:
        raise UnsafeDatabaseError(
            f"The application's login can act as {', '.join(row['name'] for row in roles)}, which row-level security "
            "does not bind: use a plain login whose only role is oneprotect_app."
        )
    if not await connection.fetchval("SELECT pg_has_role(current_user, 'oneprotect_app', 'USAGE')"):
        raise UnsafeDatabaseError(
            "The application's login lacks the role oneprotect_app: grant it with an administrator's login."
        )
    if not await connection.fetchval("SELECT pg_has_role(current_user, 'oneprotect_auditor', 'SET')"):
        raise UnsafeDatabaseError(
            "The application's login cannot take the role oneprotect_auditor: run `oneprotect migrate`."
        )
    unforced = sorted(row["name"] for row in tables if not row["forced"])
    if unforced:
        raise UnsafeDatabaseError(
            f"Row-level security is not forced on {', '.join(unforced)}: run `oneprotect migrate`."
        )
    privileges = await connection.fetchval(_EXCESSIVE_PRIVILEGES)
    if privileges:
        raise UnsafeDatabaseError(
            f"The application's login has excessive privileges ({', '.join(privileges)}): revoke them from the login, "
            "from its roles and from PUBLIC."
        )


# A role that the login could take with SET ROLE counts like one whose privileges it has.
_EXCESSIVE_ROLES = """
SELECT r.rolname AS name
FROM pg_roles AS r
WHERE
    pg_has_role(current_user, r.oid, 'MEMBER')
    AND (
        r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolname = 'oneprotect_background'
        OR EXISTS (
            SELECT FROM pg_class AS c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace
        )
    )
ORDER BY r.rolname
"""

_TABLES = """
SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced
FROM pg_class AS c
WHERE
    c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_migrations'
"""

# MAINTAIN exists since version 17; asking an older server for it is an error.
_EXCESSIVE_PRIVILEGES = """
WITH unwanted AS (
    SELECT unnest(
        ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER']
        || CASE WHEN current_setting('server_version_num')::integer >= 170000 THEN ARRAY['MAINTAIN'] ELSE '{}' END
    ) AS privilege
),

held AS (
    SELECT format('%s on %s', u.privilege, c.relname) AS privilege
    FROM pg_class AS c
    CROSS JOIN unwanted AS u
    WHERE
        c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND (
            has_table_privilege(c.oid, u.privilege)
            OR (u.privilege = 'REFERENCES' AND has_any_column_privilege(c.oid, u.privilege))
        )
    UNION ALL
    SELECT 'CREATE on schema public' WHERE has_schema_privilege('public', 'CREATE')
    UNION ALL
    SELECT format('%s on database %s', p.privilege, current_database())
    FROM (VALUES ('CREATE'), ('TEMPORARY')) AS p (privilege)
    WHERE has_database_privilege(current_database(), p.privilege)
)

SELECT array_agg(privilege ORDER BY privilege) FROM held
"""
