"""The console's sessions: who is signed in by a cookie, for how long, and how forged requests are rejected."""

import base64
from collections.abc import Iterator
from uuid import uuid4

import asyncpg
import httpx
import pytest

from handlers.runtime.identity.actors import tenant_id_of
from tests.http.world import OPERATIONS
from tests.product import Product

IDENTITIES = {
    "admin": ("demo", "admin"),
    "analyst": ("demo", "analyst"),
    "auditor": ("demo", "auditor"),
    "second-tenant-analyst": ("second", "analyst"),
}
COOKIE = "oneprotect_session"


@pytest.fixture
def console(product: Product) -> Iterator[httpx.Client]:
    with product.console("analyst") as client:
        yield client


def assert_refused(answer: httpx.Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert "audit_id" not in answer.json()


@pytest.mark.parametrize("identity", IDENTITIES)
def test_session_of_an_identity_is_the_same_user_as_its_token(product: Product, identity: str):
    tenant, role = IDENTITIES[identity]
    with product.console(identity) as console, product.client(role, tenant) as program:
        session = console.get("/session").json()
        assert session["me"] == console.get("/me").json()
        assert session["me"] == program.get("/me").json()
        assert session["me"]["tenant"]["name"] == tenant


def test_sign_in_body_has_the_documented_schema():
    document = OPERATIONS["create_session"][2]["requestBody"]["content"]["application/json"]["schema"]
    assert document["$ref"].endswith("/SessionCreate")


def test_cookie_is_http_only_secure_and_same_site(product: Product):
    with product.console() as client:
        value = client.post("/session", json={"identity": "analyst"}).headers["Set-Cookie"]
    attributes = {part.strip() for part in value.split(";")[1:]}
    # Cookies require TLS, as in a deployment; only `up` switches that off.
    assert attributes == {"HttpOnly", "Secure", "SameSite=Strict", "Path=/api/v1", "Max-Age=43200"}


def test_authorization_header_takes_precedence_over_the_cookie(product: Product, console: httpx.Client):
    with product.client("analyst", "elsewhere") as program:
        token = program.headers["Authorization"]
    assert console.get("/me", headers={"Authorization": token}).json()["tenant"]["name"] == "elsewhere"
    assert_refused(console.get("/me", headers={"Authorization": "Bearer x"}), 401, "unauthenticated")
    assert_refused(console.get("/me", headers={"Authorization": ""}), 401, "unauthenticated")
    created = console.post(
        "/tickets",
        json={"title": "by token"},
        headers={"Authorization": token, "Origin": "https://elsewhere.example", "X-CSRF-Token": "x"},
    )
    assert created.status_code == 201


def test_signing_out_invalidates_copies_of_the_cookie(product: Product, console: httpx.Client):
    with product.console() as copy:
        copy.headers.update({name: console.headers[name] for name in ("Cookie", "X-CSRF-Token")})
        assert copy.get("/me").status_code == 200
        signed_out = console.delete("/session")
        assert signed_out.status_code == 204
        assert signed_out.headers["Set-Cookie"].startswith(f"{COOKIE}=; Max-Age=0")
        assert_refused(copy.get("/me"), 401, "unauthenticated")
        assert_refused(copy.delete("/session"), 401, "unauthenticated")


async def test_expired_session_is_401(product: Product):
    owner = await asyncpg.connect(product.database.superuser)
    tenant = tenant_id_of("second")
    try:
        with product.console("second-tenant-analyst") as console:
            updated = await owner.execute(
                "UPDATE sessions SET created_at = now() - interval '13 h', expires_at = now() - interval '1 h' "
                "WHERE tenant_id = $1",
                tenant,
            )
            assert updated != "UPDATE 0"
            assert_refused(console.get("/session"), 401, "unauthenticated")
    finally:
        await owner.close()


def forged_cookies(cookie: str) -> dict[str, str]:
    """Return cookies that the server has not issued, each derived from a valid one."""
    value = cookie.removeprefix(f"{COOKIE}=")
    data = base64.urlsafe_b64decode(value)
    other = tenant_id_of("second").bytes

    def encoded(content: bytes) -> str:
        return f"{COOKIE}={base64.urlsafe_b64encode(content).decode()}"

    return {
        "another tenant": encoded(other + data[16:]),
        "another session": encoded(data[:16] + uuid4().bytes + data[32:]),
        "another seal": encoded(data[:32] + bytes(32)),
        "no seal": encoded(data[:32]),
        "cut": cookie[:-6],
        "longer": encoded(data + b"x"),
        "nothing": f"{COOKIE}=",
        "no base64": f"{COOKIE}=***",
        "huge": f"{COOKIE}={'A' * 16_000}",
        "twice": f"{cookie}; {cookie}",
        "another name": cookie.replace(COOKIE, f"x{COOKIE}"),
        "the csrf token": f"{COOKIE}={'A' * 43}",
    }


@pytest.mark.parametrize("forgery", forged_cookies(f"{COOKIE}={base64.urlsafe_b64encode(bytes(64)).decode()}"))
def test_forged_cookie_is_401(console: httpx.Client, forgery: str):
    cookie = forged_cookies(console.headers["Cookie"])[forgery]
    answer = console.get("/session", headers={"Cookie": cookie})
    assert_refused(answer, 401, "unauthenticated")


def test_cookie_sealed_with_another_key_is_401(product: Product, without_demo: Product, console: httpx.Client):
    with product.console(at=without_demo.url) as other_server:
        other_server.headers["Cookie"] = console.headers["Cookie"]
        assert_refused(other_server.get("/me"), 401, "unauthenticated")


# Headers of a write that no page of the console has sent.
FORGERIES: dict[str, dict[str, str | None]] = {
    "no token": {"X-CSRF-Token": None},
    "a wrong token": {"X-CSRF-Token": "x"},
    "no origin": {"Origin": None},
    "an opaque origin": {"Origin": "null"},
    "another host": {"Origin": "https://elsewhere.example"},
    "another port": {"Origin": "http://127.0.0.1:1"},
    "a longer host": {"Origin": "http://127.0.0.1.elsewhere.example"},
    "no host": {"Origin": "http://"},
    "another scheme": {"Origin": "ftp://127.0.0.1"},
    "no port": {"Origin": "http://127.0.0.1:x"},
    "cross-site fetch": {"Sec-Fetch-Site": "cross-site"},
    "same-site fetch": {"Sec-Fetch-Site": "same-site"},
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_forged_write_is_rejected_and_not_audited(console: httpx.Client, forgery: str):
    title = uuid4().hex
    request = console.build_request("POST", "/tickets", json={"title": title})
    for name, value in FORGERIES[forgery].items():
        if value is None:
            del request.headers[name]
        else:
            request.headers[name] = value
    answer = console.send(request)
    assert_refused(answer, 403, "csrf-failed")
    assert console.get("/tickets", params={"q": title}).json()["items"] == []
    records = console.get("/audit-records", params={"request_id": answer.headers["X-Request-Id"]}).json()["items"]
    assert records == []


def test_csrf_token_of_another_session_is_rejected(product: Product, console: httpx.Client):
    with product.console("analyst") as other:
        token = other.headers["X-CSRF-Token"]
    assert_refused(console.post("/tickets", json={"title": "x"}, headers={"X-CSRF-Token": token}), 403, "csrf-failed")


def test_default_port_in_the_origin_is_accepted(console: httpx.Client):
    # Behind a proxy, host and scheme differ from those of the server itself.
    headers = {"Host": "tickets.example", "Origin": "https://tickets.example:443"}
    assert console.post("/tickets", json={"title": "x"}, headers=headers).status_code == 201
    headers = {"Host": "tickets.example:444", "Origin": "https://tickets.example"}
    assert_refused(console.post("/tickets", json={"title": "x"}, headers=headers), 403, "csrf-failed")


def test_checks_run_in_the_documented_order(product: Product, console: httpx.Client):
    no_session = {"Cookie": "", "X-CSRF-Token": "x"}
    assert console.put("/tickets", headers=no_session).status_code == 405
    assert_refused(console.post("/tickets", json={}, headers=no_session), 401, "unauthenticated")
    with product.console("auditor") as auditor:
        assert_refused(auditor.post("/tickets", json={}, headers={"X-CSRF-Token": "x"}), 403, "csrf-failed")
        denied = auditor.post("/tickets", content=b"{")
        assert (denied.status_code, denied.json()["code"]) == (403, "forbidden")
        assert denied.json()["audit_id"]
    assert_refused(console.post("/tickets", content=b"{", headers={"X-CSRF-Token": "x"}), 403, "csrf-failed")


def test_auditor_session_reads_the_redacted_view(product: Product, console: httpx.Client):
    body = {"title": "Mail of eve@example.com"}
    ticket = console.post("/tickets", json=body).json()
    console.post(f"/tickets/{ticket['id']}/comments", json={"body": "ours"})
    with product.console("auditor") as auditor:
        redacted = auditor.get(f"/tickets/{ticket['id']}").json()
        assert redacted["title"] == "Mail of [email]"
        assert auditor.get(f"/tickets/{ticket['id']}/comments").json()["items"] == []
        assert auditor.delete("/session").status_code == 204
        assert_refused(auditor.get("/me"), 401, "unauthenticated")


def test_write_of_the_console_is_audited_as_its_user(console: httpx.Client):
    created = console.post("/tickets", json={"title": "x"})
    (record,) = console.get("/audit-records", params={"request_id": created.headers["X-Request-Id"]}).json()["items"]
    assert record["actor"] == console.get("/me").json()["principal"]


def test_signing_in_is_logged_without_secrets_and_not_audited(product: Product):
    with product.client("admin", "demo") as admin:
        before = admin.get("/audit-records", params={"limit": 1}).json()["items"]
        with product.console("admin") as console:
            session = console.get("/session").json()
            assert console.delete("/session").status_code == 204
        assert admin.get("/audit-records", params={"limit": 1}).json()["items"] == before
    log = (product.home / "api.log").read_text()
    assert session["me"]["principal"]["id"] in log
    assert console.headers["Cookie"].partition("=")[2] not in log
    assert session["csrf_token"] not in log


def test_idempotency_key_works_with_a_session(console: httpx.Client):
    key = {"Idempotency-Key": uuid4().hex}
    first = console.post("/tickets", json={"title": "once"}, headers=key)
    second = console.post("/tickets", json={"title": "once"}, headers=key)
    assert (first.status_code, second.headers["Idempotency-Replayed"]) == (201, "true")
    assert first.json() == second.json()


def test_sign_in_without_demo_identities_is_401(product: Product, without_demo: Product):
    with product.console(at=without_demo.url) as client:
        answer = client.post("/session", json={"identity": "admin"})
        assert_refused(answer, 401, "unauthenticated")
        assert "Set-Cookie" not in answer.headers
        assert "token" in answer.json()["detail"]
