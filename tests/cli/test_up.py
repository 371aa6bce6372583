"""`oneprotect up` and the commands next to it, as a user runs them in a shell."""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from handlers.sites import npm
from handlers.sites.builds import PROJECTS
from tests.product import await_ready, free_port

ROOT = Path(__file__).parent.parent.parent
EVE = {
    "timestamp": "2026-01-02T03:04:05.678901+0000",
    "event_type": "alert",
    "src_ip": "192.0.2.7",
    "dest_ip": "198.51.100.2",
    "alert": {"gid": 1, "signature_id": 1, "signature": "Scan", "category": "Leak", "severity": 2},
}


@dataclass
class Shell:
    """A shell with a state folder and a port of its own, in which `up` runs."""

    home: Path
    port: int = field(default_factory=free_port)
    up: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> str:
        return (self.home.parent / "up.log").read_text()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ONEPROTECT_")}
        ours = {"ONEPROTECT_HOME": str(self.home), "ONEPROTECT_PORT": str(self.port), "PYTHONPATH": str(ROOT)}
        return kept | ours

    def start(self) -> None:
        """Start `up` and wait for its ready message."""
        with (self.home.parent / "up.log").open("wb") as log:
            self.up = subprocess.Popen(self.words("up"), env=self.environment, stdout=log, stderr=log)
        end = time.monotonic() + 120
        while "is ready" not in self.log:
            assert time.monotonic() < end, self.log
            time.sleep(0.05)

    def stop(self, number: signal.Signals) -> int:
        assert self.up is not None
        self.up.send_signal(number)
        status = self.up.wait(30)
        self.up = None
        return status

    @staticmethod
    def words(*arguments: str) -> list[str]:
        return [sys.executable, "-m", "handlers.cli", *arguments]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.words(*arguments), env=self.environment, capture_output=True, text=True, timeout=60, check=False
        )

    def client(self, role: str) -> httpx.Client:
        token = self.run("token", "--role", role).stdout.strip()
        return httpx.Client(base_url=f"{self.url}/api/v1", headers={"Authorization": f"Bearer {token}"})


@pytest.fixture(scope="module")
def shell() -> Iterator[Shell]:
    # What `up` would build now is not waited for later.
    with suppress(npm.SiteError):
        for project in PROJECTS:
            npm.build(project.folder, project.inputs)
    # Other accounts must be able to pass through the folder: see `folder` in tests/local/conftest.py.
    with tempfile.TemporaryDirectory(prefix="oneprotect-test-") as name:
        Path(name).chmod(0o711)
        shell = Shell(Path(name) / "home")
        try:
            yield shell
        finally:
            if shell.up is not None:
                shell.stop(signal.SIGINT)


@pytest.fixture
def running(shell: Shell) -> Shell:
    """The one `up` of these tests; the tests that stop it start it again."""
    if shell.up is None:
        shell.start()
    return shell


def processes_of(home: Path) -> list[str]:
    """Every process that has the state folder in its command line or environment."""
    listed = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True).stdout
    by_command = [line for line in listed.splitlines() if str(home) in line]
    by_environment = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if f"ONEPROTECT_HOME={home}\x00".encode() in (entry / "environ").read_bytes():
                    by_environment.append(entry.name)
            except OSError:
                continue
    return by_command + by_environment


def api_processes_of(home: Path) -> list[int]:
    """The ids of the API processes of a state folder."""
    ids = []
    for entry in Path("/proc").iterdir():
        try:
            words, environment = (entry / "cmdline").read_bytes(), (entry / "environ").read_bytes()
        except OSError:
            continue
        if words.endswith(b"\x00api\x00") and f"ONEPROTECT_HOME={home}\x00".encode() in environment:
            ids.append(int(entry.name))
    return ids


def test_ready_message_names_the_docs(running: Shell):
    address = f"{running.url}/docs"
    assert f"Docs      {address}\n" in running.log
    assert httpx.get(address).status_code == 200


