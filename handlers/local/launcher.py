"""Script that becomes a program which cannot outlive its parent, running as a user that the program accepts.

Runs by path with `python -I -S` and imports only the standard library:
`launcher.py PARENT SIGNAL IDENTITY COMMAND…` becomes COMMAND, which receives SIGNAL when the process PARENT dies.
`launcher.py PARENT SIGNAL IDENTITY --reachable PATH…` exits with 0 if IDENTITY can be assumed and can use each path.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER = 0x10000000
UNUSABLE = 126


def assume(identity: str) -> None:
    """Assume `-` (no change), `map:UID:GID` (those ids in a user namespace) or `as:UID:GID` (that account).

    Raises OSError if the kernel forbids it.
    """
    kind, _, numbers = identity.partition(":")
    if kind == "-":
        return
    uid, gid = (int(number) for number in numbers.split(":"))
    if kind == "as":
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
        return
    outer = os.geteuid(), os.getegid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    # The kernel accepts a gid map from an unprivileged process only after setgroups is denied.
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{uid} {outer[0]} 1"),
        ("gid_map", f"{gid} {outer[1]} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as control:
            control.write(text)


def exec_bound_to_parent(parent: int, number: int, command: list[str]) -> None:
    """Become the command, after having the kernel send it signal `number` when the parent dies (PR_SET_PDEATHSIG)."""
    # A change of credentials clears the setting, so it comes after `assume`.
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, number, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    # If the parent died before that, the kernel sends nothing.
    if os.getppid() != parent:
        sys.exit(UNUSABLE)
    os.execv(command[0], command)  # noqa: S606 - it becomes the command, no shell between


def run_and_watch_parent(parent: int, number: int, command: list[str]) -> int:
    """Run the command and check five times a second whether the parent lives: for systems without PR_SET_PDEATHSIG."""
    with subprocess.Popen(command, close_fds=False) as child:
        for forwarded in (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
            signal.signal(forwarded, lambda received, _: child.send_signal(received))
        orphaned = False
        while child.poll() is None:
            if not orphaned and os.getppid() != parent:
                orphaned = True
                child.send_signal(number)
            time.sleep(0.2)
        return child.returncode if child.returncode >= 0 else 128 - child.returncode


def main() -> int:
    """Run the command line; return the status of the command, or 126 if it could not be started."""
    parent, number, identity, *command = sys.argv[1:]
    try:
        assume(identity)
        if command[0] == "--reachable":
            return 0 if all(os.access(path, os.X_OK) for path in command[1:]) else UNUSABLE
        if sys.platform == "linux":
            exec_bound_to_parent(int(parent), int(number), command)
        return run_and_watch_parent(int(parent), int(number), command)
    except OSError as error:
        print(f"{command[0]}: {error}", file=sys.stderr)
        return UNUSABLE


if __name__ == "__main__":
    sys.exit(main())
