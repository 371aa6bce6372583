"""The state folder of the embedded default: who owns it now, and what is remembered in it."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handlers.runtime.errors import OperatorError

LEFTOVERS = 20.0  # seconds that the processes of a killed run get to finish


class StackError(OperatorError):
    """The embedded default cannot run; the message says what the operator can do."""


@contextmanager
def claimed(home: Path) -> Iterator[int]:
    """Own the folder (made if absent, mode 0700) while the block runs; yields the descriptor of the lock.

    Every child inherits the descriptor, and so the lock stands as long as one of them lives: who gets it knows
    that nothing of an earlier run is left. Raises StackError when another process owns the folder.
    """
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if home.stat().st_uid != os.geteuid():
            raise PermissionError
        lock = os.open(home / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StackError(
            f"The state folder {home} cannot be used by this user ({error.strerror or 'it belongs to another'}). "
            "Set ONEPROTECT_HOME to a folder of your own."
        ) from error
    try:
        _acquire(lock, home)
        # Only now: where Postgres runs as another account, it opens the folder a little for as long as it lives.
        home.chmod(0o700)
        yield lock
    finally:
        os.close(lock)


def _acquire(lock: int, home: Path) -> None:
    deadline = time.monotonic() + LEFTOVERS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = os.pread(lock, 32, 0).decode()
            if owner and alive(int(owner)):
                raise StackError(
                    f"The state folder {home} is in use by process {owner}. Stop that one, or give this one a "
                    "folder and a port of its own with ONEPROTECT_HOME and ONEPROTECT_PORT."
                ) from None
            if time.monotonic() > deadline:
                raise StackError(f"Processes of an earlier run still use the state folder {home}.") from None
            time.sleep(0.02)
        else:
            os.ftruncate(lock, 0)
            os.pwrite(lock, str(os.getpid()).encode(), 0)
            return


def alive(pid: int) -> bool:
    """Whether a process has this id, whoever it belongs to."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def load(path: Path) -> dict[str, str]:
    """What was saved there, or nothing."""
    return {str(k): str(v) for k, v in json.loads(path.read_text()).items()} if path.exists() else {}


def save(path: Path, values: dict[str, str]) -> None:
    """Replace the file at once and durably, mode 0600."""
    write_private(path.with_suffix(".new"), json.dumps(values, indent=2) + "\n")
    path.with_suffix(".new").replace(path)


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, and sync it."""
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def fresh_log(path: Path) -> Path:
    """The path of a log to append to; that of the run before is kept as `<name>.1`."""
    if path.exists():
        path.replace(path.with_name(path.name + ".1"))
    return path


def tail(path: Path, lines: int = 5) -> str:
    """The last lines of a log, for a message."""
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:]) if path.exists() else ""
