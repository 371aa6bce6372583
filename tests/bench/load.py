"""Load generators: wrk for HTTP and pgbench for Postgres, each run for some seconds."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from handlers.local.postgres_server import program
from tests.bench.captured import Statement, script

_WRK = """
local requests = {requests}
local place = math.random(#requests)
request = function()
    place = place % #requests + 1
    return requests[place]
end
local threads = {{}}
setup = function(thread) table.insert(threads, thread) end
init = function() for i, r in ipairs(requests) do requests[i] = wrk.format(r[1], r[2], r[3], r[4]) end end
done = function(summary, latency)
    local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
    print(string.format('RESULT {{"requests": %d, "microseconds": %d, "failed": %d, "p50": %f, "p99": %f}}',
        summary.requests, summary.duration, failed, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
"""


@dataclass(frozen=True, slots=True)
class Request:
    """A request as every connection repeats it."""

    method: str
    path: str
    token: str
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """What a generator counted: per second, failed, and latencies in ms."""

    rate: float
    failed: int
    p50: float
    p99: float


def _lua(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _entry(request: Request) -> str:
    """Return a request as a Lua table."""
    headers = f'Authorization = {_lua(f"Bearer {request.token}")}, ["Content-Type"] = "application/json"'
    body = "nil" if request.body is None else _lua(request.body)
    return f"{{{_lua(request.method)}, {_lua(request.path)}, {{{headers}}}, {body}}}"


def over_http(url: str, requests: Sequence[Request], *, connections: int, seconds: float) -> Measured:
    """Send the requests in turn over kept connections, as fast as they are answered."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("The load over HTTP comes from wrk: install it (Debian and Ubuntu: `apt-get install wrk`).")
    entries = ",\n".join(map(_entry, requests))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "requests.lua"
        file.write_text(_WRK.format(requests=f"{{{entries}}}"))
        command = [wrk, "-t1", f"-c{connections}", f"-d{seconds:g}s", "--timeout", "30s", "-s", file, url]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    counted = json.loads(output.partition("RESULT ")[2].splitlines()[0])
    rate = counted["requests"] / counted["microseconds"] * 1e6
    return Measured(rate, counted["failed"], counted["p50"], counted["p99"])


def in_postgres(
    url: str,
    transactions: Sequence[tuple[list[Statement], dict[str, str]]],
    *,
    clients: int,
    seconds: float,
    first: str = "",
) -> Measured:
    """Run captured transactions with pgbench, one of them at random each time, with prepared statements.

    ``first`` is a statement that sets the variables that the transactions name as fresh.
    """
    parts = urlsplit(url)
    query = dict(item.split("=", 1) for item in parts.query.split("&") if item)
    environment = {"PGPASSWORD": unquote(parts.password or ""), "PATH": "/usr/bin:/bin"}
    command = [program("pgbench"), "-n", "-M", "prepared", f"-c{clients}", "-j1", f"-T{seconds:g}", "-l"]
    command += ["-h", unquote(query.get("host", parts.hostname or "")), "-U", unquote(parts.username or "")]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        for number, (statements, fresh) in enumerate(transactions):
            text, variables = script(statements, fresh)
            text = re.sub(r"(?<!:):(v\d+_\d+)\b", rf":\1_{number}", text)
            for name, value in variables.items():
                command += ["-D", f"{name}_{number}={value}"]
            file = Path(folder) / f"{number}.sql"
            file.write_text(first + text)
            command += ["-f", f"{number}.sql@1"]
        done = subprocess.run(
            [*command, parts.path.lstrip("/")], cwd=folder, env=environment, check=False, capture_output=True, text=True
        )
        if done.returncode != 0 or "tps = " not in done.stdout:
            raise SystemExit(f"pgbench failed: {done.stderr[-2000:]}")
        times = sorted(int(line.split()[2]) / 1000 for log in Path(folder).glob("pgbench_log.*") for line in log.open())
    rate = float(done.stdout.partition("tps = ")[2].split()[0])
    failed = int(done.stdout.partition("number of failed transactions: ")[2].split()[0])
    return Measured(rate, failed, times[len(times) // 2], times[len(times) * 99 // 100])
