"""What searches, and filters by asset, mean to the queries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from generated.models import AssetType
from handlers.rules import indicators

MAX_TERMS = 20
_TERM = re.compile(r'"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')  # a phrase without its end reaches to the end
_NUMBER = re.compile(r"#?(?P<number>[0-9]{1,15})")
_KEY_LENGTH = 100  # characters of a canonical form that the database indexes
_PARTIAL_MAC = re.compile(r"(?:[0-9a-f]{2}[:-]){1,5}[0-9a-f]{0,2}", re.IGNORECASE | re.ASCII)
_PARTIAL_HASH = re.compile(r"[0-9a-f]{8,}", re.IGNORECASE | re.ASCII)
_ORIGIN = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Search:
    """A parsed `q`: its terms as the database function `search_ids` takes them, and the ticket number that it is."""

    terms: list[dict[str, Any]]
    number: int | None


def parse_search(text: str | None) -> Search | None:
    """Read words and "phrases", of which a record must contain each; None if there is nothing to search for.

    Case and Unicode compatibility are left to the database, which folds the stored text and the terms alike. Terms
    beyond the first 20 distinct ones are ignored, so that a search stays cheap.
    """
    found = (" ".join((match["phrase"] or match["word"] or "").split()) for match in _TERM.finditer(text or ""))
    terms = list(dict.fromkeys(filter(None, found)))[:MAX_TERMS]
    return Search([_term(term) for term in terms], ticket_number(text or "")) if terms else None


def search_words(text: str | None) -> tuple[str, ...] | None:
    """Return the words and phrases of a `q`, or None if there is nothing to search for."""
    search = parse_search(text)
    return None if search is None else tuple(term["text"] for term in search.terms)


def search_terms(text: str | None) -> list[dict[str, Any]] | None:
    """Return the terms of a parsed `q`, or None if there is nothing to search for."""
    search = parse_search(text)
    return None if search is None else search.terms


def ticket_number(text: str) -> int | None:
    """Return the ticket number that a text is, with or without `#`."""
    match = _NUMBER.fullmatch(text.strip())
    return int(match["number"]) if match else None


def _term(text: str) -> dict[str, Any]:
    forms = _forms(text)
    return {
        "text": text,
        "number": ticket_number(text),
        "forms": sorted({form["canonical"] for form in forms}),
        "indicators": forms,
    }


def asset_filter(values: Sequence[str] | None) -> dict[str, list[dict[str, str]]] | None:
    """Return what the filter `asset` selects, as the database function `indicator_ids` takes it; None for no filter.

    A value selects its own canonical forms; with `*` at its end also all values that begin with it; in CIDR notation
    also all addresses in the network.
    """
    if values is None:
        return None
    return {
        "exact": [form for value in values for form in _forms(value)],
        "prefixes": [prefix for value in values if value.endswith("*") for prefix in _prefixes(value[:-1].strip())],
        "networks": list(_networks(values)),
    }


def value_filter(values: Sequence[str] | None) -> dict[str, list[dict[str, str]]] | None:
    """Return the assets that equal one of the values, as `indicator_ids` takes them; None for no filter."""
    return None if values is None else {"exact": [form for value in values for form in _forms(value)]}


def _forms(value: str) -> list[dict[str, str]]:
    """Return the value as each type of asset, and as auditors may see it."""
    forms = {(kind.value, form) for kind in AssetType for form in (indicators.canonical(kind, value), value)}
    return [{"type": kind, "canonical": form} for kind, form in sorted(forms)]


def _networks(values: Iterable[str]) -> Iterable[dict[str, str]]:
    for value in values:
        network = indicators.parse_network(value.strip())
        if network is not None:
            yield {"low": str(network.network_address), "high": str(network.broadcast_address)}


def _prefixes(text: str) -> Iterable[dict[str, str]]:
    """Return the beginnings of canonical forms, by type, with the bounds between which the database finds them."""
    for kind in AssetType:
        for prefix in sorted({text, _prefix(kind.value, text)}):
            low = prefix[:_KEY_LENGTH]
            yield {"type": kind.value, "prefix": prefix, "low": low, "high": _next(low)}


def _prefix(kind: str, text: str) -> str:
    """Return the beginning of a canonical form that the beginning of a value stands for."""
    if kind in {"hostname", "ip_address"} or (kind == "user" and re.search(r"[\\@]", text)):
        return text.lower()
    if kind == "other" and _PARTIAL_MAC.fullmatch(text):
        return text.lower().replace("-", ":")
    if kind in {"file", "container", "other"} and _PARTIAL_HASH.fullmatch(text):
        return text.lower()
    origin = _ORIGIN.match(text) if kind in {"url", "other"} else None
    if origin is None:
        return text
    rest = text[origin.end() :]
    return indicators.url(origin[0]).removesuffix("/") + rest if rest else origin[0].lower()


def _next(text: str) -> str:
    """Return the least text, by code points, that is greater than every text with this beginning."""
    kept = text.rstrip("\U0010ffff")
    if not kept:
        return "\U0010ffff" * (_KEY_LENGTH + 1)
    last = ord(kept[-1]) + 1
    return kept[:-1] + chr(0xE000 if last == 0xD800 else last)
