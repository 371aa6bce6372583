"""Runs against misbehaving servers: what can be checked is checked, and no finding is lost."""

import re
import ssl
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from oneprotect_conformance import callers, fuzzing
from oneprotect_conformance.callers import Tokens, UnusableServerError
from oneprotect_conformance.clock import Clock
from oneprotect_conformance.contract import Contract
from oneprotect_conformance.run import check_server
from oneprotect_conformance.world import RESPONDS

from conformance.tests.bad_servers import Answer, answered, conforming, contract, problem, serving
from conformance.tests.planted import Bug, Forward, Request, Response, planted
from conformance.tests.running import checked, environment, junit, reporting, violations


def test_conforming_server_passes():
    outcome = checked(conforming, "authentication", "unknown records")
    assert (violations(outcome), outcome.status, outcome.verdict) == ([], 0, "no violation in what was checked")


def with_me(response: Response) -> Answer:
    return lambda request: response if request.path == "/me" else conforming(request)


def with_contract(document: object) -> Answer:
    return lambda request: answered(200, document) if request.path == "/openapi.json" else conforming(request)


def contract_with(item: object) -> dict[str, object]:
    return contract(paths={**contract()["paths"], "/things": item})


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (
            with_me(Response(200, [("Content-Type", "text/html")], b"<h1>Welcome</h1>")),
            "lacks tenant, roles or permissions",
        ),
        (with_me(answered(200, {"ok": True})), "lacks tenant, roles or permissions"),
        (with_me(answered(200, [1])), "lacks tenant, roles or permissions"),
        (with_me(answered(500, b"\x00\xff{{")), "GET /me returned 500"),
        (with_contract(b'{"paths":' + b"[" * 200_000 + b"]" * 200_000 + b"}"), "is not an OpenAPI document"),
        (with_contract([1]), "is not an OpenAPI document"),
        (with_contract(contract(components=[])), "another product"),
        (with_contract(contract(components={"schemas": {}})), "lacks a schema that the checks need"),
        (with_contract(contract_with("hello")), "where an object is expected"),
        (with_contract(contract_with({"$ref": "#/paths/~1things"})), "does not resolve"),
        (
            with_contract(contract_with({"get": {"parameters": [{"$ref": "http://127.0.0.1:9/x#/y"}]}})),
            "does not resolve",
        ),
        (with_contract(contract_with({"get": {"parameters": [{"$ref": "#/components/none"}]}})), "does not resolve"),
    ],
)
def test_unusable_server_is_reported_in_one_line(answer: Answer, message: str):
    with pytest.raises(UnusableServerError, match=re.escape(message)):
        checked(answer, "methods")


def test_operation_without_operation_id_is_checked():
    responses = {"responses": {"200": {"description": "x"}}}
    outcome = checked(with_contract(contract_with({"get": responses})), "unknown records")
    assert outcome.status == 0


def test_unreadable_response_ends_only_its_check():
    def answer(request: Request) -> Response:
        return answered(200, b"\x00\xff{{") if request.path.startswith("/things") else conforming(request)

    outcome = checked(answer, "unknown records", "authentication")
    assert outcome.findings.violations
    assert outcome.judged == {"unknown records", "authentication"}


def test_findings_survive_the_end_of_the_server():
    count = Counter[str]()

    def answer(request: Request) -> Response:
        count["requests"] += 1
        if count["requests"] > 10:
            raise ConnectionResetError
        return problem(404, "wrong", type="about:blank") if request.path.startswith("/things") else conforming(request)

    outcome = checked(answer, "authentication")
    assert outcome.stopped is not None
    assert "no longer responded" in outcome.stopped
    assert "GET /things/{thing_id}: The type of a problem is /problems/<code>" in violations(outcome)
    assert any(RESPONDS in violation for violation in violations(outcome))
    assert outcome.status == 1


def test_expired_token_ends_the_run_and_loses_no_finding(tmp_path: Path):
    count = Counter[str]()

    def answer(request: Request) -> Response:
        if request.path == "/openapi.json":
            return conforming(request)
        count["requests"] += 1
        return problem(401, "unauthenticated") if count["requests"] > 2 else conforming(request)

    with serving(answer) as url:
        done = subprocess.run(
            reporting(tmp_path, url, "--only", "unknown records", "--only", "methods"),
            capture_output=True,
            text=True,
            check=False,
            env=environment(),
        )
    assert done.returncode in {1, 2}
    assert "the token of --token-file was no longer accepted" in done.stdout
    assert "conforms to its contract" not in done.stdout
    assert junit(tmp_path).attrib["errors"] == "1"


