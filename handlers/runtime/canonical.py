"""Digests of JSON documents in canonical form (RFC 8785), for fingerprints and for alerts without an id."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import rfc8785

_MAX_SAFE_INTEGER = 2**53 - 1


def digest(document: Any) -> bytes:
    """Return the SHA-256 of the document's RFC 8785 form.

    RFC 8785 does not cover integers beyond 2**53 - 1. They are written as strings of their digits after a NUL, which no
    accepted text contains, so that documents that differ only in such an integer have different digests.
    """
    if _is_simple(document):
        # Many times as fast as the library, which is written in Python.
        canonical = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    else:
        try:
            canonical = rfc8785.dumps(document)
        except rfc8785.IntegerDomainError:
            canonical = rfc8785.dumps(_large_integers_as_text(document))
    return hashlib.sha256(canonical).digest()


def _is_simple(value: Any) -> bool:
    """Whether `json` writes the value as RFC 8785 demands: without floats, and with names that sort alike."""
    # Arrays and objects call this only for a member that is no text, since most are.
    if isinstance(value, dict):
        for name, child in value.items():
            if not name.isascii() or not (type(child) is str or _is_simple(child)):
                return False
        return True
    if isinstance(value, list):
        return all(type(child) is str or _is_simple(child) for child in value)
    if type(value) is int:
        return -_MAX_SAFE_INTEGER <= value <= _MAX_SAFE_INTEGER
    return value is None or isinstance(value, str | bool)


def _large_integers_as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _large_integers_as_text(child) for name, child in value.items()}
    if isinstance(value, list):
        return [_large_integers_as_text(child) for child in value]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > _MAX_SAFE_INTEGER:
        return f"\x00{value}"
    return value
