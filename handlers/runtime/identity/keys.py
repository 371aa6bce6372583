"""Local keys for tokens, cursors and sessions, used unless the settings provide other secrets."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from handlers.runtime.errors import OperatorError


def signing_key(home: Path) -> Ed25519PrivateKey:
    """Return the local key that signs tokens (Ed25519, RFC 8037); create it on first use."""
    path = home / "keys" / "token-signing.pem"
    new = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        key = load_pem_private_key(_read_or_create(path, new), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise OperatorError(f"{path} is not an unencrypted Ed25519 private key in PEM: remove it to have a new one.")
    return key


def has_signing_key(home: Path) -> bool:
    """Whether the local signing key exists already."""
    return (home / "keys" / "token-signing.pem").exists()


def cursor_key(home: Path) -> bytes:
    """Return the local secret that signs cursors; create it on first use."""
    return _read_or_create(home / "keys" / "cursor.key", secrets.token_bytes(32))


def session_key(home: Path) -> bytes:
    """Return the local secret that signs session cookies; create it on first use."""
    return _read_or_create(home / "keys" / "session.key", secrets.token_bytes(32))


def _read_or_create(path: Path, new: bytes) -> bytes:
    """Return the content of the file. Create it first if it is missing: atomically, and readable only by its owner."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()
