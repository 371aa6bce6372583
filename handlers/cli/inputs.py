"""The arguments of `oneprotect ingest`: the format and the files, the token and the server; numbers of options."""

from __future__ import annotations

import math
import os
import re
import sys
from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import httpx
import typer

from handlers.cli.settings import read_settings, running_settings
from handlers.database.tenants import tenant_names
from handlers.ingest.adapters import FORMATS
from handlers.ingest.reading import AUTO
from handlers.ingest.rejects import UnsuitableRejectsError, check_rejects
from handlers.ingest.rows.streams import STANDARD_INPUT
from handlers.runtime import db
from handlers.runtime.errors import OperatorError

ALIASES = {"eve": "suricata", "guardduty": "asff", "security-hub": "asff", "securityhub": "asff"}
_MAX_PORT = 65_535


def format_and_files(inputs: Sequence[str], *, follow: bool) -> tuple[str, list[Path]]:
    """Return the name of the format and the files; without files it is standard input, unless that is a terminal."""
    names = {**ALIASES, **{name: name for name in (*FORMATS, AUTO)}}
    has_format = bool(inputs) and inputs[0] in names
    name, paths = (names[inputs[0]], inputs[1:]) if has_format else (AUTO, inputs)
    if paths and not has_format and not os.path.lexists(paths[0]):
        _refuse_misspelled_format(paths[0], [*names], is_alone=len(paths) == 1)
    if follow and (len(paths) != 1 or paths[0] == str(STANDARD_INPUT)):
        raise typer.BadParameter("--follow needs exactly one file. The file may appear later.")
    if not paths and sys.stdin.isatty():
        raise typer.BadParameter("name a file, or - for standard input.")
    return name, [Path(path) for path in paths] or [STANDARD_INPUT]


def _refuse_misspelled_format(word: str, names: list[str], *, is_alone: bool) -> None:
    """Refuse a first argument that is no file if it can only be, or looks like, the name of a format."""
    is_word = re.fullmatch(r"[\w-]+", word) is not None and word != str(STANDARD_INPUT)
    similar = get_close_matches(word.lower(), names, n=1, cutoff=0.7)
    if is_word and (similar or not is_alone):
        hint = f" Did you mean {similar[0]}?" if similar else ""
        raise typer.BadParameter(f"{word} is neither a file nor a format ({', '.join(sorted(FORMATS))}).{hint}")


def require_number(value: float | None) -> float | None:
    """Return the value of an option; raise `typer.BadParameter` for NaN, which no range of Typer excludes."""
    if value is not None and math.isnan(value):
        raise typer.BadParameter("nan is not a number.")
    return value


def distinct_names(paths: Sequence[Path]) -> list[str]:
    """Return how messages call the files: by their names, or by their paths where two have the same name."""
    names = Counter(path.name for path in paths)
    return [path.name if names[path.name] == 1 else str(path) for path in paths]


def require_suitable_rejects(path: Path | None, inputs: Sequence[Path], *, append: bool) -> None:
    """Raise `typer.BadParameter` if the rejected rows cannot be written to this file without losing data."""
    try:
        if path is not None:
            check_rejects(path, inputs, append=append)
    except UnsuitableRejectsError as error:
        raise typer.BadParameter(str(error)) from None


async def require_tenant(name: str) -> None:
    """Raise `OperatorError` if the `oneprotect up` that runs in this home does not have the tenant.

    Its API would create the tenant, so that a misspelled name would go unnoticed.
    """
    url = running_settings(read_settings().home).get("background_database_url")
    if url is None:
        return
    try:
        names = await tenant_names(url)
    except db.FAILURES:
        return  # the API does not work either, and is waited for
    if name not in names:
        listed = ", ".join(names[:20]) + (", …" if len(names) > 20 else "")
        raise OperatorError(
            f"there is no tenant {name} (the tenants are: {listed}): correct --tenant, or create the tenant with "
            f"`oneprotect tenant add {name}`."
        )


def read_token(path: Path) -> str:
    """Return the token that a file contains."""
    words = path.read_text(errors="replace").split()
    if len(words) != 1 or not words[0].isascii():
        raise OperatorError(f"{path} does not contain a token: write one token to it, and nothing else.")
    return words[0]


def server_address(url: str | None) -> str:
    """Return the server's address: the one provided, or ONEPROTECT_PORT, or that of the `up` that runs in this home."""
    if url is None:
        settings = read_settings()
        port = settings.port
        if "port" not in settings.model_fields_set:
            port = int(running_settings(settings.home).get("port", port))
        return f"http://127.0.0.1:{port}"
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL:
        address = httpx.URL()
    if address.scheme not in {"http", "https"} or not address.host or (address.port or 0) > _MAX_PORT:
        raise OperatorError(f"--url {url} is not the address of a server: write it as http://host:port.")
    return url.rstrip("/").removesuffix("/api/v1")
