"""Clients of other generators list, create and change tickets, read problems, and distinguish absent from null."""

from pathlib import Path

import pytest

from tests.sdk.conftest import PythonProject, TypeScriptProject

HERE = Path(__file__).parent
OUTPUT = ["2 Printer on fire", "1 First", "p1", "412 version-mismatch", "assigned", "unassigned"]

pytestmark = pytest.mark.proofs


def test_hey_api(hey_api_project: TypeScriptProject, analyst_environment: dict[str, str]):
    assert hey_api_project.run((HERE / "hey_api.ts").read_text(), **analyst_environment) == OUTPUT


def test_openapi_generator(openapi_generator_project: PythonProject, analyst_environment: dict[str, str]):
    assert openapi_generator_project.run((HERE / "openapi_generator.py").read_text(), **analyst_environment) == OUTPUT
