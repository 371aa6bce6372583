"""The user that Postgres runs as: Postgres refuses root, and initdb refuses a uid without a passwd entry."""

import os
import pwd
import signal
import subprocess
from pathlib import Path

from handlers.local.state_folder import EmbeddedServerError
from handlers.local.supervision import launcher_command

OWN_POSTGRES = "Or set ONEPROTECT_DATABASE_URL to use a Postgres of your own."


def choose_identity(folder: Path, program: str) -> str:
    """Return the identity (see `launcher.py`) that can run the program on the folder, a child of the state folder.

    Prefers the current user, then another name for it in a user namespace, then, as root, another account, which from
    then on owns the folder. Raises EmbeddedServerError if none of them can reach both.
    """
    uid = os.geteuid()
    if uid != 0 and any(entry.pw_uid == uid for entry in pwd.getpwall()):
        return "-"
    accounts = sorted((e for e in pwd.getpwall() if e.pw_uid), key=lambda e: (e.pw_name != "nobody", e.pw_uid))
    if not accounts:
        raise EmbeddedServerError(
            f"Postgres does not run as root, and this system has no other user: add one. {OWN_POSTGRES}"
        )
    numbers = f"{accounts[0].pw_uid}:{accounts[0].pw_gid}"
    if _can_reach(f"map:{numbers}", program, folder):
        return f"map:{numbers}"
    if uid != 0:
        raise EmbeddedServerError(
            f"Postgres does not run as uid {uid}, which /etc/passwd does not list: add an entry, or allow user "
            f"namespaces. {OWN_POSTGRES}"
        )
    _hand_over(folder, f"as:{numbers}")
    if not _can_reach(f"as:{numbers}", program, folder):
        raise EmbeddedServerError(
            f"Postgres does not run as root, and the user `{accounts[0].pw_name}` cannot reach {folder} or {program}: "
            f"move both to folders that are open to other users, or run as another user. {OWN_POSTGRES}"
        )
    return f"as:{numbers}"


def _can_reach(identity: str, program: str, folder: Path) -> bool:
    probe = [*launcher_command(signal.SIGKILL, identity), "--reachable", program, str(folder)]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def change_owner(path: Path, identity: str) -> None:
    """Make the account of the identity own this path; do nothing if the identity is not another account."""
    kind, _, numbers = identity.partition(":")
    if kind == "as":
        uid, gid = (int(number) for number in numbers.split(":"))
        os.chown(path, uid, gid, follow_symlinks=False)


def _hand_over(folder: Path, identity: str) -> None:
    # The account must be able to pass through the state folder, by its group, but not list it.
    os.chown(folder.parent, -1, int(identity.rpartition(":")[2]))
    folder.parent.chmod(0o710)
    if folder.stat().st_uid != os.geteuid():
        return
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            change_owner(Path(parent, name), identity)
    # Last, so that the next run repeats an interrupted one.
    change_owner(folder, identity)
