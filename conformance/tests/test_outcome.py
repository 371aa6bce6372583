"""What a run reports: no credential, each violation once, and no more than was checked."""

import re
import subprocess
from pathlib import Path

import pytest
from oneprotect_conformance.callers import Tokens, UnusableServerError
from oneprotect_conformance.findings import Failure, Findings
from oneprotect_conformance.outcome import Outcome

from conformance.tests.bad_servers import ME, TOKEN, answered, conforming, problem, serving
from conformance.tests.planted import Request, Response
from conformance.tests.running import checked, environment, reporting


def echoing(request: Request) -> Response:
    """Accept the token under any scheme and return it, in full and in parts."""
    credential = request.header("Authorization") or ""
    if request.path == "/openapi.json" or (request.path == "/me" and credential.startswith("Bearer")):
        return conforming(request)
    return problem(404, "no-such-code", detail=f"{credential} {credential[:70]}", parts=credential.split("."))


def test_output_and_report_contain_no_credential(tmp_path: Path):
    with serving(echoing) as url:
        done = subprocess.run(
            reporting(tmp_path, url, "--only", "authentication"),
            capture_output=True,
            text=True,
            check=False,
            env=environment(),
        )
    assert done.returncode == 1, done.stderr
    assert "curl" in done.stdout
    assert "Authorization: Basic $TOKEN" in done.stdout + (tmp_path / "report" / "junit.xml").read_text()
    texts = [done.stdout, done.stderr, *(path.read_text() for path in (tmp_path / "report").iterdir())]
    for text in texts:
        runs = set(re.findall(r"[A-Za-z0-9_-]{12,}", text))
        assert not [run for run in runs if run in TOKEN]
        assert not [part for part in TOKEN.split(".") if part in text]


def test_opaque_token_is_hidden():
    findings = Findings({"an-opaque-token-of-ours": "TOKEN", "x": "SECOND_TOKEN"})
    hidden = findings.hidden("x: an-opaque-token-of-ours, cut an-opaque-tok")
    assert hidden == "x: $TOKEN, cut …"


def outcome(**members) -> Outcome:
    return Outcome(
        **{"server": "x", "roles": ["admin"], "seed": 1, "findings": Findings(), "quick": False, "complete": True}
        | {"judged": {"permission"}}
        | members
    )


@pytest.mark.parametrize(
    ("members", "status", "verdict"),
    [
        ({}, 0, "no violation: the server conforms to its contract"),
        ({"quick": True}, 0, "no violation in a quick run, which is not a proof"),
        ({"complete": False}, 0, "no violation in what was checked"),
        ({"skipped": {"audit": "x"}}, 0, "no violation in what was checked"),
        ({"cut": {"audit": "x"}}, 0, "no violation in what was checked"),
        ({"judged": set()}, 2, "nothing was checked"),
        ({"stopped": "x"}, 2, "the run did not finish"),
    ],
)
def test_verdict_claims_no_more_than_was_checked(members: dict, status: int, verdict: str):
    result = outcome(**members)
    assert (result.status, result.verdict) == (status, verdict)


def test_skipped_operations_are_counted():
    findings = Findings()
    findings.record("permission", "GET /a", None)
    for path in "bcd":
        findings.case("permission", f"GET /{path}").skipped = "no token lacks its scope"
    result = outcome(findings=findings, cut={"audit": "late"}, skipped={"search": "no scope", "changes": "no scope"})
    assert result.gaps == [
        "not checked: search, changes (no scope)",
        "not checked: audit (late)",
        "not checked in permission: 3 operations (no token lacks its scope)",
    ]


def test_missing_token_is_the_reason_only_if_it_is_missing():
    tokens = Tokens(TOKEN, auditor=TOKEN[::-1])

    def answer(request: Request) -> Response:
        is_auditor = request.header("Authorization") == f"Bearer {TOKEN[::-1]}"
        if request.path == "/me":
            return answered(200, {**ME, "roles": ["auditor"]} if is_auditor else ME)
        return conforming(request)

    assert "lacks a scope" in checked(answer, "auditor", "unknown records", tokens=tokens).skipped["auditor"]
    assert "needs --auditor" in checked(answer, "auditor", "unknown records").skipped["auditor"]
    with pytest.raises(UnusableServerError, match="'auditor' cannot run: it needs --auditor-token-file"):
        checked(answer, "auditor")


def test_failures_of_one_promise_are_one_violation():
    findings = Findings()
    for number in range(500):
        for check in ("paging", "sorting"):
            findings.record(check, "GET /tickets", Failure("GET /tickets", "is right", f"curl {number}", "no"))
    findings.record("paging", "GET /alerts", Failure("GET /alerts", "is right", "curl", "no"))
    findings.record("paging", "GET /alerts", Failure("GET /alerts", "is complete", "curl", "no"))
    right, complete = findings.violations
    assert (right.promise, right.times, right.checks) == ("is right", 1001, ["paging", "sorting"])
    assert right.operations == {"GET /tickets": 1000, "GET /alerts": 1}
    assert len(right.failures["GET /tickets"]) == 3
    assert (complete.scope, complete.times) == ("GET /alerts", 1)
    assert outcome(findings=findings).verdict == "2 violations in 2 operations, 1,002 occurrences"
