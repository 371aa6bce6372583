"""Values that a record itself holds as hosts, addresses, users or e-mail addresses, to redact in its texts.

The rules for free text recognize a value by its form and its surroundings; a host such as `FS01` has neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import idna

from handlers.redaction import patterns as p

_SIGNS = {"ip_address": p.IP, "hostname": p.HOST, "user": p.USER}
_MACHINE_LABEL = re.compile(r"(?=.*[\d-])[\w-]{4,}")  # unlike `www` or `mail`, it names one machine
_BUILT_IN_ACCOUNTS = frozenset({"system", "local service", "network service", "anonymous logon"})

# A value begins and ends where no letter or digit of ASCII adjoins it: other scripts have words without spaces.
_START = re.compile(rf"(?:(?<![a-z0-9])|{p.ESCAPED})(?=[\w{''.join(p.NAMES)}])", re.IGNORECASE)
_INSIDE = re.compile(r"[a-z0-9]", re.IGNORECASE)
_KEY_LENGTH = 3
_FEW = 30  # values that are looked for one by one, which is faster than trying every word of a text
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
_AFTER_HOST = re.compile(r":\d{1,5}\Z|[\\/(]")
_ACCOUNT = re.compile(r"(?:^[^\\/@]+[\\/]|^CN=)(?P<account>[^\\/@,]+)|^(?P<local>[^\s\\/@]+)(?=@)", re.IGNORECASE)
_LEADING_MARKS = re.compile(r"\A\W+")  # as in `\\server`; a value of marks only is no name
_MOST_CUTS = 8  # words of a value that a rule may have replaced
_SEVERAL_WORDS = re.compile(r"[^\w.@-]")


@dataclass(frozen=True)  # without slots, for the cached properties
class Known:
    """Values to redact, longest first, each with the placeholder character of its kind.

    ``in_copies`` says that the texts are redacted copies, to which the rules have been applied. What is computed from the
    values lives as long as the object: a ticket may hold thousands of them.
    """

    signs: tuple[tuple[str, str], ...] = ()
    in_copies: bool = False

    @classmethod
    def of(cls, assets: Iterable[Mapping[str, Any]]) -> Known:
        """Return the values of assets, by their ``type`` and ``value``."""
        signs = {_lower(text): sign for asset in assets for text, sign in _spellings(asset["type"], asset["value"])}
        return cls(tuple(sorted(signs.items(), key=_longest_first)))

    @classmethod
    def union(cls, parts: Iterable[Known]) -> Known:
        """Return the values of all parts."""
        return cls(tuple(sorted({item for part in parts for item in part.signs}, key=_longest_first)))

    @cached_property
    def phrases(self) -> Known:
        """The values of several words, of which a rule would redact only the first."""
        return Known(tuple(item for item in self.signs if _SEVERAL_WORDS.search(item[0])))

    @cached_property
    def in_existing_copies(self) -> Known:
        """The same values for redacted copies, in which a rule may have replaced the first or the last words of one."""
        partial = {(text, sign) for value, sign in self.phrases.signs for text in _partially_replaced(value)}
        return Known(tuple(sorted({*self.signs, *partial}, key=_longest_first)), in_copies=True)

    def hide(self, text: str) -> str:
        """Replace the values, wherever they are words of their own, in time that their number does not affect."""
        if not self.signs or not text:
            return text
        lowered = _lower(text)
        if len(self.signs) <= _FEW and not any(value in lowered for value, _ in self.signs):
            return text
        parts, done = [], 0
        for start in _START.finditer(lowered):
            position = start.start()
            if position < done:
                continue
            for length, values in _at(self._beginnings, lowered, position):
                end = position + length
                sign = values.get(lowered[position:end])
                if sign is not None and not (_INSIDE.match(lowered[end - 1]) and _INSIDE.match(lowered[end : end + 1])):
                    parts += [text[done:position], sign]
                    done = end
                    break
        return "".join([*parts, text[done:]]) if parts else text

    @cached_property
    def _beginnings(self) -> dict[str, dict[int, dict[str, str]]]:
        """The values by their first characters and then by length, longest first."""
        beginnings: dict[str, dict[int, dict[str, str]]] = {}
        for value, sign in self.signs:
            beginnings.setdefault(value[:_KEY_LENGTH], {}).setdefault(len(value), {})[value] = sign
        return beginnings


NOTHING = Known()


def _at(
    beginnings: Mapping[str, dict[int, dict[str, str]]], lowered: str, position: int
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the values that may begin at a position, by length, longest first."""
    for length in range(_KEY_LENGTH, 0, -1):
        yield from beginnings.get(lowered[position : position + length], {}).items()


def _partially_replaced(value: str) -> Iterator[str]:
    """Yield what is left of a value of several words after a rule has replaced a part of it by a placeholder."""
    words = value.split(" ")
    for cut in range(1, min(len(words), _MOST_CUTS + 1)):
        for sign in (p.USER, p.HOST, p.IP, p.EMAIL):
            yield " ".join([sign, *words[cut:]])
            yield " ".join([*words[:-cut], sign])


def _lower(text: str) -> str:
    """Return the text in lower case, with each character at its place and one form of sigma (final at a word's end)."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := character.lower()) == 1 else character for character in text)
    return lowered.replace("ς", "σ")


def _longest_first(item: tuple[str, str]) -> tuple[int, str]:
    return -len(item[0]), item[0]


def _spellings(kind: str, value: str) -> Iterator[tuple[str, str]]:
    """Yield how a value may be written, with its placeholder character."""
    text = p.to_plain(value.strip())
    if kind == "url":
        kind, text = "hostname", _host_of(text)
    sign = p.EMAIL if kind in {"user", "other"} and _EMAIL.fullmatch(text) else _SIGNS.get(kind)
    if kind != "ip_address":
        text = _LEADING_MARKS.sub("", text)
    if sign is None or not text:
        return
    yield text, sign
    if "\\" in text:
        yield text.replace("\\", "\\\\"), sign  # as JSON writes it
    for part in _hosts(text) if kind == "hostname" else _accounts(text) if kind == "user" else ():
        yield part, p.USER if kind == "user" else sign


def _hosts(text: str) -> Iterator[str]:
    r"""Yield the host of `host:port` or `host\share`, in both forms of an internationalized name, and its first label."""
    name = _AFTER_HOST.split(text, maxsplit=1)[0].strip().rstrip(".")
    forms = {name}
    if not name.isascii():
        forms.add(_converted(name, idna.encode))
    elif "xn--" in name.lower():
        forms.add(_converted(name, idna.decode))
    for form in forms - {""}:
        yield form
        label = form.partition(".")[0]
        if _MACHINE_LABEL.fullmatch(label):
            yield label


def _accounts(text: str) -> Iterator[str]:
    r"""Yield the account of `DOMAIN\account`, `account@domain` and `CN=account,…`."""
    for match in _ACCOUNT.finditer(text):
        account = (match["account"] or match["local"]).strip()
        if len(account) > 2 and account.lower() not in _BUILT_IN_ACCOUNTS:
            yield account


def _converted(name: str, convert: Callable[[str], bytes | str]) -> str:
    try:
        converted = convert(name)
    except (idna.IDNAError, UnicodeError):
        return name
    return converted.decode("ascii") if isinstance(converted, bytes) else converted


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
