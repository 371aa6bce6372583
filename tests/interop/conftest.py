"""Clients that other generators write from the bundle, each in a new project."""

import shutil
import sysconfig
from pathlib import Path

import pytest

from codegen.sdk import node
from tests.sdk.conftest import SDKS, PythonProject, TypeScriptProject, analyst_environment, run

__all__ = ["analyst_environment"]
BUNDLE = SDKS.parent / "served" / "openapi.client.json"


@pytest.fixture(scope="session")
def hey_api_project(tmp_path_factory: pytest.TempPathFactory) -> TypeScriptProject:
    node.install()
    folder = tmp_path_factory.mktemp("hey-api")
    shutil.copy(BUNDLE, folder / "openapi.json")
    (folder / "package.json").write_text('{"private": true, "type": "module"}')
    output = 'output: { path: "client", module: { extension: ".js" } }'  # Node requires the extension in imports
    (folder / "openapi-ts.config.mjs").write_text(f'export default {{ input: "openapi.json", {output} }};')
    node.tool("openapi-ts", cwd=folder)
    return TypeScriptProject(folder)


@pytest.fixture(scope="session")
def openapi_generator_project(tmp_path_factory: pytest.TempPathFactory) -> PythonProject:
    folder = tmp_path_factory.mktemp("openapi-generator")
    command = [Path(sysconfig.get_path("scripts"), "openapi-generator-cli"), "generate", "--generator-name", "python"]
    command += ["--input-spec", BUNDLE, "--output", "source", "--package-name", "generated_client"]
    run(*command, cwd=folder, PYTHONWARNINGS="default")
    project = PythonProject(folder).create()
    project.pip("install", "./source")
    return project
