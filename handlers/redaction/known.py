"""Values that a record itself holds as hosts, addresses, users or e-mail addresses, to redact in its texts.

The rules for free text recognize a value by its form and its surroundings; a host such as `FS01` has neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from handlers.redaction import patterns as p

_SIGNS = {"ip_address": p.IP, "hostname": p.HOST, "user": p.USER}
_MACHINE_LABEL = re.compile(r"(?=.*[\d-])[\w-]{4,}")  # unlike `www` or `mail`, it names one machine

_BUILT_IN_ACCOUNTS = frozenset({"system", "local service", "network service", "anonymous logon"})


@dataclass(frozen=True, slots=True)
class Known:
    """Values to redact, longest first, each with the placeholder character of its kind.

    ``in_copies`` says that the texts are redacted copies, to which the rules have been applied.
    """

    signs: tuple[tuple[str, str], ...] = ()
    in_copies: bool = False

    @classmethod
    def of(cls, assets: Iterable[Mapping[str, Any]]) -> Known:
        """Return the values of assets, by their ``type`` and ``value``."""
        signs = {text: sign for asset in assets for text, sign in _spellings(asset["type"], asset["value"])}
        return cls(tuple(sorted(signs.items(), key=_longest_first)))

    @classmethod
    def union(cls, parts: Iterable[Known]) -> Known:
        """Return the values of all parts."""
        return cls(tuple(sorted({item for part in parts for item in part.signs}, key=_longest_first)))

    def hide(self, text: str) -> str:
        """Replace the values in a text to which the rules have been applied, wherever they are words of their own."""
        lowered = text.lower()
        for value, sign in self.signs:
            if value.lower() in lowered:
                text = re.sub(rf"(?<![^\W_]){re.escape(value)}(?![^\W_])", sign, text, flags=re.IGNORECASE)
        return text


NOTHING = Known()


def _longest_first(item: tuple[str, str]) -> tuple[int, str]:
    return -len(item[0]), item[0]


def _spellings(kind: str, value: str) -> Iterable[tuple[str, str]]:
    """Yield how a value may be written, with its placeholder character."""
    text = p.to_plain(value.strip())
    if kind == "url":
        kind, text = "hostname", _host_of(text)
    sign = p.EMAIL if "@" in text and kind in {"user", "other"} else _SIGNS.get(kind)
    if sign is None or not text:
        return
    yield text, sign
    if "\\" in text:
        yield text.replace("\\", "\\\\"), sign  # as JSON writes it
        account = text.rpartition("\\")[2]
        if kind == "user" and len(account) > 2 and account.lower() not in _BUILT_IN_ACCOUNTS:
            yield account, sign
    label = text.partition(".")[0]
    if kind == "hostname" and _MACHINE_LABEL.fullmatch(label):
        yield label, sign


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
