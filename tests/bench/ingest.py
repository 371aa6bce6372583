"""Measure `oneprotect ingest` against a running `oneprotect up` and print a table. Asserts nothing.

python -m tests.bench.ingest [--megabytes 1000] [--alerts 0.05]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

import httpx
from rich.console import Console
from rich.table import Table

from tests.bench.eve import rows

_SCREEN = Console()


def main() -> None:
    """Write a log, ingest it twice into a new tenant, and print how long that took."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--alerts", type=float, default=0.05, help="share of the rows that are alerts")
    options = parser.parse_args()
    table = Table("run", "first alert", "total", "alerts/s", "MB/s", "peak RSS", "result")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "eve.json"
        with _SCREEN.status(f"writing {options.megabytes} MB"):
            alerts = write(file, options.megabytes * 1_000_000, options.alerts)
        tenant = f"bench-{uuid4().hex[:8]}"
        for name in ("first", "second"):
            table.add_row(name, *measure(options.url, file, tenant, alerts))
    _SCREEN.print(table)


def write(file: Path, size: int, alerts: float) -> int:
    """Write rows until the file has the size in bytes, and return how many of them are alerts."""
    written = 0
    with file.open("w") as log:
        for row in rows(alerts):
            size -= log.write(json.dumps(row, separators=(",", ":")) + "\n")
            written += row["event_type"] == "alert"
            if size <= 0:
                return written
    raise AssertionError  # rows never ends


def measure(url: str, file: Path, tenant: str, alerts: int) -> tuple[str, ...]:
    """Ingest the file and return the cells of a row."""
    cli = [sys.executable, "-m", "handlers.cli"]
    token = subprocess.run(
        [*cli, "token", "--role", "analyst", "--tenant", tenant], check=True, capture_output=True, text=True
    ).stdout.strip()
    headers = {"Authorization": f"Bearer {token}"}
    httpx.get(f"{url}/api/v1/alerts", headers=headers)  # creates the tenant, which `ingest` does not
    began, first, peak = time.monotonic(), None, 0
    process = subprocess.Popen(
        [*cli, "ingest", "suricata", str(file), "--url", url, "--tenant", tenant], stdout=subprocess.PIPE, text=True
    )
    with httpx.Client(base_url=f"{url}/api/v1", headers=headers) as client:
        while process.poll() is None:
            if first is None and client.get("/alerts", params={"limit": 1}).json().get("items"):
                first = time.monotonic() - began
            peak = max(peak, resident(process.pid))
            time.sleep(0.05 if first is None else 0.5)
    total = time.monotonic() - began
    output = process.stdout.read().strip() if process.stdout else ""
    return (
        f"{first:.2f} s" if first else "-",
        f"{total:.1f} s",
        f"{alerts / total:,.0f}",
        f"{file.stat().st_size / total / 1e6:.1f}",
        f"{peak / 1024:.0f} MiB",
        output,
    )


def resident(pid: int) -> int:
    """Return the largest resident size of the process so far, in KiB; 0 once it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    main()