def test_second_start_says_what_to_do(running: Shell, tmp_path: Path):
    same_port = running.run("up")
    assert (same_port.returncode, same_port.stderr.count("\n")) == (1, 1)
    assert "already running on port" in same_port.stderr
    same_folder = running.run("up", "--port", str(free_port()))
    assert (same_folder.returncode, same_folder.stderr.count("\n")) == (1, 1)
    assert "ONEPROTECT_HOME" in same_folder.stderr
    other_folder = Shell(tmp_path / "home", running.port).run("up")
    assert (other_folder.returncode, other_folder.stderr.count("\n")) == (1, 1)
    assert f"Port {running.port} is in use: set ONEPROTECT_PORT" in other_folder.stderr


def test_dead_process_is_restarted(running: Shell, eventually: Callable[..., None]):
    eventually(lambda: len(api_processes_of(running.home)) == 1)
    before = api_processes_of(running.home)
    os.kill(before[0], signal.SIGKILL)
    eventually(lambda: len(api_processes_of(running.home)) == 1 and api_processes_of(running.home) != before)
    await_ready(running.url)


def test_request_for_another_host_is_rejected(running: Shell):
    url = f"{running.url}/openapi.json"
    for host in (f"127.0.0.1:{running.port}", f"localhost:{running.port}", "localhost"):
        assert httpx.get(url, headers={"Host": host}).status_code == 200
    rejected = httpx.get(url, headers={"Host": "attacker.example"})
    assert (rejected.status_code, rejected.json()["code"]) == (400, "invalid-parameter")


def test_rows_are_ingested_by_the_running_product(running: Shell, tmp_path: Path):
    file = tmp_path / "eve.json"
    rows = [json.dumps(EVE), "{", json.dumps({**EVE, "src_ip": "::1"})]
    file.write_text("\n".join(rows) + "\n")
    first, again = running.run("ingest", "suricata", str(file)), running.run("ingest", "suricata", str(file))
    assert first.stdout == "2 created, 0 already present, 0 skipped, 1 rejected\n"
    assert again.stdout == "0 created, 2 already present, 0 skipped, 1 rejected\n"
    assert first.returncode == 1
    assert "eve.json: row 2 rejected: not JSON" in first.stderr
    with running.client("analyst") as analyst:
        stored = [analyst.get(f"/alerts/{item['id']}").json() for item in analyst.get("/alerts").json()["items"]]
    assert [alert["raw"] for alert in sorted(stored, key=lambda a: a["assets"][0]["value"])] == [
        EVE,
        {**EVE, "src_ip": "::1"},
    ]


def test_new_events_are_printed(running: Shell):
    with (
        running.client("analyst") as analyst,
        subprocess.Popen(
            running.words("events"), env=running.environment, stdout=subprocess.PIPE, text=True
        ) as printer,
    ):
        assert printer.stdout is not None
        created = []
        try:
            # The printer prints only what is published after it has subscribed.
            while not select.select([printer.stdout], [], [], 0.5)[0]:
                created.append(analyst.post("/tickets", json={"title": "x"}).json()["id"])
                assert len(created) < 60
            event = json.loads(printer.stdout.readline())
        finally:
            printer.send_signal(signal.SIGINT)
    assert event["type"] == "oneprotect.ticket.created.v1"
    assert event["subject"] in created


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_stop_leaves_no_process_and_the_next_start_has_the_data(
    running: Shell, number: signal.Signals, eventually: Callable[..., None]
):
    with running.client("analyst") as analyst:
        created = analyst.post("/tickets", json={"title": "kept"}).json()
    assert running.stop(number) == (0 if number == signal.SIGTERM else -number)
    eventually(lambda: processes_of(running.home) == [], pause=0.2)
    running.start()
    with running.client("analyst") as analyst:
        assert analyst.get(f"/tickets/{created['id']}").json() == created


def test_interrupt_leaves_no_process(running: Shell, eventually: Callable[..., None]):
    assert running.stop(signal.SIGINT) == 0
    eventually(lambda: processes_of(running.home) == [], pause=0.2)
    assert running.log.endswith("Stopping. The data stays.\n")
