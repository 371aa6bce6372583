"""Settings of the commands: from the environment, or those of the `oneprotect up` that runs in the same home."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from pydantic import ValidationError
from pydantic_settings import SettingsError

from handlers.local.servers import read_addresses
from handlers.runtime.errors import OperatorError
from handlers.runtime.settings import Settings

_LIST_SETTING = re.compile(r'"(\w+)"')  # in the message of the library, which names it nowhere else
_POSTGRES_SETTINGS = ("database_url", "migration_database_url", "background_database_url")


def read_settings() -> Settings:
    """Read the settings from the environment; raise `OperatorError` for an invalid one."""
    try:
        settings = Settings()
    except ValidationError as error:
        reasons = (
            f"ONEPROTECT_{'.'.join(map(str, e['loc'])).upper()}: {e['msg'].removeprefix('Value error, ')}"
            for e in error.errors()
        )
        raise OperatorError(f"Invalid setting: {'; '.join(reasons)}") from None
    except SettingsError as error:  # only lists are read as JSON
        match = _LIST_SETTING.search(str(error))
        setting = f"ONEPROTECT_{match[1].upper()}" if match else "a list"
        raise OperatorError(f'Invalid setting: {setting}: write it as a JSON list, such as ["…"]') from None
    for name in _POSTGRES_SETTINGS:
        url = getattr(settings, name)
        if url is not None and not _is_postgres_url(url):
            raise OperatorError(_invalid_url(name, "postgresql://user:password@host:port/database"))
    if settings.nats_url is not None and not _is_nats_url(settings.nats_url):
        raise OperatorError(_invalid_url("nats_url", "nats://user:password@host:port"))
    return settings


def _invalid_url(name: str, form: str) -> str:
    # The message does not quote the URL, which may contain a password.
    return f"ONEPROTECT_{name.upper()} is not a valid URL: write it as {form}."


def _is_postgres_url(url: str) -> bool:
    """Whether Postgres may be reachable by this URL. It may name several hosts, and folders of a socket as `host`."""
    parts = urlsplit(url)
    places = parts.netloc.rpartition("@")[2].split(",")
    hosts = [urlsplit(f"//{place}").hostname or "" for place in places]
    for parameter in parse_qs(parts.query).get("host", ()):
        hosts += parameter.split(",")
    return parts.scheme in {"postgresql", "postgres"} and _can_be_sent(url, *hosts)


def _is_nats_url(url: str) -> bool:
    """Whether NATS may be reachable by this URL, which must name one host."""
    parts = urlsplit(url)
    has_one_host = parts.hostname is not None and "," not in parts.netloc
    return parts.scheme in {"nats", "tls", "ws", "wss"} and has_one_host and _can_be_sent(url, parts.hostname or "")


def _can_be_sent(url: str, *hosts: str) -> bool:
    """Whether the URL and its hosts, unless they are folders, can be encoded; if not, drivers raise UnicodeError."""
    try:
        url.encode()
        for host in hosts:
            if not host.startswith("/"):
                host.encode("idna")
    except UnicodeError:
        return False
    return True


def required(settings: Settings, name: str) -> str:
    """Return the setting; raise `OperatorError` if it is not set."""
    if (value := getattr(settings, name)) is None:
        raise OperatorError(
            f"ONEPROTECT_{name.upper()} is not set: set it, or run `oneprotect up`, which needs no settings."
        )
    return str(value)


def required_or_running(settings: Settings, name: str) -> str:
    """Return the setting, or its value in the running `up`; raise `OperatorError` if there is neither."""
    value = getattr(settings, name) or running_settings(settings.home).get(name)
    if value is None:
        raise OperatorError(
            f"`oneprotect up` is not running in {settings.home}: start it, or set ONEPROTECT_{name.upper()}."
        )
    return str(value)


def running_settings(home: Path) -> dict[str, str]:
    """Return the settings of the `up` that runs in this home, by name; empty if none runs."""
    return {name.removeprefix("ONEPROTECT_").lower(): value for name, value in read_addresses(home).items()}
