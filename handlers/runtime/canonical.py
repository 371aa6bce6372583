"""Digests of JSON documents in canonical form (RFC 8785), for fingerprints and for alerts without an id."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785

_MAX_SAFE_INTEGER = 2**53 - 1


def digest(document: Any) -> bytes:
    """Return the SHA-256 of the document's RFC 8785 form.

    RFC 8785 does not cover integers beyond 2**53 - 1. They are written as strings of their digits after a NUL, which no
    accepted text contains, so that documents that differ only in such an integer have different digests.
    """
    try:
        canonical = rfc8785.dumps(document)
    except rfc8785.IntegerDomainError:
        canonical = rfc8785.dumps(_large_integers_as_text(document))
    return hashlib.sha256(canonical).digest()


def _large_integers_as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _large_integers_as_text(child) for name, child in value.items()}
    if isinstance(value, list):
        return [_large_integers_as_text(child) for child in value]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _MAX_SAFE_INTEGER:
        return f"\x00{value}"
    return value
