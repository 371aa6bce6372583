"""The command as CI runs it: it passes against the product and fails against a server with one planted bug.

The marker `proofs` is for what takes long: full runs of every role, and whole runs against planted bugs.
"""

import re
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from oneprotect_conformance.run import CHECKS

from conformance.tests import (
    bugs_alerts,
    bugs_exact,
    bugs_forms,
    bugs_history,
    bugs_http,
    bugs_indicators,
    bugs_limits,
    bugs_lists,
    bugs_order,
    bugs_pages,
    bugs_people,
    bugs_related,
    bugs_reports,
    bugs_requests,
    bugs_scope,
    bugs_search,
    bugs_strictness,
    bugs_texts,
)
from conformance.tests.bugs import OTHERS, SEVEN
from conformance.tests.bugs_trail import REDACTED, TRACED
from conformance.tests.bugs_values import CHANGED, STORED
from conformance.tests.planted import Bug, planted
from conformance.tests.running import command, environment

LONG = [
    *OTHERS,
    *STORED,
    *CHANGED,
    *TRACED,
    *REDACTED,
    *bugs_alerts.BUGS,
    *bugs_exact.BUGS,
    *bugs_forms.BUGS,
    *bugs_history.BUGS,
    *bugs_http.BUGS,
    *bugs_indicators.BUGS,
    *bugs_limits.BUGS,
    *bugs_lists.BUGS,
    *bugs_order.BUGS,
    *bugs_pages.BUGS,
    *bugs_people.BUGS,
    *bugs_related.BUGS,
    *bugs_reports.BUGS,
    *bugs_requests.BUGS,
    *bugs_scope.BUGS,
    *bugs_search.BUGS,
    *bugs_strictness.BUGS,
    *bugs_texts.BUGS,
]
ROLES = ("admin", "analyst", "auditor", "ingest")
# The generated requests depend on the seed more than on the role.
FULL_RUNS = [("admin", "1"), ("admin", "2"), ("admin", "3"), ("analyst", "1"), ("auditor", "2"), ("ingest", "3")]


@pytest.fixture
def files(product, tenant: str, tmp_path: Path) -> dict[str, Path]:
    """The token files by role, and one of another tenant."""
    tokens = {role: product.token(role, tenant) for role in ROLES}
    tokens["second"] = product.token("admin", f"{tenant}-b")
    paths = {name: tmp_path / name for name in tokens}
    for name, token in tokens.items():
        paths[name].write_text(token)
    return paths


@pytest.fixture
def delivered(product, deliver, tenant: str) -> None:
    """Delivery records, which no operation creates."""
    with product.client("admin", tenant) as admin:
        ticket = admin.post("/tickets", json={"title": "Delivered"}).json()["id"]
        for _ in range(60):
            deliver(admin, ticket)


def run(url: str, files: dict[str, Path], role: str, *options: str) -> subprocess.CompletedProcess[str]:
    others = ["--second-tenant-token-file", str(files["second"]), "--auditor-token-file", str(files["auditor"])]
    return execute(command(url, files[role], *others, *options))


def execute(words: list[str]) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(words, capture_output=True, text=True, check=False, env=environment())
    print(done.stdout[-30_000:], done.stderr[-5_000:])
    return done


@pytest.mark.parametrize(
    ("role", "options"),
    [("analyst", ["--quick"]), pytest.param("auditor", [], marks=pytest.mark.proofs)],
    ids=["analyst-quick", "auditor"],
)
def test_product_conforms_to_its_contract(product, files, role: str, options: list[str], tmp_path: Path):
    assert run(product.url, files, role, "--report", str(tmp_path / "report"), *options).returncode == 0
    suites = ET.parse(tmp_path / "report" / "junit.xml").getroot()  # noqa: S314 - the kit has just written it
    assert int(suites.attrib["tests"]) > 100
    assert suites.attrib["failures"] == "0"
    page = (tmp_path / "report" / "report.html").read_text()
    assert "no violation" in page
    assert "src=" not in page
    assert files[role].read_text() not in page


@pytest.mark.proofs
@pytest.mark.usefixtures("delivered")
@pytest.mark.parametrize(("role", "seed"), FULL_RUNS)
def test_product_conforms_in_full(product, files, role: str, seed: str):
    done = run(product.url, files, role, "--seed", seed)
    assert done.returncode == 0
    counts = re.findall(r"^(\w+ \S+) +\d+ generated, +(\d+) distinct", done.stdout, re.MULTILINE)
    few = {operation: int(number) for operation, number in counts if int(number) < 20}
    # GET /me has no parameter, so that no two requests differ. The operations of the session take the console's cookie
    # instead of a token, and a generated request has none.
    assert role != "admin" or few.keys() <= {"GET /me", "POST /session", "GET /session", "DELETE /session"}


