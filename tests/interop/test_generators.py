"""Other generators' clients list, create, change, read a problem, and tell absent from null, as ours do."""

from pathlib import Path

import pytest

from tests.sdk.conftest import PythonPlace, TypeScriptPlace

HERE = Path(__file__).parent
SAID = ["2 Printer on fire", "1 First", "p1", "412 version-mismatch", "assigned", "unassigned"]

pytestmark = pytest.mark.proofs


def test_hey_api(hey_api_place: TypeScriptPlace, desk: dict[str, str]):
    assert hey_api_place.run((HERE / "hey_api.ts").read_text(), **desk) == SAID


def test_openapi_generator(openapi_generator_place: PythonPlace, desk: dict[str, str]):
    assert openapi_generator_place.run((HERE / "openapi_generator.py").read_text(), **desk) == SAID
