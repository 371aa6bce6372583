"""The statements that a request runs, read from the log of Postgres, as a script for pgbench."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import asyncpg

_MARK = "oneprotect-api|"
_RUN = re.compile(r"LOG:  duration: [\d.]+ ms  (?:execute [^:]*|statement): ")
_RESET = "SELECT pg_advisory_unlock_all()"  # of the driver's pool, after the transaction
_PARAMETER = re.compile(r"\$(\d+) = (NULL|'(?:[^']|'')*')", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with its parameters as text."""

    text: str
    parameters: tuple[str | None, ...] = ()

    def replaced(self, values: Mapping[str, str]) -> Statement:
        """Return the statement with each of these values replaced by another one, wherever it occurs."""
        texts = [self.text, *self.parameters]
        for old, new in values.items():
            texts = [text and text.replace(old, new) for text in texts]
        return Statement(str(texts[0]), tuple(texts[1:]))


def captured(superuser: str, log: Path, request: Callable[[], None]) -> list[Statement]:
    """Return the statements that the API process runs for a request, in order."""
    _log_statements(superuser, "0")
    try:
        time.sleep(1)  # until every session has read the setting and finished what it was doing
        start = log.stat().st_size
        request()
        time.sleep(0.2)
        with log.open("rb") as file:
            file.seek(start)
            written = file.read().decode()
    finally:
        _log_statements(superuser, "-1")
    return _statements(written)


def _log_statements(superuser: str, milliseconds: str) -> None:
    async def change() -> None:
        connection = await asyncpg.connect(superuser)
        try:
            await connection.execute(f"ALTER SYSTEM SET log_min_duration_statement = {milliseconds}")
            await connection.execute("ALTER SYSTEM SET log_line_prefix = '%a|'")
            await connection.execute("SELECT pg_reload_conf()")
        finally:
            await connection.close()

    asyncio.run(change())


def _statements(written: str) -> list[Statement]:
    """Parse the log; the lines of an entry after the first begin with a tab."""
    found: list[Statement] = []
    is_run = False  # whether the parameters that follow are those of a run, not of its preparation
    for line in re.split(r"\n(?!\t)", written):
        if not line.startswith(_MARK):
            continue
        entry = line.removeprefix(_MARK).replace("\n\t", "\n")
        if entry.startswith("LOG:"):
            run = _RUN.match(entry)
            is_run = run is not None
            if run is not None and not entry[run.end() :].startswith(_RESET):
                found.append(Statement(entry[run.end() :].strip().rstrip(";")))
        elif is_run and entry.startswith("DETAIL:  Parameters: "):
            values = [value for _, value in _PARAMETER.findall(entry)]
            texts = tuple(None if value == "NULL" else value[1:-1].replace("''", "'") for value in values)
            found[-1] = Statement(found[-1].text, texts)
    return found


def script(statements: list[Statement], fresh: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return a script for `pgbench -M prepared`, and the values of its variables.

    A parameter that is a key of ``fresh`` becomes the variable of that name instead, which the script must set before,
    or a statement of the transaction returns.
    """
    lines: list[str] = []
    variables: dict[str, str] = {}
    for number, statement in enumerate(statements):
        names: dict[int, str] = {}
        for place, value in enumerate(statement.parameters, start=1):
            if value is None:
                names[place] = "NULL"
            elif value in fresh:
                names[place] = f":{fresh[value]}"
            else:
                variables[f"v{number}_{place}"] = value
                names[place] = f":v{number}_{place}"
        text = re.sub(r"\$(\d+)", lambda match, names=names: names[int(match[1])], statement.text)
        parts = text.split("; ") if text.startswith("BEGIN") else [text]
        lines += [
            f"{part.strip()}\n\\gset\n" if "RETURNING last_number" in part else f"{part.strip()};\n" for part in parts
        ]
    return "".join(lines), variables
