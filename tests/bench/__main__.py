"""Measure the speed of the API against the same statements in pgbench, and print a table. Asserts nothing.

python -m tests.bench [--quick] [--tickets 4000] [--seconds 8] [--rounds 3]
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from uuid import UUID

import httpx
from rich.console import Console
from rich.table import Table

from handlers.redaction import REDACTION_VERSION
from handlers.runtime.identity import actors
from tests.bench.captured import Statement, captured
from tests.bench.data import load_tickets
from tests.bench.load import Measured, Request, in_postgres, over_http
from tests.product import ISSUER, Product, running_product, running_stack

_SCREEN = Console(stderr=True)
_CONNECTIONS, _CLIENTS, _TENANTS = 64, 8, 50
_BODY = json.dumps({"title": "Suspicious login on web server 42", "description": "The sensor reported it again. " * 8})


class Tenants:
    """Tenants with data, each with a token of an analyst."""

    def __init__(self, product: Product, names: list[str], tickets: int) -> None:
        self.product = product
        self.tokens = {name: product.token("analyst", name) for name in names}
        for name in names:
            with product.client("analyst", name) as client:
                client.get("/me").raise_for_status()
        ids = [actors.tenant_id_of(name) for name in names]
        self.people = [(tenant, actors.principal_id_of(tenant, ISSUER, "analyst")) for tenant in ids]
        load_tickets(product.database.superuser, self.people, tickets, REDACTION_VERSION)

    def requests(self, method: str, path: str, body: str | None = None) -> list[Request]:
        """Return the request as each tenant sends it; `{ticket}` is one of its tickets."""
        found = []
        for name, token in self.tokens.items():
            whole = path
            if "{ticket}" in path:
                with self.product.client("analyst", name) as client:
                    whole = path.format(ticket=client.get("/tickets?limit=1").json()["items"][0]["id"])
            found.append(Request(method, whole, token, body))
        return found

    def in_postgres(self, request: Request, seconds: float) -> Measured:
        """Run what the request runs in Postgres: a change for every tenant, since it locks the tenant's counter."""
        statements, fresh = self._capture(request)
        owner = self.people[0]
        transactions = [
            (
                [
                    statement.replaced(dict(zip(map(str, owner), map(str, person), strict=True)))
                    for statement in statements
                ],
                fresh,
            )
            for person in (self.people if fresh else self.people[:1])
        ]
        ids = sorted(set(fresh.values()) - {"last_number"})
        first = f"SELECT {', '.join(f'uuidv7() AS {name}' for name in ids)} \\gset\n" if ids else ""
        return in_postgres(self.product.database.app, transactions, clients=_CLIENTS, seconds=seconds, first=first)

    def _capture(self, request: Request) -> tuple[list[Statement], dict[str, str]]:
        """Return the statements of a request, and its parameters that differ each time, with the names of variables."""
        headers = {"Authorization": f"Bearer {request.token}", "Content-Type": "application/json"}

        def send() -> None:
            url = self.product.url + request.path
            httpx.request(request.method, url, content=request.body, headers=headers).raise_for_status()

        log = self.product.home / "postgres.log"
        first, second = (captured(self.product.database.superuser, log, send) for _ in range(2))
        fresh: dict[str, str] = {}
        for one, other in zip(first, second, strict=True):
            for value, changed in zip(one.parameters, other.parameters, strict=True):
                if value is not None and value != changed:
                    if _is_uuid(value):
                        fresh.setdefault(value, f"id{len(fresh)}")
                    elif value.isdecimal():
                        fresh[value] = "last_number"
        return first, fresh


def _is_uuid(value: str) -> bool:
    try:
        return str(UUID(value)) == value
    except ValueError:
        return False


def main() -> None:
    """Run every row in alternating rounds and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--tickets", type=int, default=4000, help="in each of 50 tenants")
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, default=Path("bench.json"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="oneprotect-bench-") as name:
        Path(name).chmod(0o711)
        with (
            running_stack(Path(name) / "home") as stack,
            running_product(stack, ONEPROTECT_RATE_LIMIT="100000000/minute") as product,
        ):
            with _SCREEN.status(f"writing {_TENANTS * options.tickets:,} tickets"):
                tenants = Tenants(product, [f"bench-{number}" for number in range(_TENANTS)], options.tickets)
            table = Table("what", "HTTP/s", "pgbench/s", "ratio", "p50 ms", "p99 ms", "failed")
            results = {}
            for what, method, path, body in (
                ("list of 50", "GET", "/api/v1/tickets?limit=50", None),
                ("GET one", "GET", "/api/v1/tickets/{ticket}", None),
                ("create", "POST", "/api/v1/tickets", _BODY),
            ):
                results[what] = _paired(tenants, tenants.requests(method, path, body), options.rounds, options.seconds)
                http, postgres = results[what]
                table.add_row(
                    what,
                    f"{_median(http, 'rate'):,.0f}",
                    f"{_median(postgres, 'rate'):,.0f}",
                    f"{statistics.median(h.rate / p.rate for h, p in zip(http, postgres, strict=True)):.2f}",
                    f"{_median(http, 'p50'):.1f}",
                    f"{_median(http, 'p99'):.1f}",
                    str(sum(run.failed for run in http + postgres)),
                )
    Console().print(table)
    options.json.write_text(
        json.dumps(
            {what: [[asdict(run) for run in side] for side in sides] for what, sides in results.items()}, indent=1
        )
    )


def _median(runs: list[Measured], member: str) -> float:
    return statistics.median(getattr(run, member) for run in runs)


def _paired(
    tenants: Tenants, requests: list[Request], rounds: int, seconds: float
) -> tuple[list[Measured], list[Measured]]:
    """Measure both sides in turn."""
    sides: tuple[list[Measured], list[Measured]] = ([], [])
    measure: list[Callable[[], Measured]] = [
        lambda: over_http(tenants.product.url, requests, connections=_CONNECTIONS, seconds=seconds),
        lambda: tenants.in_postgres(requests[0], seconds),
    ]
    for _ in range(rounds):
        for side, run in zip(sides, measure, strict=True):
            side.append(run())
    return sides


if __name__ == "__main__":
    main()
