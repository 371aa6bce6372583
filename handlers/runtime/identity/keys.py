"""The local keys: what signs tokens and cursors where no identity provider and no secret store is set."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)


def signing_key(home: Path) -> Ed25519PrivateKey:
    """Read the local signing key of tokens (Ed25519, RFC 8037); make it where there is none yet."""

    def make() -> bytes:
        return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    key = load_pem_private_key(_kept(home / "keys" / "token-signing.pem", make()), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(
            f"{home / 'keys' / 'token-signing.pem'} holds another kind of key; remove it to have a new one"
        )
    return key


def has_signing_key(home: Path) -> bool:
    """Tell whether the local signing key was made already."""
    return (home / "keys" / "token-signing.pem").exists()


def cursor_key(home: Path) -> bytes:
    """Read the local secret that signs cursors; make it where there is none yet."""
    return _kept(home / "keys" / "cursor.key", secrets.token_bytes(32))


def session_key(home: Path) -> bytes:
    """Read the local secret that vouches for the console's sessions; make it where there is none yet."""
    return _kept(home / "keys" / "session.key", secrets.token_bytes(32))


def _kept(path: Path, fresh: bytes) -> bytes:
    """Give the file's content; create it, readable by its owner alone, if no other process was first."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(fresh)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()
