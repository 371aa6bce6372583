"""HTTP responses of the documentation pages: headers, media types, caching and unknown paths."""

import html
import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from generated.problems import Problem
from handlers.api.pages.docs import Docs
from handlers.api.pages.problems import problem_types
from handlers.sites import npm
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


def policy(response: httpx.Response) -> set[str]:
    return set(response.headers["content-security-policy"].split("; "))


@pytest.mark.parametrize("path", [*PAGES, "/docs/assets/scalar.js", "/docs/assets/bar.css", "/docs/reference.json"])
def test_every_response_has_the_security_headers(product: Any, path: str):
    response = httpx.get(product.url + path)
    assert response.status_code == 200
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert policy(response) >= STRICT
    own = {"style-src 'self'"}
    if path == "/docs":
        own = {"script-src 'self'", "connect-src 'self'", "style-src 'self' 'unsafe-inline'"}
    assert policy(response) - STRICT == own
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
def test_media_type_and_conditional_request(product: Any, path: str, media_type: str):
    first = httpx.get(product.url + path)
    assert first.headers["content-type"] == media_type
    again = httpx.get(product.url + path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert policy(again) >= STRICT


def test_script_is_immutable_only_under_its_version(product: Any):
    address = re.search(r'src="(/docs/assets/scalar\.js\?v=\w+)"', httpx.get(product.url + "/docs").text)
    assert address is not None
    compressed = httpx.get(product.url + address[1], headers={"accept-encoding": "br, gzip"})
    assert compressed.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert (compressed.headers["content-encoding"], compressed.headers["vary"]) == ("gzip", "Accept-Encoding")
    uncompressed = httpx.get(product.url + "/docs/assets/scalar.js?v=other", headers={"accept-encoding": "gzip;q=0"})
    assert uncompressed.headers["cache-control"] == "no-cache"
    assert "content-encoding" not in uncompressed.headers
    assert uncompressed.content == compressed.content
    assert uncompressed.headers["etag"] != compressed.headers["etag"]


@pytest.mark.parametrize(
    ("accepted", "compressed"),
    [("gzip", True), ("br, gzip;q=0.5", True), ("gzip;q=1.0", True), ("gzip;q=0.000", False), ("gzip;q=x", False)],
)
def test_response_is_compressed_if_the_client_accepts_it(product: Any, accepted: str, compressed: bool):
    response = httpx.get(product.url + "/docs/assets/scalar.js", headers={"Accept-Encoding": accepted})
    assert ("content-encoding" in response.headers) is compressed


@pytest.mark.parametrize(
    "path",
    [
        *("/docs/", "/docs/nothing", "/docs/assets/", "/docs/assets/nothing.js", "/problems", "/problems/nothing"),
        *("/docs/assets/..%2Fserve.py", "/docs/assets/%2e%2e/serve.py", "/docs/assets/..%2f..%2fserve.py"),
        *("/docs/assets/%2fetc%2fpasswd", "/docs/assets/built-from.sha256", "/docs/assets/scalar.js.gz"),
    ],
)
def test_unknown_path_is_a_404_problem(product: Any, path: str):
    response = httpx.get(product.url + path)
    assert (response.status_code, response.json()["code"]) == (404, "not-found")
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_read_only(product: Any, path: str):
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS"):
        response = httpx.request(method, product.url + path)
        assert response.status_code == 405
        assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize("entry", PROBLEMS, ids=lambda entry: entry["code"])
def test_every_problem_has_a_page_at_its_type(product: Any, openapi: dict[str, Any], entry: dict[str, Any]):
    response = httpx.get(f"{product.url}/problems/{entry['code']}")
    text = html.unescape(re.sub(r"</?code>", "", response.text))
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert f"<h1>{entry['title']}</h1>" in text
    for words in (entry["description"].replace("`", ""), entry["action"].replace("`", ""), f">{entry['status']}<"):
        assert words in text
    for item in openapi["paths"].values():
        for operation in (node for node in item.values() if "operationId" in node):
            anchor = f'href="/docs#tag/{operation["tags"][0]}/{operation["operationId"]}"'
            assert (anchor in text) == (entry["code"] in operation["x-problems"])


def test_returned_problem_refers_to_a_page(product: Any):
    problem = httpx.get(product.url + "/api/v1/me").json()
    assert httpx.get(product.url + problem["type"]).status_code == 200


def test_examples_are_valid_problems(openapi: dict[str, Any]):
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
    bundles = [(ROOT / "generated" / "served" / name).read_bytes() for name in ("openapi.json", "asyncapi.json")]
    Docs(bundles[0], bundles[1], folder).mount(app)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://server")


async def test_unbuilt_page_explains_the_build_and_others_work(tmp_path: Path):
    client = app_on(tmp_path)
    response = await client.get("/docs")
    assert (response.status_code, response.headers["content-type"]) == (503, "text/html; charset=utf-8")
    assert "oneprotect build" in response.text
    assert policy(response) >= STRICT
    assert (await client.get("/docs/assets/scalar.js")).status_code == 404
    for path in PAGES[1:]:
        assert (await client.get(path)).status_code == 200


async def test_later_build_is_served_without_a_restart(tmp_path: Path):
    client = app_on(tmp_path)
    assert (await client.get("/docs")).status_code == 503
    for content in (b"one", b"two"):
        for name in ("scalar.js", "scalar.js.gz", npm.STAMP):
            (tmp_path / name).unlink(missing_ok=True)
            (tmp_path / name).write_bytes(content)
        assert (await client.get("/docs")).status_code == 200
        assert (await client.get("/docs/assets/scalar.js", headers=PLAIN)).content == content
