"""The server serves exactly the routes, methods and bundles of the spec."""

import inspect
import json
import re
from importlib import import_module
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from generated import routes

METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND"}
ROOT = Path(__file__).parent.parent.parent


DOCUMENTS = ["openapi.json", "openapi.client.json", "openapi-3.0.json", "asyncapi.json"]


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_documents_are_served_byte_for_byte(product, name: str, encoding: str):
    response = httpx.get(f"{product.url}/{name}", headers={"Accept-Encoding": encoding})
    assert response.content == (ROOT / "generated" / "served" / name).read_bytes()
    assert response.headers["content-type"] == "application/json"
    assert response.headers.get("content-encoding", "identity") == encoding


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_have_an_entity_tag(product, name: str):
    tag = httpx.get(f"{product.url}/{name}").headers["etag"]
    again = httpx.get(f"{product.url}/{name}", headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert httpx.get(f"{product.url}/{name}", headers={"If-None-Match": '"another"'}).status_code == 200


def test_every_generated_document_is_served():
    assert {path.name for path in (ROOT / "generated" / "served").iterdir()} == set(DOCUMENTS)


def operations() -> dict[str, set[str]]:
    bundle = json.loads((ROOT / "generated" / "openapi.json").read_text())
    return {"/api/v1" + path: {method.upper() for method in item} for path, item in bundle["paths"].items()}


def test_routes_match_the_spec():
    app = FastAPI()
    before = len(app.routes)

    tags = list(inspect.signature(routes.mount).parameters)[2:]
    routes.mount(app, None, **{tag: import_module(f"handlers.http.{tag}") for tag in tags})
    mounted: dict[str, set[str]] = {}
    for route in app.routes[before:]:
        if isinstance(route, APIRoute):
            mounted.setdefault(route.path, set()).update(route.methods)
    assert mounted == operations()


@pytest.mark.parametrize("path", operations())
def test_unsupported_methods_are_405_with_an_exact_allow(product, path: str):
    url = product.url + re.sub(r"\{\w+\}", "019a5f3e-7c1b-7d20-9b1a-3f6f0c2d4e55", path)
    for method in METHODS - operations()[path]:
        response = httpx.request(method, url)
        assert response.status_code == 405, method
        assert set(response.headers["allow"].split(", ")) == operations()[path]
        if method != "HEAD":
            assert response.json()["code"] == "method-not-allowed"


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v1/tickets/", "/api/v1", "/nothing"])
def test_unknown_path_is_a_404_problem(product, path: str):
    response = httpx.get(product.url + path)
    assert (response.status_code, response.json()["code"]) == (404, "not-found")
    assert response.headers["content-type"] == "application/problem+json"
