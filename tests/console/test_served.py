"""How the API serves the console: one origin, a policy that lists every script, and files that are kept for good."""

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
def reader(product: Product, built: Path):
    del built
    with httpx.Client(base_url=product.url, trust_env=False) as client:
        yield client


@pytest.mark.parametrize("path", PAGES)
def test_the_policy_lets_run_what_the_build_has_made_and_no_more(reader: httpx.Client, path: str):
    answer = reader.get(path)
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    inline = {hashlib.sha256(script.encode()).digest() for script in INLINE.findall(answer.text)}
    listed = {f"'sha256-{base64.b64encode(digest).decode()}'" for digest in inline}
    assert inline
    assert set(policy["script-src"].split()) == {"'self'", *listed}
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["form-action"] == "'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_who_asks_for_nothing_is_led_to_the_console(reader: httpx.Client):
    for path in ("/", "/console"):
        assert reader.get(path).headers["Location"] == "/console/"
    moved = reader.get("/console/tickets?q=a%20b&status=new")
    assert (moved.status_code, moved.headers["Location"]) == (308, "/console/tickets/?q=a%20b&status=new")


def test_no_page_is_kept_for_good_whoever_names_its_version(reader: httpx.Client):
    for path in ("/console/tickets/", "/console/nothing"):
        version = reader.get(path).headers["ETag"].strip('"').partition("-")[0]
        assert reader.get(path, params={"v": version}).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/console/nothing", "/console/../pages.json", "/console/pages.json", "/console/%2e%2e/x"]
)
def test_what_is_not_there_is_404(reader: httpx.Client, path: str):
    answer = reader.get(path)
    assert answer.status_code == 404
    assert "pages.json" not in answer.text


def test_files_named_by_their_content_are_kept_for_good_and_pages_are_not(reader: httpx.Client):
    page = reader.get("/console/tickets/")
    assert page.headers["Cache-Control"] == "no-cache"
    assert reader.get("/console/tickets/", headers={"If-None-Match": page.headers["ETag"]}).status_code == 304
    scripts = re.findall(r'src="(/console/_next/static/[^"]+)"', page.text)
    assert scripts
    for script in scripts:
        answer = reader.get(script, headers={"Accept-Encoding": "gzip"})
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Content-Type"].startswith("text/javascript")
    plain = reader.get(scripts[0], headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers


async def test_a_build_that_comes_later_is_seen_without_a_restart(tmp_path: Path):
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
    (folder / "index.html.gz").write_bytes(gzip.compress(b"<p>built</p>"))
    (folder / "404.html").write_text("<p>none</p>")
    (folder / "pages.json").write_text('{"index.html": [], "404.html": []}')
    (folder / site.STAMP).write_text("x")
