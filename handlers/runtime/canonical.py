"""The canonical form of a JSON document, for fingerprints and for alerts that bring no id of their own."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785

_EXACT = 2**53 - 1


def digest(document: Any) -> bytes:
    """Give the SHA-256 of the document's RFC 8785 form.

    RFC 8785 has no form for an integer beyond 2**53 - 1. Such a one goes in digit by digit, behind a NUL that no
    accepted text holds, so that two documents that differ there only stay two.
    """
    try:
        canonical = rfc8785.dumps(document)
    except rfc8785.IntegerDomainError:
        canonical = rfc8785.dumps(_spelled(document))
    return hashlib.sha256(canonical).digest()


def _spelled(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _spelled(child) for name, child in value.items()}
    if isinstance(value, list):
        return [_spelled(child) for child in value]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _EXACT:
        return f"\x00{value}"
    return value
