"""How the API serves the console: content security policy, caching, redirects and missing files."""

import base64
import gzip
import hashlib
import re
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from handlers.api.pages.console import Console
from handlers.sites import npm as site
from tests.product import Product

PAGES = ("/console/", "/console/tickets/", "/console/alerts/", "/console/audit/", "/console/nothing")
INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)


@pytest.fixture(scope="module")
def client(product: Product, built: Path):
    del built
    with httpx.Client(base_url=product.url, trust_env=False) as client:
        yield client


@pytest.mark.parametrize("path", PAGES)
def test_policy_allows_only_the_scripts_of_the_build(client: httpx.Client, path: str):
    response = client.get(path)
    policy = dict(part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";"))
    inline = {hashlib.sha256(script.encode()).digest() for script in INLINE.findall(response.text)}
    listed = {f"'sha256-{base64.b64encode(digest).decode()}'" for digest in inline}
    assert inline
    assert set(policy["script-src"].split()) == {"'self'", *listed}
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_paths_without_a_trailing_slash_redirect(client: httpx.Client):
    for path in ("/", "/console"):
        assert client.get(path).headers["Location"] == "/console/"
    moved = client.get("/console/tickets?q=a%20b&status=new")
    assert (moved.status_code, moved.headers["Location"]) == (308, "/console/tickets/?q=a%20b&status=new")


def test_pages_are_never_immutable(client: httpx.Client):
    for path in ("/console/tickets/", "/console/nothing"):
        version = client.get(path).headers["ETag"].strip('"').partition("-")[0]
        assert client.get(path, params={"v": version}).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/console/nothing", "/console/../pages.json", "/console/pages.json", "/console/%2e%2e/x"]
)
def test_missing_file_is_404(client: httpx.Client, path: str):
    response = client.get(path)
    assert response.status_code == 404
    assert "pages.json" not in response.text


def test_hashed_files_are_immutable_and_pages_are_revalidated(client: httpx.Client):
    page = client.get("/console/tickets/")
    assert page.headers["Cache-Control"] == "no-cache"
    assert client.get("/console/tickets/", headers={"If-None-Match": page.headers["ETag"]}).status_code == 304
    scripts = re.findall(r'src="(/console/_next/static/[^"]+)"', page.text)
    assert scripts
    for script in scripts:
        response = client.get(script, headers={"Accept-Encoding": "gzip"})
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert response.headers["Content-Encoding"] == "gzip"
        assert response.headers["Content-Type"].startswith("text/javascript")
    plain = client.get(scripts[0], headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers


async def test_build_is_served_without_a_restart(tmp_path: Path):
    app = Starlette()
    Console(tmp_path).mount(app)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://server") as client:
        waiting = await client.get("/console/")
        assert waiting.status_code == 503
        assert "oneprotect build" in waiting.text
        assert waiting.headers["Cache-Control"] == "no-store"
        build(tmp_path)
        assert (await client.get("/console/")).text == "<p>built</p>"
        assert (await client.get("/console/index.html.gz")).status_code == 404


def build(folder: Path) -> None:
    (folder / "index.html").write_text("<p>built</p>")
    (folder / "index.html.gz").write_bytes(gzip.compress(b"<p>built</p>", mtime=0))
    (folder / "404.html").write_text("<p>none</p>")
    (folder / "pages.json").write_text('{"index.html": [], "404.html": []}')
    (folder / site.STAMP).write_text("x")
