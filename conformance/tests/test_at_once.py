"""Several clients of one tenant: no run takes the changes of another one for a violation, and none hides a bug."""

import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from oneprotect_conformance import clock
from oneprotect_conformance.callers import Tokens
from oneprotect_conformance.clock import Clock
from oneprotect_conformance.outcome import Outcome
from oneprotect_conformance.run import check_server

from conformance.tests import bugs_lists
from conformance.tests.planted import Bug, Forward, Request, Response, planted
from conformance.tests.running import command, environment, violations

COMPARING = ["summary", "ticket numbers", "paging", "sorting", "filters", "rows", "created records", "stored values"]
COMPARING += ["hidden from auditors", "ETags", "search"]


@pytest.fixture(autouse=True)
def _unlimited(monkeypatch) -> None:
    """Let quick runs in this process end without a deadline: what they check must not depend on other processes."""
    monkeypatch.setattr(clock, "OWN_CHECKS", 2000.0)
    monkeypatch.setattr(clock, "FUZZING", 2000.0)


@pytest.fixture
def busy(product, tenant: str) -> Iterator[list[str]]:
    """Another client that creates, changes and resolves tickets and reports alerts; the ids of its tickets."""
    created: list[str] = []
    done, started = threading.Event(), threading.Event()

    def work() -> None:
        with product.client("admin", tenant, subject="other") as client:
            while not done.wait(0.05):
                ticket = client.post("/tickets", json={"title": "Another client"})
                created.append(ticket.json()["id"])
                alert = {"source": "other", "source_alert_id": created[-1], "title": "x", "severity": "low"}
                client.post("/alerts", json={**alert, "detected_at": "2026-01-02T03:04:05Z"}).raise_for_status()
                oldest = created[len(created) // 2]
                for body in ({"severity": "critical", "tags": ["other"]}, {"severity": "low", "priority": "p1"}):
                    etag = client.get(f"/tickets/{oldest}").headers["ETag"]
                    client.patch(f"/tickets/{oldest}", json=body, headers={"If-Match": etag})
                started.set()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    assert started.wait(30)
    yield created
    done.set()
    thread.join()


def run(product, tenant: str, url: str, only: list[str], *, quick: bool = False) -> Outcome:
    tokens = Tokens(product.token("admin", tenant), None, product.token("auditor", tenant))
    return check_server(url, tokens, seed=1, advance=lambda _: None, only=only, clock=Clock(quick))


@pytest.mark.parametrize("quick", [True, pytest.param(False, marks=pytest.mark.proofs)], ids=["quick", "full"])
def test_changes_of_another_client_are_no_violation(product, tenant: str, busy, quick: bool):
    outcome = run(product, tenant, product.url, COMPARING, quick=quick)
    assert len(busy) > 10
    assert violations(outcome) == []
    # Tickets cannot be counted while others create them; all other checks judge something.
    assert outcome.judged | {"summary", "ticket numbers"} == set(COMPARING)


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("name", ["shuffled ties", "duplicate number"])
def test_bug_is_found_while_another_client_changes_the_tenant(product, tenant: str, name: str):
    [bug] = [item for item in bugs_lists.BUGS if item.name == name]
    with planted(bug, product.url) as url:
        found = violations(run(product, tenant, url, bug.checks, quick=True))
    assert [violation for violation in found if bug.operation in violation and bug.promise in violation]


def test_failure_is_final_if_no_other_client_is_active(product, tenant: str):
    def fails_once(request: Request, forward: Forward, memory: dict[str, int]) -> Response:
        response = forward(request)
        if request.matches("GET", "/tickets/{id}") and response.status == 200 and not memory:
            memory["failed"] = 1
            return response.with_json({**response.json, "title": "Another title"})
        return response

    with planted(Bug("fails once", "", "", [], fails_once), product.url) as url:
        assert violations(run(product, tenant, url, ["created records"], quick=True)) != []


@pytest.mark.proofs
@pytest.mark.parametrize("extent", ["--quick", "--seed=1"], ids=["quick", "full"])
def test_two_runs_at_once_find_no_violation(product, tenant: str, extent: str, tmp_path: Path):
    tokens = {"token": product.token("admin", tenant), "second": product.token("admin", f"{tenant}-b")}
    tokens["auditor"] = product.token("auditor", tenant)
    for name, token in tokens.items():
        (tmp_path / name).write_text(token)
    options = ["--second-tenant-token-file", str(tmp_path / "second")]
    options += ["--auditor-token-file", str(tmp_path / "auditor"), extent]
    runs = [
        subprocess.Popen(
            command(product.url, tmp_path / "token", *options),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment(),
        )
        for _ in range(2)
    ]
    outputs = [process.communicate()[0] for process in runs]
    print(*outputs, sep="\n\n")
    assert [process.returncode for process in runs] == [0, 0]
