"""`oneprotect up` and the commands beside it, as a user has them on a shell."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

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
    """A folder in which the product is used, on a port of its own."""

    home: Path
    port: int

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ONEPROTECT_")}
        ours = {"ONEPROTECT_HOME": str(self.home), "ONEPROTECT_PORT": str(self.port), "PYTHONPATH": str(ROOT)}
        return kept | ours

    def start(self) -> subprocess.Popen[bytes]:
        with (self.home.parent / "up.log").open("ab") as log:
            process = subprocess.Popen(self.words("up"), env=self.environment, stdout=log, stderr=log)
        await_ready(f"http://127.0.0.1:{self.port}")
        return process

    @staticmethod
    def words(*arguments: str) -> list[str]:
        return [sys.executable, "-m", "handlers.cli", *arguments]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.words(*arguments), env=self.environment, capture_output=True, text=True, timeout=60, check=False
        )

    def client(self, role: str) -> httpx.Client:
        token = self.run("token", "--role", role).stdout.strip()
        url = f"http://127.0.0.1:{self.port}/api/v1"
        return httpx.Client(base_url=url, headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def shell(folder: Path) -> Shell:
    return Shell(folder / "home", free_port())


@pytest.fixture
def running(shell: Shell) -> Iterator[Shell]:
    process = shell.start()
    yield shell
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0


def alive(home: Path) -> list[str]:
    listed = subprocess.run(["ps", "-eo", "pid,args"], capture_output=True, text=True, check=True).stdout
    ours = [line for line in listed.splitlines() if str(home) in line]
    of_environment = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if f"ONEPROTECT_HOME={home}\x00".encode() in (entry / "environ").read_bytes():
                    of_environment.append(entry.name)
            except OSError:
                continue
    return ours + of_environment


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_stop_leaves_nothing_running_and_a_start_finds_the_data(shell: Shell, number: signal.Signals, eventually):
    process = shell.start()
    with shell.client("analyst") as analyst:
        made = analyst.post("/tickets", json={"title": "kept"}).json()
    process.send_signal(number)
    process.wait(30)
    eventually(lambda: alive(shell.home) == [], pause=0.2)
    again = shell.start()
    try:
        with shell.client("analyst") as analyst:
            assert analyst.get(f"/tickets/{made['id']}").json() == made
    finally:
        again.send_signal(signal.SIGINT)
        assert again.wait(30) == 0


def test_a_second_start_on_the_same_port_or_folder_says_what_to_do(running: Shell):
    same_port = running.run("up")
    assert same_port.returncode == 1
    assert "ONEPROTECT_PORT" in same_port.stderr
    same_folder = running.run("up", "--port", str(free_port()))
    assert same_folder.returncode == 1
    assert "ONEPROTECT_HOME" in same_folder.stderr


def test_a_child_that_dies_is_started_again(running: Shell, eventually):
    eventually(lambda: len(api_of(running.home)) == 1)
    died = api_of(running.home)
    os.kill(died[0], signal.SIGKILL)
    eventually(lambda: len(api_of(running.home)) == 1 and api_of(running.home) != died)
    await_ready(f"http://127.0.0.1:{running.port}")


def api_of(home: Path) -> list[int]:
    """Give the ids of the API processes of a state folder."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            words, environment = (entry / "cmdline").read_bytes(), (entry / "environ").read_bytes()
        except OSError:
            continue
        if words.endswith(b"\x00api\x00") and f"ONEPROTECT_HOME={home}\x00".encode() in environment:
            found.append(int(entry.name))
    return found


def test_the_ready_message_names_the_docs(running: Shell, eventually):
    address = f"http://127.0.0.1:{running.port}/docs"
    eventually(lambda: f"Docs      {address}\n" in (running.home.parent / "up.log").read_text())
    assert httpx.get(address).status_code == 200


def test_another_host_is_refused(running: Shell):
    url = f"http://127.0.0.1:{running.port}/openapi.json"
    for host in (f"127.0.0.1:{running.port}", f"localhost:{running.port}", "localhost"):
        assert httpx.get(url, headers={"Host": host}).status_code == 200
    refused = httpx.get(url, headers={"Host": "attacker.example"})
    assert (refused.status_code, refused.json()["code"]) == (400, "invalid-parameter")


def test_a_file_is_ingested_once_row_by_row(running: Shell, tmp_path: Path):
    file = tmp_path / "eve.json"
    rows = [json.dumps(EVE), "{", json.dumps({**EVE, "note": "a\x00b"}), json.dumps({**EVE, "src_ip": "::1"})]
    file.write_text("\n".join(rows) + '\n{"timestamp": "2026-01-01T00:00:00", "x": "\\ud800"}\n')
    first, again = running.run("ingest", "suricata", str(file)), running.run("ingest", "suricata", str(file))
    assert first.stdout == "2 created, 0 already there, 3 refused\n"
    assert again.stdout == "0 created, 2 already there, 3 refused\n"
    assert first.returncode == 1
    for row in (2, 3, 5):
        assert f"row {row} refused:" in first.stderr
    assert "422" in first.stderr
    with running.client("analyst") as analyst:
        stored = [analyst.get(f"/alerts/{item['id']}").json() for item in analyst.get("/alerts").json()["items"]]
    assert [alert["raw"] for alert in sorted(stored, key=lambda a: a["assets"][0]["value"])] == [
        EVE,
        {**EVE, "src_ip": "::1"},
    ]


def test_events_are_printed_as_they_come(running: Shell):
    with subprocess.Popen(
        running.words("events"), env=running.environment, stdout=subprocess.PIPE, text=True
    ) as printer:
        try:
            time.sleep(2)
            with running.client("analyst") as analyst:
                made = analyst.post("/tickets", json={"title": "x"}).json()
            assert printer.stdout is not None
            event = json.loads(printer.stdout.readline())
        finally:
            printer.send_signal(signal.SIGINT)
    assert (event["type"], event["subject"]) == ("oneprotect.ticket.created.v1", made["id"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["token", "--role", "boss"], "there is no role"),
        (["token", "--role", "analyst", "--tenant", "A B"], "no tenant name"),
        (["api"], "ONEPROTECT_DATABASE_URL"),
        (["relay"], "ONEPROTECT_BACKGROUND_DATABASE_URL"),
        (["migrate"], "ONEPROTECT_MIGRATION_DATABASE_URL"),
        (["events"], "oneprotect up"),
        (["ingest", "suricata", "eve.json"], "oneprotect up"),
    ],
)
def test_a_command_that_cannot_work_says_what_to_do(shell: Shell, arguments: list[str], says: str):
    file = shell.home.parent / "eve.json"
    file.write_text(json.dumps(EVE))
    result = shell.run(*(str(file) if word == file.name else word for word in arguments))
    assert result.returncode == 1
    assert says in result.stderr
    assert "Traceback" not in result.stderr


def test_a_token_is_all_that_is_printed(shell: Shell):
    result = shell.run("token", "--role", "analyst", "--subject", "ann")
    assert result.returncode == 0
    assert "new signing key" in result.stderr
    assert shell.run("token", "--role", "analyst").stderr == ""
    assert result.stdout.count(".") == 2
    assert result.stdout == result.stdout.strip() + "\n"
