"""The console's sign-in: whom a cookie lets in, for how long, and what proves that a page of ours writes."""

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


def refused(answer: httpx.Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert "audit_id" not in answer.json()


@pytest.mark.parametrize("identity", IDENTITIES)
def test_each_identity_is_the_one_whom_its_token_names(product: Product, identity: str):
    tenant, role = IDENTITIES[identity]
    with product.console(identity) as console, product.client(role, tenant) as program:
        session = console.get("/session").json()
        assert session["me"] == console.get("/me").json()
        assert session["me"] == program.get("/me").json()
        assert session["me"]["tenant"]["name"] == tenant


def test_the_list_of_identities_is_whole():
    document = OPERATIONS["create_session"][2]["requestBody"]["content"]["application/json"]["schema"]
    assert document["$ref"].endswith("/SessionCreate")


def test_no_script_reads_the_cookie_and_no_other_site_sends_it(product: Product):
    with product.console() as client:
        value = client.post("/session", json={"identity": "analyst"}).headers["Set-Cookie"]
    attributes = {part.strip() for part in value.split(";")[1:]}
    # The product of the tests stands for a deployment here: cookies go over TLS alone unless `up` says otherwise.
    assert attributes == {"HttpOnly", "Secure", "SameSite=Strict", "Path=/api/v1", "Max-Age=43200"}


def test_an_authorization_header_goes_before_the_cookie(product: Product, console: httpx.Client):
    with product.client("analyst", "elsewhere") as program:
        token = program.headers["Authorization"]
    assert console.get("/me", headers={"Authorization": token}).json()["tenant"]["name"] == "elsewhere"
    refused(console.get("/me", headers={"Authorization": "Bearer x"}), 401, "unauthenticated")
    refused(console.get("/me", headers={"Authorization": ""}), 401, "unauthenticated")
    made = console.post(
        "/tickets",
        json={"title": "by token"},
        headers={"Authorization": token, "Origin": "https://elsewhere.example", "X-CSRF-Token": "x"},
    )
    assert made.status_code == 201


def test_signing_out_ends_a_copied_cookie_too(product: Product, console: httpx.Client):
    with product.console() as copy:
        copy.headers.update({name: console.headers[name] for name in ("Cookie", "X-CSRF-Token")})
        assert copy.get("/me").status_code == 200
        ended = console.delete("/session")
        assert ended.status_code == 204
        assert ended.headers["Set-Cookie"].startswith(f"{COOKIE}=; Max-Age=0")
        refused(copy.get("/me"), 401, "unauthenticated")
        refused(copy.delete("/session"), 401, "unauthenticated")


async def test_an_expired_session_signs_nobody_in(product: Product):
    owner = await asyncpg.connect(product.database.superuser)
    tenant = tenant_id_of("second")
    try:
        with product.console("second-tenant-analyst") as console:
            moved = await owner.execute(
                "UPDATE sessions SET created_at = now() - interval '13 h', expires_at = now() - interval '1 h' "
                "WHERE tenant_id = $1",
                tenant,
            )
            assert moved != "UPDATE 0"
            refused(console.get("/session"), 401, "unauthenticated")
    finally:
        await owner.close()


def forged(cookie: str) -> dict[str, str]:
    value = cookie.removeprefix(f"{COOKIE}=")
    data = base64.urlsafe_b64decode(value)
    other = tenant_id_of("second").bytes

    def named(content: bytes) -> str:
        return f"{COOKIE}={base64.urlsafe_b64encode(content).decode()}"

    return {
        "another tenant": named(other + data[16:]),
        "another session": named(data[:16] + uuid4().bytes + data[32:]),
        "another seal": named(data[:32] + bytes(32)),
        "no seal": named(data[:32]),
        "cut": cookie[:-6],
        "longer": named(data + b"x"),
        "nothing": f"{COOKIE}=",
        "no base64": f"{COOKIE}=***",
        "huge": f"{COOKIE}={'A' * 16_000}",
        "twice": f"{cookie}; {cookie}",
        "another name": cookie.replace(COOKIE, f"x{COOKIE}"),
        "the csrf token": f"{COOKIE}={'A' * 43}",
    }


@pytest.mark.parametrize("how", forged(f"{COOKIE}={base64.urlsafe_b64encode(bytes(64)).decode()}"))
def test_what_the_server_has_not_made_signs_nobody_in(console: httpx.Client, how: str):
    cookie = forged(console.headers["Cookie"])[how]
    answer = console.get("/session", headers={"Cookie": cookie})
    refused(answer, 401, "unauthenticated")


def test_another_secret_vouches_for_nobody(product: Product, without_demo: Product, console: httpx.Client):
    with product.console(at=without_demo.url) as elsewhere:
        elsewhere.headers["Cookie"] = console.headers["Cookie"]
        refused(elsewhere.get("/me"), 401, "unauthenticated")


FORGERIES: dict[str, dict[str, str | None]] = {
    "no token": {"X-CSRF-Token": None},
    "a wrong token": {"X-CSRF-Token": "x"},
    "no origin": {"Origin": None},
    "a hidden origin": {"Origin": "null"},
    "another host": {"Origin": "https://elsewhere.example"},
    "another port": {"Origin": "http://127.0.0.1:1"},
    "a longer host": {"Origin": "http://127.0.0.1.elsewhere.example"},
    "no host": {"Origin": "http://"},
    "another scheme": {"Origin": "ftp://127.0.0.1"},
    "no port": {"Origin": "http://127.0.0.1:x"},
    "told by the browser": {"Sec-Fetch-Site": "cross-site"},
    "a sister site": {"Sec-Fetch-Site": "same-site"},
}


@pytest.mark.parametrize("how", FORGERIES)
def test_a_write_that_no_page_of_ours_meant_is_refused(console: httpx.Client, how: str):
    title = uuid4().hex
    request = console.build_request("POST", "/tickets", json={"title": title})
    for name, value in FORGERIES[how].items():
        if value is None:
            del request.headers[name]
        else:
            request.headers[name] = value
    answer = console.send(request)
    refused(answer, 403, "csrf-failed")
    assert console.get("/tickets", params={"q": title}).json()["items"] == []
    records = console.get("/audit-records", params={"request_id": answer.headers["X-Request-Id"]}).json()["items"]
    assert records == []


def test_the_token_of_another_session_proves_nothing(product: Product, console: httpx.Client):
    with product.console("analyst") as other:
        token = other.headers["X-CSRF-Token"]
    refused(console.post("/tickets", json={"title": "x"}, headers={"X-CSRF-Token": token}), 403, "csrf-failed")


def test_the_default_port_may_be_written_out(console: httpx.Client):
    # Behind a proxy the host is another one, and so is the scheme.
    headers = {"Host": "tickets.example", "Origin": "https://tickets.example:443"}
    assert console.post("/tickets", json={"title": "x"}, headers=headers).status_code == 201
    headers = {"Host": "tickets.example:444", "Origin": "https://tickets.example"}
    refused(console.post("/tickets", json={"title": "x"}, headers=headers), 403, "csrf-failed")


def test_the_checks_come_in_their_order(product: Product, console: httpx.Client):
    nothing = {"Cookie": "", "X-CSRF-Token": "x"}
    assert console.put("/tickets", headers=nothing).status_code == 405
    refused(console.post("/tickets", json={}, headers=nothing), 401, "unauthenticated")
    with product.console("auditor") as auditor:
        refused(auditor.post("/tickets", json={}, headers={"X-CSRF-Token": "x"}), 403, "csrf-failed")
        denied = auditor.post("/tickets", content=b"{")
        assert (denied.status_code, denied.json()["code"]) == (403, "forbidden")
        assert denied.json()["audit_id"]
    refused(console.post("/tickets", content=b"{", headers={"X-CSRF-Token": "x"}), 403, "csrf-failed")


def test_an_auditor_signs_in_and_out_and_reads_the_redacted_view(product: Product, console: httpx.Client):
    body = {"title": "Mail of eve@example.com"}
    ticket = console.post("/tickets", json=body).json()
    console.post(f"/tickets/{ticket['id']}/comments", json={"body": "ours"})
    with product.console("auditor") as auditor:
        seen = auditor.get(f"/tickets/{ticket['id']}").json()
        assert seen["title"] == "Mail of [email]"
        assert auditor.get(f"/tickets/{ticket['id']}/comments").json()["items"] == []
        assert auditor.delete("/session").status_code == 204
        refused(auditor.get("/me"), 401, "unauthenticated")


def test_what_the_console_does_is_audited_as_its_user(console: httpx.Client):
    made = console.post("/tickets", json={"title": "x"})
    (record,) = console.get("/audit-records", params={"request_id": made.headers["X-Request-Id"]}).json()["items"]
    assert record["actor"] == console.get("/me").json()["principal"]


def test_signing_in_is_logged_and_neither_audited_nor_told(product: Product):
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


def test_a_repeat_under_a_key_is_the_same_for_the_console(console: httpx.Client):
    key = {"Idempotency-Key": uuid4().hex}
    first = console.post("/tickets", json={"title": "once"}, headers=key)
    second = console.post("/tickets", json={"title": "once"}, headers=key)
    assert (first.status_code, second.headers["Idempotency-Replayed"]) == (201, "true")
    assert first.json() == second.json()


def test_without_the_demo_nobody_signs_in(product: Product, without_demo: Product):
    with product.console(at=without_demo.url) as client:
        answer = client.post("/session", json={"identity": "admin"})
        refused(answer, 401, "unauthenticated")
        assert "Set-Cookie" not in answer.headers
        assert "token" in answer.json()["detail"]
