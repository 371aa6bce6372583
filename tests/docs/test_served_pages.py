"""The pages as a client has them: headers, types, caching, and what is not there."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from generated.problems import Problem
from handlers.api.pages.problems import problem_types
from handlers.api.pages.serve import Pages
from handlers.sites import npm as site
from tests.docs.conftest import PROBLEMS, ROOT

pytestmark = pytest.mark.usefixtures("built")
PAGES = ("/docs", "/docs/events", "/docs/problems", "/problems/forbidden")
PLAIN = {"accept-encoding": "identity"}
STRICT = {
    "default-src 'none'",
    "img-src 'self' data:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
}


def policy(answer: httpx.Response) -> set[str]:
    return set(answer.headers["content-security-policy"].split("; "))


@pytest.mark.parametrize("path", [*PAGES, "/docs/assets/scalar.js", "/docs/assets/bar.css", "/docs/reference.json"])
def test_every_answer_carries_the_headers(product: Any, path: str):
    answer = httpx.get(product.url + path)
    assert answer.status_code == 200
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert policy(answer) >= STRICT
    own = {"style-src 'self'"}
    if path == "/docs":
        own = {"script-src 'self'", "connect-src 'self'", "style-src 'self' 'unsafe-inline'"}
    assert policy(answer) - STRICT == own
    head = httpx.head(product.url + path, headers=PLAIN)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(httpx.get(product.url + path, headers=PLAIN).content))


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/docs", "text/html; charset=utf-8"),
        ("/docs/events", "text/html; charset=utf-8"),
        ("/docs/reference.json", "application/json"),
        ("/docs/assets/scalar.js", "text/javascript; charset=utf-8"),
        ("/docs/assets/start.js", "text/javascript; charset=utf-8"),
        ("/docs/assets/pages.css", "text/css; charset=utf-8"),
        ("/docs/assets/icon.svg", "image/svg+xml"),
    ],
)
def test_types_are_right_and_what_a_client_has_is_not_sent_again(product: Any, path: str, media_type: str):
    first = httpx.get(product.url + path)
    assert first.headers["content-type"] == media_type
    again = httpx.get(product.url + path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert policy(again) >= STRICT


def test_the_script_may_be_kept_for_good_under_its_version_alone(product: Any):
    address = re.search(r'src="(/docs/assets/scalar\.js\?v=\w+)"', httpx.get(product.url + "/docs").text)
    assert address is not None
    packed = httpx.get(product.url + address[1], headers={"accept-encoding": "br, gzip"})
    assert packed.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert (packed.headers["content-encoding"], packed.headers["vary"]) == ("gzip", "Accept-Encoding")
    whole = httpx.get(product.url + "/docs/assets/scalar.js?v=other", headers={"accept-encoding": "gzip;q=0"})
    assert whole.headers["cache-control"] == "no-cache"
    assert "content-encoding" not in whole.headers
    assert whole.content == packed.content
    assert whole.headers["etag"] != packed.headers["etag"]


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [("gzip", True), ("br, gzip;q=0.5", True), ("gzip;q=1.0", True), ("gzip;q=0.000", False), ("gzip;q=x", False)],
)
def test_a_page_is_packed_for_who_takes_that(product: Any, accepted: str, packed: bool):
    answer = httpx.get(product.url + "/docs/assets/scalar.js", headers={"Accept-Encoding": accepted})
    assert ("content-encoding" in answer.headers) is packed


@pytest.mark.parametrize(
    "path",
    [
        *("/docs/", "/docs/nothing", "/docs/assets/", "/docs/assets/nothing.js", "/problems", "/problems/nothing"),
        *("/docs/assets/..%2Fserve.py", "/docs/assets/%2e%2e/serve.py", "/docs/assets/..%2f..%2fserve.py"),
        *("/docs/assets/%2fetc%2fpasswd", "/docs/assets/built-from.sha256", "/docs/assets/scalar.js.gz"),
    ],
)
def test_what_is_not_there_is_a_404_problem(product: Any, path: str):
    answer = httpx.get(product.url + path)
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_only_read(product: Any, path: str):
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        answer = httpx.request(method, product.url + path)
        assert answer.status_code == 405
        assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize("entry", PROBLEMS, ids=lambda entry: entry["code"])
def test_every_problem_has_its_page_at_its_type(product: Any, openapi: dict[str, Any], entry: dict[str, Any]):
    answer = httpx.get(f"{product.url}/problems/{entry['code']}")
    text = re.sub(r"</?code>", "", answer.text).replace("&#39;", "'").replace("&quot;", '"')
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert f"<h1>{entry['title']}</h1>" in text
    for words in (entry["description"].replace("`", ""), entry["action"].replace("`", ""), f">{entry['status']}<"):
        assert words in text
    for item in openapi["paths"].values():
        for operation in (node for node in item.values() if "operationId" in node):
            anchor = f'href="/docs#tag/{operation["tags"][0]}/{operation["operationId"]}"'
            assert (anchor in text) == (entry["code"] in operation["x-problems"])


def test_the_problem_that_is_answered_names_a_page(product: Any):
    problem = httpx.get(product.url + "/api/v1/me").json()
    assert httpx.get(product.url + problem["type"]).status_code == 200


def test_the_examples_are_what_the_server_would_say(openapi: dict[str, Any]):
    types = problem_types(openapi)
    assert [kind.code for kind in types] == [entry["code"] for entry in PROBLEMS]
    for kind, entry in zip(types, PROBLEMS, strict=True):
        assert {"type": kind.uri, "status": entry["status"], "code": entry["code"]}.items() <= kind.example.items()
        assert set(entry.get("members", {})) <= set(kind.example)
        assert ("audit_id" in kind.example) == entry.get("audited", False)
        assert set(entry.get("headers", {})) <= {name for name, _ in kind.headers}
    assert Problem not in types


def app_on(folder: Path) -> httpx.AsyncClient:
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    bundles = [(ROOT / "generated" / name).read_bytes() for name in ("openapi.json", "asyncapi.json")]
    Pages(bundles[0], bundles[1], folder).mount(app)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here")


async def test_where_nothing_is_built_the_page_says_how_and_the_others_stay(tmp_path: Path):
    client = app_on(tmp_path)
    answer = await client.get("/docs")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "text/html; charset=utf-8")
    assert "oneprotect build" in answer.text
    assert policy(answer) >= STRICT
    assert (await client.get("/docs/assets/scalar.js")).status_code == 404
    for path in PAGES[1:]:
        assert (await client.get(path)).status_code == 200


async def test_a_build_that_comes_later_is_served_without_a_restart(tmp_path: Path):
    client = app_on(tmp_path)
    assert (await client.get("/docs")).status_code == 503
    for content in (b"one", b"two"):
        for name in ("scalar.js", "scalar.js.gz", site.STAMP):
            (tmp_path / name).unlink(missing_ok=True)
            (tmp_path / name).write_bytes(content)
        assert (await client.get("/docs")).status_code == 200
        assert (await client.get("/docs/assets/scalar.js", headers=PLAIN)).content == content
