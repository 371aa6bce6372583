"""What the judge says: no credential, each broken promise once, and no more than was looked at."""

import re
import subprocess
from pathlib import Path

import pytest
from oneprotect_conformance.callers import Tokens, UnusableServerError
from oneprotect_conformance.findings import Failure, Findings
from oneprotect_conformance.outcome import Outcome

from conformance.tests.bad_servers import ME, TOKEN, answered, good, problem, serving
from conformance.tests.judging import command, environment, judged
from conformance.tests.planted import Answered, Asked


def echoing(asked: Asked) -> Answered:
    """Take a token under any scheme, and tell it in full and cut off."""
    given = asked.header("Authorization") or ""
    if asked.path == "/openapi.json" or (asked.path == "/me" and given.startswith("Bearer")):
        return good(asked)
    return problem(404, "no-such-code", detail=f"{given} {given[:70]}", parts=given.split("."))


def test_no_credential_is_told(tmp_path: Path):
    with serving(echoing) as url:
        done = subprocess.run(
            command(tmp_path, url, "--only", "authentication"),
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


def test_a_token_without_dots_is_hidden_too():
    findings = Findings({"an-opaque-token-of-ours": "TOKEN", "x": "SECOND_TOKEN"})
    said = findings.hidden("x: an-opaque-token-of-ours, cut an-opaque-tok")
    assert said == "x: $TOKEN, cut …"


def outcome(**members) -> Outcome:
    return Outcome(
        **{"server": "x", "roles": ["admin"], "seed": 1, "findings": Findings(), "quick": False, "whole": True}
        | {"judged": 1}
        | members
    )


@pytest.mark.parametrize(
    ("members", "status", "verdict"),
    [
        ({}, 0, "0 broken: the server is what its contract says"),
        ({"quick": True}, 0, "0 broken in a quick look, which is no proof"),
        ({"whole": False}, 0, "0 broken of what was looked at"),
        ({"left_out": {"audit": "x"}}, 0, "0 broken of what was looked at"),
        ({"cut": {"audit": "x"}}, 0, "0 broken of what was looked at"),
        ({"judged": 0}, 2, "nothing was judged"),
        ({"stopped": "x"}, 2, "not judged to the end"),
    ],
)
def test_the_verdict_promises_no_more_than_was_looked_at(members: dict, status: int, verdict: str):
    found = outcome(**members)
    assert (found.status, found.verdict) == (status, verdict)


def test_operations_that_a_check_left_out_are_counted():
    findings = Findings()
    findings.hold("permission", "GET /a", None)
    for path in "bcd":
        findings.case("permission", f"GET /{path}").left_out = "no token lacks its scope"
    found = outcome(findings=findings, cut={"audit": "late"}, left_out={"search": "no scope", "changes": "no scope"})
    assert found.gaps == [
        "not judged: search, changes (no scope)",
        "not judged: audit (late)",
        "not judged in permission: 3 operations (no token lacks its scope)",
    ]


def test_a_reason_names_a_token_only_where_none_was_given():
    given = Tokens(TOKEN, auditor=TOKEN[::-1])

    def answer(asked: Asked) -> Answered:
        who = {**ME, "roles": ["auditor"]} if asked.header("Authorization") == f"Bearer {TOKEN[::-1]}" else ME
        return answered(200, who) if asked.path == "/me" else good(asked)

    assert "lacks a scope" in judged(answer, "auditor", "unknown records", tokens=given).left_out["auditor"]
    assert "no --auditor" in judged(answer, "auditor", "unknown records").left_out["auditor"]
    with pytest.raises(UnusableServerError, match="auditor cannot be judged: no --auditor-token-file was given"):
        judged(answer, "auditor")


def test_one_wrong_member_is_one_broken_promise():
    findings = Findings()
    for number in range(500):
        for check in ("paging", "sorting"):
            findings.hold(check, "GET /tickets", Failure("GET /tickets", "is right", f"curl {number}", "no"))
    findings.hold("paging", "GET /alerts", Failure("GET /alerts", "is right", "curl", "no"))
    tickets, alerts = findings.broken
    assert (tickets.operation, tickets.times, tickets.checks) == ("GET /tickets", 1000, ["paging", "sorting"])
    assert len(tickets.failures) == 3
    assert (alerts.operation, alerts.times) == ("GET /alerts", 1)
    assert outcome(findings=findings).verdict == "2 broken, 1,001 times"