@pytest.mark.proofs
@pytest.mark.usefixtures("delivered")
def test_quick_run_judges_by_every_check_within_a_minute(product, files):
    began = time.monotonic()
    done = run(product.url, files, "admin", "--quick")
    assert (done.returncode, time.monotonic() - began < 60) == (0, True)
    [(judged, total)] = re.findall(r"^(\d+) of (\d+) checks judged", done.stdout, re.MULTILINE)
    assert judged == total == str(len(CHECKS) + 1)


def slow(bugs: list[Bug]) -> list[object]:
    return [pytest.param(bug, marks=pytest.mark.proofs) for bug in bugs]


@pytest.mark.parametrize("bug", SEVEN + slow(LONG), ids=lambda bug: bug.name)
def test_planted_bug_is_found_by_its_checks(product, files, bug: Bug):
    with planted(bug, product.url) as url:
        done = run(url, files, "admin", "--quick", *(word for check in bug.checks for word in ("--only", check)))
    assert_reported(bug, done)


@pytest.mark.proofs
@pytest.mark.parametrize("bug", SEVEN, ids=lambda bug: bug.name)
def test_planted_bug_is_found_by_a_quick_run(product, files, bug: Bug):
    with planted(bug, product.url) as url:
        assert_reported(bug, run(url, files, "admin", "--quick"))


def assert_reported(bug: Bug, done: subprocess.CompletedProcess[str]) -> None:
    """The output has a violation of the promise by the operation, with what was seen and a request that shows it."""
    assert done.returncode == 1
    findings = [finding.splitlines() for finding in done.stdout.split("\n\n")]
    with_promise = [lines for lines in findings if lines and bug.promise in lines[0]]
    finding = next((lines for lines in with_promise if bug.operation in "\n".join(lines[:2])), None)
    assert finding, f"{bug.operation}: {bug.promise} is not among the failures"
    assert [line[2:].partition(": ")[0] for line in finding if re.match("  (expected|seen): .", line)][:2] == [
        "expected",
        "seen",
    ]
    assert any(re.match(r"  ((\{|printf) .* \| )?curl ", line) for line in finding)


@pytest.mark.proofs
def test_proxy_without_a_bug_passes(product, files):
    """The proxy itself breaks no promise that a check could take for the planted bug."""
    plain = Bug("none", "", "", [], lambda request, forward, _: forward(request))
    checks = sorted({check for bug in SEVEN + LONG for check in bug.checks})
    with planted(plain, product.url) as url:
        done = run(url, files, "admin", "--quick", *(word for check in checks for word in ("--only", check)))
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("url", "content", "message"),
    [
        ("http://127.0.0.1:9", "x", "is the server running there?"),
        ("127.0.0.1:9", "x", "write it as http://host:port"),
        ("{url}", "nonsense", "the token of --token-file cannot be used"),
        ("{url}", "", "must contain exactly one token"),
        ("{url}/healthz", "x", "is not an OpenAPI document"),
    ],
)
def test_unusable_server_or_token_is_reported(product, files, url: str, content: str, message: str):
    files["admin"].write_text(content)
    done = run(url.format(url=product.url), files, "admin")
    assert done.returncode == 2
    assert message in done.stderr


def test_contract_of_another_product_is_refused(files):
    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = b'{"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": {}}'
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    with HTTPServer(("127.0.0.1", 0), Other) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        done = run(f"http://127.0.0.1:{server.server_port}", files, "admin")
        server.shutdown()
    assert done.returncode == 2
    assert "is the contract of another product" in done.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--only", "another tenant"], "it needs --second-tenant-token-file"),
        (["--auditor-token-file", "{admin}", "--only", "methods"], "use one with the role auditor alone"),
        (["--report", "{admin}/report"], "cannot write --report"),
        (["--only", "nothing"], "use one of authentication"),
    ],
)
def test_run_that_checks_nothing_does_not_pass(product, files, options: list[str], message: str):
    done = execute(command(product.url, files["admin"], *(word.format(admin=files["admin"]) for word in options)))
    assert done.returncode == 2
    assert message in done.stderr


def test_verdict_lists_what_was_not_checked(product, files, tmp_path: Path):
    options = ["--only", "methods", "--only", "another tenant", "--report", str(tmp_path)]
    done = execute(command(product.url, files["admin"], *options))
    assert done.returncode == 0
    assert "not checked: another tenant (it needs --second-tenant-token-file)" in done.stdout
    assert "Not checked" in (tmp_path / "report.html").read_text()
    assert "conforms to its contract" not in done.stdout


def test_token_of_the_same_tenant_is_refused_as_second(product, files):
    files["second"].write_text(files["analyst"].read_text())
    done = run(product.url, files, "admin", "--only", "methods")
    assert done.returncode == 2
    assert "same tenant" in done.stderr
