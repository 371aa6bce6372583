"""The state folder of embedded servers: the lock of the process that uses it, and the files in it."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handlers.runtime.errors import OperatorError

EXIT_WITHIN = 20.0  # seconds that the processes of a killed run have to exit


class EmbeddedServerError(OperatorError):
    """Embedded Postgres or NATS cannot run on this state folder."""


@contextmanager
def locked(home: Path) -> Iterator[int]:
    """Lock the folder (created if absent, mode 0700) while the block runs; yield the descriptor of the lock.

    Every child inherits the descriptor, so that the lock is held as long as one of them lives: the next owner
    knows that no process of an earlier run is left. Raises EmbeddedServerError if another process holds the lock.
    """
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if home.stat().st_uid != os.geteuid():
            raise PermissionError
        lock = os.open(home / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise EmbeddedServerError(
            f"This user cannot use the state folder {home} ({error.strerror or 'it belongs to another user'}): "
            "set ONEPROTECT_HOME to a folder of your own."
        ) from error
    try:
        _acquire(lock, home)
        # Not before: if Postgres runs as another account, the folder must stay open to its group until it has exited.
        home.chmod(0o700)
        yield lock
    finally:
        os.close(lock)


def _acquire(lock: int, home: Path) -> None:
    deadline = time.monotonic() + EXIT_WITHIN
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = os.pread(lock, 32, 0).decode()
            if owner and is_alive(int(owner)):
                raise EmbeddedServerError(
                    f"The state folder {home} is in use by process {owner}: stop that process, or set ONEPROTECT_HOME "
                    "and ONEPROTECT_PORT to use another folder and port."
                ) from None
            if time.monotonic() > deadline:
                raise EmbeddedServerError(
                    f"Processes of an earlier run still use the state folder {home}: stop them, or set ONEPROTECT_HOME "
                    "to use another folder."
                ) from None
            time.sleep(0.02)
        else:
            os.ftruncate(lock, 0)
            os.pwrite(lock, str(os.getpid()).encode(), 0)
            return


def is_alive(pid: int) -> bool:
    """Whether a process with this id exists, of any user."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def load(path: Path) -> dict[str, str]:
    """Return the saved values, empty if there is no such file."""
    return {str(k): str(v) for k, v in json.loads(path.read_text()).items()} if path.exists() else {}


def save(path: Path, values: dict[str, str]) -> None:
    """Replace the file atomically and durably, mode 0600."""
    write_private(path.with_suffix(".new"), json.dumps(values, indent=2) + "\n")
    path.with_suffix(".new").replace(path)


def write_private(path: Path, text: str) -> None:
    """Write and sync a file that only its owner can read."""
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def rotate_log(path: Path) -> Path:
    """Rename the log of the last run to `<name>.1`, and return the path for a new one."""
    if path.exists():
        path.replace(path.with_name(path.name + ".1"))
    return path


def tail(path: Path, lines: int = 5) -> str:
    """Return the last lines of a log, for a message."""
    return "\n".join(path.read_text(errors="replace").splitlines()[-lines:]) if path.exists() else ""
