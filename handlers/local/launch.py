"""Starts one program so that it cannot outlive its parent, and as a user that the program accepts.

Run by path with `python -I -S`, standard library only:
`launch.py PARENT SIGNAL IDENTITY COMMAND…` becomes COMMAND, which gets SIGNAL when PARENT dies.
`launch.py PARENT SIGNAL IDENTITY --reachable PATH…` exits 0 when IDENTITY can be taken and can use each path.
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


def become(identity: str) -> None:
    """Take `-` (no change), `map:UID:GID` (a user namespace that calls us so) or `as:UID:GID` (for good).

    Raises OSError where the kernel forbids it.
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
    # The kernel takes a gid map from an unprivileged process only after it has given up setgroups.
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{uid} {outer[0]} 1"),
        ("gid_map", f"{gid} {outer[1]} 1"),
    ):
        with open(f"/proc/self/{name}", "w") as control:
            control.write(text)


def follow(parent: int, number: int, command: list[str]) -> None:
    """Become the command, with the kernel's promise to signal it when the parent dies."""
    # A change of credentials clears the promise, so it is asked for after `become`.
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, number, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    # A parent that died before the promise was made sends nothing any more.
    if os.getppid() != parent:
        sys.exit(UNUSABLE)
    os.execv(command[0], command)  # noqa: S606 - it becomes the command, no shell between


def watch(parent: int, number: int, command: list[str]) -> int:
    """Where the kernel makes no such promise: run the command and look after the parent five times a second."""
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
    """Do what the command line says; the status is the command's own, or 126 when it could not be started."""
    parent, number, identity, *command = sys.argv[1:]
    try:
        become(identity)
        if command[0] == "--reachable":
            return 0 if all(os.access(path, os.X_OK) for path in command[1:]) else UNUSABLE
        if sys.platform == "linux":
            follow(int(parent), int(number), command)
        return watch(int(parent), int(number), command)
    except OSError as error:
        print(f"{command[0]}: {error}", file=sys.stderr)
        return UNUSABLE


if __name__ == "__main__":
    sys.exit(main())
