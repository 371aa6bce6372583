"""The SDKs of 1.0.0, generated from its released contract, run unchanged against the present product."""

import json
from pathlib import Path
from typing import Any

import pytest

from codegen.generate import RELEASED, ROOT, SDKS
from codegen.render import render
from codegen.sdk.package import build_packages
from codegen.sdk.python import PACKAGE, python_client
from codegen.sdk.typescript import typescript_types
from tests.http.world import build_world
from tests.product import Product
from tests.sdk.conftest import PythonProject, TypeScriptProject

pytestmark = pytest.mark.proofs
RELEASE = Path(__file__).parent / "release_1_0_0"
DOCUMENT = json.loads((ROOT / RELEASED / "1.0.0" / "openapi.json").read_text())
INIT = "from .client import AuthenticatedClient, Client\n\n__all__ = ('AuthenticatedClient', 'Client')\n"
WORKDAY = [
    "False False True",
    "2 p1 in_progress day",
    "version-mismatch",
    "invalid-transition in_progress on_hold resolved",
    "On it",
    "On it",
    "ticket inbound",
    "204",
    "One Two",
    "Two",
    "created updated status_changed comment_added linked unlinked",
]


def name_sort_orders(node: Any) -> None:
    """Name the enums of sort orders as the generator of 1.0.0 did; later documents contain these names."""
    if isinstance(node, dict):
        values = node.get("enum", [])
        if any(str(value).startswith("-") for value in values):
            node["x-enum-varnames"] = [
                f"{value[1:]}_descending".upper() if value.startswith("-") else value.upper() for value in values
            ]
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        name_sort_orders(child)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages of both SDKs of 1.0.0."""
    name_sort_orders(DOCUMENT)
    python = {
        Path("pyproject.toml"): render("sdk/python/pyproject.toml", info=DOCUMENT["info"], package=PACKAGE),
        Path("README.md"): "",
        Path("LICENSE"): "",
        **python_client(DOCUMENT, {"__init__.py": INIT}),
    }
    client = ROOT / SDKS / "typescript"
    typescript = {
        path.relative_to(client): path.read_text()
        for path in [client / "package.json", *(client / "openapi-fetch").iterdir()]
    }
    typescript |= {Path(name): (RELEASE / name).read_text() for name in ("index.js", "index.d.ts")}
    typescript[Path("schema.d.ts")] = typescript_types(DOCUMENT)
    files = {SDKS / "python" / path: text for path, text in python.items()}
    files |= {SDKS / "typescript" / path: text for path, text in typescript.items()}
    folder = tmp_path_factory.mktemp("released")
    build_packages(files, folder)
    return folder


@pytest.fixture(scope="module")
def python_of_release(tmp_path_factory: pytest.TempPathFactory, released: Path) -> PythonProject:
    project = PythonProject(tmp_path_factory.mktemp("released-python")).create()
    project.pip("install", *released.glob("*.whl"))
    return project


@pytest.fixture(scope="module")
def typescript_of_release(tmp_path_factory: pytest.TempPathFactory, released: Path) -> TypeScriptProject:
    return TypeScriptProject(tmp_path_factory.mktemp("released-typescript")).install(*released.glob("*.tgz"))


@pytest.fixture
def environment(product: Product, tenant: str) -> dict[str, str]:
    """The environment variables that point a client at the API, as an analyst of a new tenant."""
    return {"API": f"{product.url}/api/v1", "TOKEN": product.token("analyst", tenant)}


def program(name: str) -> str:
    return (RELEASE / name).read_text()


def test_readme_of_python_works(python_of_release: PythonProject, analyst_environment: dict[str, str]):
    python_of_release.type_check(program("readme.py"))
    lines = ["[(2, 'Printer on fire')]", "[(1, 'First')]", "p1", "version-mismatch"]
    assert python_of_release.run(program("readme.py"), **analyst_environment) == lines


def test_readme_of_typescript_works(typescript_of_release: TypeScriptProject, analyst_environment: dict[str, str]):
    lines = ["[ [ 2, 'Printer on fire' ] ]", "[ [ 1, 'First' ] ]", "p1", "version-mismatch"]
    assert typescript_of_release.run(program("readme.ts"), **analyst_environment) == lines


def test_workday_in_python(python_of_release: PythonProject, environment: dict[str, str]):
    assert python_of_release.run(program("workday.py"), **environment) == WORKDAY


def test_workday_in_typescript(typescript_of_release: TypeScriptProject, environment: dict[str, str]):
    assert typescript_of_release.run(program("workday.ts"), **environment) == WORKDAY


def test_every_read_of_the_release_still_parses(python_of_release: PythonProject, product: Product):
    world = build_world(product, "r")
    world.close()
    environment = {"API": f"{product.url}/api/v1", "TOKEN": product.token("admin", world.tenant)}
    read = set(python_of_release.run(program("read_everything.py"), **environment))
    declared = {item["get"]["operationId"] for item in DOCUMENT["paths"].values() if "get" in item}
    assert read == declared - {"get_session"}
