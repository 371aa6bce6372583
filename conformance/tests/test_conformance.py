"""`oneprotect conformance` as CI has it: green against the product, red against a server with one bug.

The marker `proofs` is for what takes long: every role with three seeds, and whole runs against planted bugs.
"""

import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from conformance.tests import bugs_lists, bugs_requests, bugs_scope
from conformance.tests.bugs import OTHERS, SEVEN
from conformance.tests.bugs_trail import REDACTED, TRACED
from conformance.tests.bugs_values import CHANGED, STORED
from conformance.tests.planted import Bug, planted

LONG = [*OTHERS, *STORED, *CHANGED, *TRACED, *REDACTED, *bugs_scope.BUGS, *bugs_requests.BUGS, *bugs_lists.BUGS]
ROLES = ("admin", "analyst", "auditor", "ingest")


@pytest.fixture
def files(product, tenant: str, tmp_path: Path) -> dict[str, Path]:
    """A token file by role, and one of another tenant."""
    tokens = {role: product.token(role, tenant) for role in ROLES}
    tokens["second"] = product.token("admin", f"{tenant}-b")
    found = {name: tmp_path / name for name in tokens}
    for name, token in tokens.items():
        found[name].write_text(token)
    return found


@pytest.fixture
def delivered(product, deliver, tenant: str) -> None:
    """Delivery records, which no operation makes."""
    with product.client("admin", tenant) as admin:
        ticket = admin.post("/tickets", json={"title": "Delivered"}).json()["id"]
        for _ in range(60):
            deliver(admin, ticket)


def run(url: str, files: dict[str, Path], role: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "handlers.cli", "conformance", url, "--token-file", str(files[role])]
    command += ["--second-tenant-token-file", str(files["second"]), "--auditor-token-file", str(files["auditor"])]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    print(done.stdout[-30_000:], done.stderr[-5_000:])
    return done


@pytest.mark.parametrize(
    ("role", "options"),
    [("analyst", ["--quick"]), pytest.param("auditor", [], marks=pytest.mark.proofs)],
)
def test_the_product_is_what_its_contract_says(product, files, role: str, options: list[str], tmp_path: Path):
    assert run(product.url, files, role, "--report", str(tmp_path / "report"), *options).returncode == 0
    suites = ET.parse(tmp_path / "report" / "junit.xml").getroot()  # noqa: S314 - we have just written it
    assert int(suites.attrib["tests"]) > 100
    assert suites.attrib["failures"] == "0"
    page = (tmp_path / "report" / "report.html").read_text()
    assert "0 broken" in page
    assert "src=" not in page
    assert files[role].read_text() not in page


@pytest.mark.proofs
@pytest.mark.usefixtures("delivered")
@pytest.mark.parametrize("seed", ["1", "2", "3"])
@pytest.mark.parametrize("role", ROLES)
def test_every_role_with_every_seed(product, files, role: str, seed: str):
    done = run(product.url, files, role, "--seed", seed)
    assert done.returncode == 0
    counts = re.findall(r"^(\w+ \S+) +\d+ made up, +(\d+) distinct", done.stdout, re.MULTILINE)
    few = {operation: int(number) for operation, number in counts if int(number) < 20}
    # There is but one way to ask who one is.
    assert role != "admin" or few.keys() <= {"GET /me"}


def also_long(bugs: list[Bug]) -> list[object]:
    return [pytest.param(bug, marks=pytest.mark.proofs) for bug in bugs]


@pytest.mark.parametrize("bug", SEVEN + also_long(LONG), ids=lambda bug: bug.name)
def test_a_planted_bug_is_found_by_its_check(product, files, bug: Bug):
    with planted(bug, product.url) as url:
        found = run(url, files, "admin", "--quick", *(word for check in bug.checks for word in ("--only", check)))
    told(bug, found)


@pytest.mark.proofs
@pytest.mark.parametrize("bug", SEVEN, ids=lambda bug: bug.name)
def test_a_planted_bug_is_found_by_a_quick_run(product, files, bug: Bug):
    with planted(bug, product.url) as url:
        told(bug, run(url, files, "admin", "--quick"))


def told(bug: Bug, found: subprocess.CompletedProcess[str]) -> None:
    """The operation is named with the promise and a request that shows it."""
    assert found.returncode == 1
    lines = found.stdout.splitlines()
    heads = [number for number, line in enumerate(lines) if bug.operation in line and bug.promise in line]
    assert heads, f"{bug.operation}: {bug.promise} is not among the failures"
    assert lines[heads[0] + 1].strip().startswith("curl ")


@pytest.mark.proofs
def test_an_unplanted_proxy_is_green(product, files):
    """What the proxy does to every exchange is no bug that a check could take for the planted one."""
    plain = Bug("none", "", "", [], lambda asked, forward, _: forward(asked))
    checks = sorted({check for bug in SEVEN + LONG for check in bug.checks})
    with planted(plain, product.url) as url:
        done = run(url, files, "admin", "--quick", *(word for check in checks for word in ("--only", check)))
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("url", "content", "said"),
    [
        ("http://127.0.0.1:9", "x", "does the server run there?"),
        ("127.0.0.1:9", "x", "write it as http://host:port"),
        ("{url}", "nonsense", "the token of --token-file is not taken"),
        ("{url}", "", "must hold one token"),
        ("{url}/healthz", "x", "is no contract"),
    ],
)
def test_what_cannot_be_judged_is_said(product, files, url: str, content: str, said: str):
    files["admin"].write_text(content)
    done = run(url.format(url=product.url), files, "admin")
    assert done.returncode == 2
    assert said in done.stderr


def test_the_contract_of_another_product_is_none_of_ours(files):
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
    ("options", "said"),
    [
        (["--only", "another tenant"], "no --second-tenant-token-file was given"),
        (["--auditor-token-file", "{admin}", "--only", "methods"], "make one of the role auditor"),
        (["--report", "{admin}/report"], "cannot be written"),
        (["--only", "nothing"], "there are: authentication"),
    ],
)
def test_nothing_is_called_kept_that_was_not_looked_at(product, files, options: list[str], said: str):
    given = [word.format(admin=files["admin"]) for word in options]
    command = [sys.executable, "-m", "handlers.cli", "conformance", product.url]
    command += ["--token-file", str(files["admin"]), *given]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert said in done.stderr


def test_what_was_not_judged_is_said_with_the_verdict(product, files, tmp_path: Path):
    command = [sys.executable, "-m", "handlers.cli", "conformance", product.url, "--token-file"]
    command += [str(files["admin"]), "--only", "methods", "--only", "another tenant", "--report", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "not judged: another tenant (no --second-tenant-token-file was given)" in done.stdout
    assert "Not judged" in (tmp_path / "report.html").read_text()
    assert "is what its contract says" not in done.stdout


def test_tokens_of_the_wrong_tenant_are_refused(product, files):
    files["second"].write_text(files["analyst"].read_text())
    done = run(product.url, files, "admin", "--only", "methods")
    assert done.returncode == 2
    assert "same tenant" in done.stderr