def test_report_of_a_run_without_result_is_valid(tmp_path: Path):
    done = subprocess.run(
        reporting(tmp_path, "http://127.0.0.1:9"), capture_output=True, text=True, check=False, env=environment()
    )
    assert done.returncode == 2
    error = next(junit(tmp_path).iter("error"))
    assert "is the server running there?" in error.attrib["message"]
    assert "nothing was checked" in (tmp_path / "report" / "report.html").read_text()


@pytest.mark.parametrize("after", ["0", "-1", "nan", "Wed, 21 Oct 2015 07:28:00 GMT", "soon", None])
def test_rate_limit_is_waited_for_with_a_pause_of_a_second_at_least(monkeypatch, after: str | None):
    monkeypatch.setattr("time.sleep", lambda _: None)
    count = Counter[str]()

    def answer(request: Request) -> Response:
        if not request.path.startswith("/things"):
            return conforming(request)
        count["requests"] += 1
        return answered(429, {}, **({} if after is None else {"Retry_After": after}))

    outcome = checked(answer, "unknown records", quick=False)
    assert count["requests"] == 61
    assert outcome.status == 1


def test_long_rate_limit_is_not_waited_for():
    def answer(request: Request) -> Response:
        limited = answered(429, {}, Retry_After="Wed, 21 Oct 2099 07:28:00 GMT")
        return limited if request.path.startswith("/things") else conforming(request)

    assert checked(answer, "unknown records").status == 1


@pytest.mark.parametrize(
    ("root", "servers", "base"),
    [
        ("http://h:1", [{"url": "https://api.example.com/api/v1"}], "/api/v1"),
        ("http://h:1/one", [{"url": "https://api.example.com/one/api/v1"}], "/api/v1"),
        ("http://h:1/one", [{"url": "/api/v1/"}], "/api/v1"),
        ("http://h:1", [{"url": "https://{x}/{v}", "variables": {"v": {"default": "v2"}}}], "/v2"),
        ("http://h:1", [], ""),
    ],
)
def test_path_of_the_operations_follows_from_any_form_of_servers(root: str, servers: list, base: str):
    assert Contract.of(root, contract(servers=servers)).base == base


def test_contract_that_names_another_server_is_checked_against_the_one_that_serves_it():
    document = contract(servers=[{"url": "https://api.example.com/bad"}])
    assert checked(with_contract(document), "authentication", "unknown records").status == 0


def test_private_certificate_authority_is_passed_to_schemathesis(monkeypatch, tmp_path: Path):
    monkeypatch.setenv("SSL_CERT_FILE", "/ca.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/other.pem")
    assert fuzzing._environment(tmp_path)["REQUESTS_CA_BUNDLE"] == "/ca.pem"
    assert fuzzing._authorities() == "/ca.pem"


def test_untrusted_certificate_is_named_as_the_cause():
    cause = ssl.SSLCertVerificationError("no")
    cause.verify_message = "self-signed certificate"
    error = OSError("x")
    error.__cause__ = cause
    message = callers._unreachable("https://h", error)
    assert "not trusted (self-signed certificate)" in message
    assert "SSL_CERT_FILE" in message


def test_location_on_another_server_is_reported_and_not_followed(product, tenant: str):
    count = Counter[str]()

    def other_server(request: Request) -> Response:
        count["requests"] += 1
        return conforming(request)

    with serving(other_server) as other_url:

        def answer(request: Request, forward: Forward, _: object) -> Response:
            response = forward(request)
            headers = [(name, other_url if name.lower() == "location" else value) for name, value in response.headers]
            return replace(response, headers=headers)

        with planted(Bug("a Location on another server", "", "", [], answer), product.url) as url:
            tokens = Tokens(product.token("admin", tenant))
            only = ["created records"]
            outcome = check_server(url, tokens, seed=1, advance=lambda _: None, only=only, clock=Clock(quick=True))
    assert "POST /tickets: Location points to this server" in violations(outcome)
    assert count["requests"] == 0
