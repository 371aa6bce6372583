"""The Python SDK, from its wheel, against the running product."""

import json
from pathlib import Path
from uuid import uuid4

import pytest

from tests.deliveries import delivered, publisher
from tests.http.world import BUNDLE, World
from tests.product import Product
from tests.sdk.conftest import SDKS, PythonPlace, code_of_readme

HERE = Path(__file__).parent
README = code_of_readme(SDKS / "python", "python")
MERGE_PATCH = (HERE / "merge_patch.py").read_text()
READ_EVERYTHING = (HERE / "read_everything.py").read_text()


def test_the_readme_does_what_it_says(python_place: PythonPlace, desk: dict[str, str]):
    pages = ["[(2, 'Printer on fire')]", "[(1, 'First')]"]
    assert python_place.run(README, **desk) == [*pages, "p1", "version-mismatch"]


def test_absent_is_not_null(python_place: PythonPlace, desk: dict[str, str]):
    assert python_place.run(MERGE_PATCH, **desk) == ["assigned", "None"]


@pytest.mark.parametrize("code", [README, MERGE_PATCH, READ_EVERYTHING], ids=["readme", "merge", "read"])
def test_it_is_typed(python_place: PythonPlace, code: str):
    python_place.judge(code)


def test_every_read_loses_nothing(python_place: PythonPlace, product: Product):
    world = World(product, f"s-{uuid4().hex[:12]}", delivered(publisher(product.nats_url))).build()
    for client in world.clients.values():
        client.close()
    desk = {"API": f"{product.url}/api/v1", "TOKEN": product.token("admin", world.tenant)}
    read = python_place.run(READ_EVERYTHING, **desk)
    assert set(read) == {item["get"]["operationId"] for item in BUNDLE["paths"].values() if "get" in item} - {
        "get_session"
    }


def test_its_version_is_that_of_the_contract(python_place: PythonPlace):
    code = "from importlib.metadata import version; print(version('oneprotect-ticketing-client'))"
    document = json.loads((SDKS.parent / "openapi.json").read_text())
    assert python_place.run(code) == [document["info"]["version"]]
