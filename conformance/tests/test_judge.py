"""The judge before servers that behave badly: what can be judged is, and what was found stays."""

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
from oneprotect_conformance.run import judge

from conformance.tests.bad_servers import Answer, answered, contract, good, problem, serving
from conformance.tests.judging import command, environment, judged, on_paper, told_by
from conformance.tests.planted import Answered, Asked, Bug, Forward, planted


def test_a_server_as_it_should_be_is_judged():
    found = judged(good, "authentication", "unknown records")
    assert (told_by(found), found.status, found.verdict) == ([], 0, "0 broken of what was looked at")


def at_me(reply: Answered) -> Answer:
    return lambda asked: reply if asked.path == "/me" else good(asked)


def at_contract(body: object) -> Answer:
    return lambda asked: answered(200, body) if asked.path == "/openapi.json" else good(asked)


def with_things(item: object) -> dict[str, object]:
    return contract(paths={**contract()["paths"], "/things": item})


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (at_me(Answered(200, [("Content-Type", "text/html")], b"<h1>Welcome</h1>")), "does not tell tenant, roles"),
        (at_me(answered(200, {"ok": True})), "does not tell tenant, roles"),
        (at_me(answered(200, [1])), "does not tell tenant, roles"),
        (at_me(answered(500, b"\x00\xff{{")), "GET /me is 500"),
        (at_contract(b'{"paths":' + b"[" * 200_000 + b"]" * 200_000 + b"}"), "is no contract"),
        (at_contract([1]), "is no contract"),
        (at_contract(contract(components=[])), "another product"),
        (at_contract(contract(components={"schemas": {}})), "lacks what is judged here"),
        (at_contract(with_things("hello")), "where an object has to be"),
        (at_contract(with_things({"$ref": "#/paths/~1things"})), "leads nowhere"),
        (at_contract(with_things({"get": {"parameters": [{"$ref": "http://127.0.0.1:9/x#/y"}]}})), "leads nowhere"),
        (at_contract(with_things({"get": {"parameters": [{"$ref": "#/components/none"}]}})), "leads nowhere"),
    ],
)
def test_what_cannot_be_judged_is_said_in_a_line(answer: Answer, said: str):
    with pytest.raises(UnusableServerError, match=re.escape(said)):
        judged(answer, "methods")


def test_an_operation_without_an_id_is_judged():
    responses = {"responses": {"200": {"description": "x"}}}
    found = judged(at_contract(with_things({"get": responses})), "unknown records")
    assert found.status == 0


def test_an_answer_that_cannot_be_worked_with_ends_its_check_alone():
    def answer(asked: Asked) -> Answered:
        return answered(200, b"\x00\xff{{") if asked.path.startswith("/things") else good(asked)

    found = judged(answer, "unknown records", "authentication")
    assert "GET /things/{thing_id}: an answer can be worked with" in told_by(found) or found.findings.broken
    assert found.judged == 2


def test_what_was_found_stays_when_the_server_goes():
    count = Counter[str]()

    def answer(asked: Asked) -> Answered:
        count["asked"] += 1
        if count["asked"] > 10:
            raise ConnectionResetError
        return problem(404, "wrong", type="about:blank") if asked.path.startswith("/things") else good(asked)

    found = judged(answer, "authentication")
    assert found.stopped is not None
    assert "answered no more" in found.stopped
    assert "GET /things/{thing_id}: The type of a problem is /problems/<code>" in told_by(found)
    assert any("the server answers" in told for told in told_by(found))
    assert found.status == 1


