"""Clients by generators that are not ours to choose, made from the bundle in fresh places."""

import shutil
import sysconfig
from pathlib import Path

import pytest

from codegen.sdk import node
from tests.sdk.conftest import SDKS, PythonPlace, TypeScriptPlace, desk, run

__all__ = ["desk"]
BUNDLE = SDKS.parent / "openapi.json"


@pytest.fixture(scope="session")
def hey_api_place(tmp_path_factory: pytest.TempPathFactory) -> TypeScriptPlace:
    node.install()
    folder = tmp_path_factory.mktemp("hey-api")
    shutil.copy(BUNDLE, folder)
    (folder / "package.json").write_text('{"private": true, "type": "module"}')
    output = 'output: { path: "client", module: { extension: ".js" } }'  # Node takes imports by their whole name
    (folder / "openapi-ts.config.mjs").write_text(f'export default {{ input: "openapi.json", {output} }};')
    node.tool("openapi-ts", cwd=folder)
    return TypeScriptPlace(folder)


@pytest.fixture(scope="session")
def openapi_generator_place(tmp_path_factory: pytest.TempPathFactory) -> PythonPlace:
    folder = tmp_path_factory.mktemp("openapi-generator")
    command = [Path(sysconfig.get_path("scripts"), "openapi-generator-cli"), "generate", "--generator-name", "python"]
    command += ["--input-spec", BUNDLE, "--output", "source", "--package-name", "generated_client"]
    run(*command, cwd=folder, PYTHONWARNINGS="default")
    place = PythonPlace(folder).made()
    place.pip("install", "./source")
    return place
