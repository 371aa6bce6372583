"""Opaque cursors: where a list goes on, readable by nobody but the list that gave it."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from uuid import UUID

_TAG_BYTES = 16


class Cursors:
    """Makes and reads cursors; a cursor is authenticated and bound to its tenant, operation, filters and view."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def write(self, binding: str, after: tuple[str, UUID]) -> str:
        """Give the cursor that goes on behind ``after``: the sort key's text and the row's id."""
        position = json.dumps([after[0], str(after[1])]).encode()
        return base64.urlsafe_b64encode(self._tag(binding, position) + position).rstrip(b"=").decode()

    def read(self, binding: str, cursor: str) -> tuple[str, UUID] | None:
        """Give back what `write` took, or None for a cursor that was not made for this binding."""
        try:
            data = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        tag, position = data[:_TAG_BYTES], data[_TAG_BYTES:]
        if not hmac.compare_digest(tag, self._tag(binding, position)):
            return None
        key, row_id = json.loads(position)
        return key, UUID(row_id)

    def _tag(self, binding: str, position: bytes) -> bytes:
        message = binding.encode() + b"\x00" + position
        return hmac.digest(self._key, message, hashlib.sha256)[:_TAG_BYTES]
