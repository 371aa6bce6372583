"""As whom Postgres runs: it refuses root, and initdb refuses a uid without a passwd entry."""

import os
import pwd
import signal
import subprocess
from pathlib import Path

from handlers.local.state_folder import StackError
from handlers.local.supervision import launcher

NOT_HERE = "Set ONEPROTECT_DATABASE_URL to a Postgres that runs elsewhere."


def choose_identity(folder: Path, program: str) -> str:
    """The identity (see `launch.py`) that can run the program on the folder, one level below the state folder.

    Ourselves where that will do, else under another name in a user namespace, else, as root, really as that
    account, which owns the folder from then on. Raises StackError when none of them can reach both.
    """
    uid = os.geteuid()
    if uid != 0 and any(entry.pw_uid == uid for entry in pwd.getpwall()):
        return "-"
    accounts = sorted((e for e in pwd.getpwall() if e.pw_uid), key=lambda e: (e.pw_name != "nobody", e.pw_uid))
    if not accounts:
        raise StackError(f"Postgres needs a user that is not root, and this system knows none. {NOT_HERE}")
    numbers = f"{accounts[0].pw_uid}:{accounts[0].pw_gid}"
    if _reaches(f"map:{numbers}", program, folder):
        return f"map:{numbers}"
    if uid != 0:
        raise StackError(
            f"Postgres needs an entry for uid {uid} in /etc/passwd or a user namespace, and has neither. {NOT_HERE}"
        )
    _hand_over(folder, f"as:{numbers}")
    if not _reaches(f"as:{numbers}", program, folder):
        raise StackError(
            f"Postgres does not run as root, and the user `{accounts[0].pw_name}` cannot reach {folder} or "
            f"{program}: a folder above is closed to others. Move both, or run as another user. {NOT_HERE}"
        )
    return f"as:{numbers}"


def _reaches(identity: str, program: str, folder: Path) -> bool:
    probe = [*launcher(signal.SIGKILL, identity), "--reachable", program, str(folder)]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def give(path: Path, identity: str) -> None:
    """Make the account own this one path, when the identity is another account's."""
    kind, _, numbers = identity.partition(":")
    if kind == "as":
        uid, gid = (int(number) for number in numbers.split(":"))
        os.chown(path, uid, gid, follow_symlinks=False)


def _hand_over(folder: Path, identity: str) -> None:
    # The account has to come through the state folder: by its group, and without seeing what is in it.
    os.chown(folder.parent, -1, int(identity.rpartition(":")[2]))
    folder.parent.chmod(0o710)
    if folder.stat().st_uid != os.geteuid():
        return
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            give(Path(parent, name), identity)
    # Last, so that an interrupted run begins again.
    give(folder, identity)