def test_a_token_that_expires_ends_the_run_and_loses_nothing(tmp_path: Path):
    count = Counter[str]()

    def answer(asked: Asked) -> Answered:
        count["asked"] += asked.path != "/openapi.json"
        return problem(401, "unauthenticated") if count["asked"] > 2 and asked.path != "/openapi.json" else good(asked)

    with serving(answer) as url:
        done = subprocess.run(
            command(tmp_path, url, "--only", "unknown records", "--only", "methods"),
            capture_output=True,
            text=True,
            check=False,
            env=environment(),
        )
    assert done.returncode in {1, 2}
    assert "--token-file names a token that is taken no longer" in done.stdout
    assert "the server is what its contract says" not in done.stdout
    assert on_paper(tmp_path).attrib["errors"] == "1"


def test_a_report_is_valid_where_nothing_was_judged(tmp_path: Path):
    done = subprocess.run(
        command(tmp_path, "http://127.0.0.1:9"), capture_output=True, text=True, check=False, env=environment()
    )
    assert done.returncode == 2
    error = next(on_paper(tmp_path).iter("error"))
    assert "does the server run there?" in error.attrib["message"]
    assert "nothing was judged" in (tmp_path / "report" / "report.html").read_text()


@pytest.mark.parametrize("after", ["0", "-1", "nan", "Wed, 21 Oct 2015 07:28:00 GMT", "soon", None])
def test_a_rate_limit_is_waited_out_and_nobody_hammered(monkeypatch, after: str | None):
    monkeypatch.setattr("time.sleep", lambda _: None)
    count = Counter[str]()

    def answer(asked: Asked) -> Answered:
        if not asked.path.startswith("/things"):
            return good(asked)
        count["asked"] += 1
        return answered(429, {}, **({} if after is None else {"Retry_After": after}))

    found = judged(answer, "unknown records", quick=False)
    assert count["asked"] == 61
    assert found.status == 1


def test_a_rate_limit_far_ahead_is_not_waited_for():
    def answer(asked: Asked) -> Answered:
        late = answered(429, {}, Retry_After="Wed, 21 Oct 2099 07:28:00 GMT")
        return late if asked.path.startswith("/things") else good(asked)

    assert judged(answer, "unknown records").status == 1


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
def test_the_operations_are_found_whatever_address_the_contract_names(root: str, servers: list, base: str):
    assert Contract.of(root, contract(servers=servers)).base == base


def test_a_contract_with_an_address_of_its_own_is_held_to_the_server_that_gave_it():
    elsewhere = contract(servers=[{"url": "https://api.example.com/bad"}])
    assert judged(at_contract(elsewhere), "authentication", "unknown records").status == 0


def test_an_own_authority_counts_for_both_judges(monkeypatch, tmp_path: Path):
    monkeypatch.setenv("SSL_CERT_FILE", "/ca.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/other.pem")
    assert fuzzing._environment(tmp_path)["REQUESTS_CA_BUNDLE"] == "/ca.pem"
    assert fuzzing._authorities() == "/ca.pem"


def test_a_certificate_that_is_not_trusted_is_named_as_the_cause():
    refused = ssl.SSLCertVerificationError("no")
    refused.verify_message = "self-signed certificate"
    error = OSError("x")
    error.__cause__ = refused
    said = callers._unreachable("https://h", error)
    assert "not trusted (self-signed certificate)" in said
    assert "SSL_CERT_FILE" in said


def test_a_location_on_another_server_is_named_and_not_followed(product, tenant: str):
    other = Counter[str]()

    def elsewhere(asked: Asked) -> Answered:
        other["asked"] += 1
        return good(asked)

    with serving(elsewhere) as trap:

        def answer(asked: Asked, forward: Forward, _: object) -> Answered:
            real = forward(asked)
            moved = [(name, trap if name.lower() == "location" else value) for name, value in real.headers]
            return replace(real, headers=moved)

        with planted(Bug("a Location elsewhere", "", "", [], answer), product.url) as url:
            tokens = Tokens(product.token("admin", tenant))
            only = ["what is made"]
            found = judge(url, tokens, seed=1, advance=lambda _: None, only=only, clock=Clock(quick=True))
    assert "POST /tickets: Location points to this server" in told_by(found)
    assert other["asked"] == 0
