"""Findings are grouped by the promise that is broken, in the terminal and in both reports."""

from pathlib import Path

import pytest
from oneprotect_conformance import report
from oneprotect_conformance.findings import Failure, Findings
from oneprotect_conformance.outcome import Outcome
from oneprotect_conformance.run import FUZZING

from conformance.tests.bad_servers import answered, conforming, problem
from conformance.tests.planted import Request, Response
from conformance.tests.running import checked, junit, violations

OPERATIONS = [f"GET /things/{number}" for number in range(31)]
NO_VERSION = "A record has a version"


@pytest.fixture
def outcome() -> Outcome:
    """A run that found one promise broken by 31 operations, and another by one of them."""
    findings = Findings()
    findings.record("reading", "GET /me", None)
    for operation in OPERATIONS:
        failure = Failure(operation, NO_VERSION, f"curl {operation[4:]}", "200 OK", "a version", "none")
        findings.record("reading", operation, failure)
        findings.record("writing", operation, failure)
    findings.record("writing", OPERATIONS[7], Failure(OPERATIONS[7], "It is <new>", "curl", "200 OK", seen="it is old"))
    return Outcome("http://h", ["admin"], 1, findings, quick=False, complete=True)


def test_terminal_has_one_finding_for_a_promise(outcome: Outcome):
    of_all, of_one = (list(report.lines(violation)) for violation in outcome.findings.violations)
    assert of_all == [
        f"31 operations: {NO_VERSION}  [reading, writing]  (62 times)",
        f"  {', '.join(OPERATIONS)}",
        "  expected: a version",
        "  seen: none",
        "  curl /things/0",
        "    200 OK",
    ]
    assert of_one[:3] == ["GET /things/7: It is <new>  [writing]", "  expected: It is <new>", "  seen: it is old"]


def test_junit_has_one_failed_test_case_for_a_promise(outcome: Outcome, tmp_path: Path):
    report.write(outcome, tmp_path / "report")
    root = junit(tmp_path)
    assert (root.attrib["tests"], root.attrib["failures"]) == ("3", "2")
    failed = [case for case in root.iter("testcase") if case.find("failure") is not None]
    assert [case.attrib["name"] for case in failed] == [NO_VERSION, "It is <new>"]
    failure = failed[0].find("failure")
    assert failure is not None
    assert failure.attrib["message"].startswith(f"31 operations: {NO_VERSION}")
    assert all(f"{operation}  (2 times)" in (failure.text or "") for operation in OPERATIONS)
    assert (failure.text or "").count("expected: a version\nseen: none\n") == 31
    assert [case.attrib["name"] for case in root.iter("testcase") if case not in failed] == ["GET /me"]


def test_page_has_one_article_for_a_promise(outcome: Outcome, tmp_path: Path):
    report.write(outcome, tmp_path)
    page = (tmp_path / "report.html").read_text()
    assert page.count("<article>") == 2
    assert page.count(f"<p class='bad'>{NO_VERSION} ") == 1
    assert page.count("<summary>") == 32
    assert "It is &lt;new&gt;" in page
    assert page.count("<p><b>expected</b> a version</p><p><b>seen</b> none</p>") == 31


def test_fuzz_findings_are_titled_by_the_promise():
    def answer(request: Request) -> Response:
        if request.path.startswith("/things"):
            return problem(404, "not-found", type="about:blank", title=7)
        return answered(500, {}) if request.path == "/me" and request.method == "GET" else conforming(request)

    def identified(request: Request) -> Response:
        return answer(request) if "schemathesis" in (request.header("User-Agent") or "") else conforming(request)

    outcome = checked(identified, FUZZING)
    assert "GET /things/{thing_id}: The type of a problem is /problems/<code>" in violations(outcome)
    assert "GET /me: No request causes a server error" in violations(outcome)
    titles = {violation.promise for violation in outcome.findings.violations}
    assert not [title for title in titles if "_" in title or title.startswith(("Custom", "Every response keeps"))]
    [wrong] = [item for item in outcome.findings.violations if item.promise == "No request causes a server error"]
    assert wrong.failures["GET /me"][0].seen.startswith("500 Internal Server Error")
    assert wrong.failures["GET /me"][0].request.startswith("curl ")
