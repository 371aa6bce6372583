"""The TypeScript SDK, from its tarball, against the running product; what runs was compiled strictly."""

from pathlib import Path

import pytest

from codegen.sdk.node import NodeError
from tests.sdk.conftest import SDKS, TypeScriptPlace, code_of_readme

MERGE_PATCH = (Path(__file__).parent / "merge_patch.ts").read_text()


def test_the_readme_does_what_it_says(typescript_place: TypeScriptPlace, desk: dict[str, str]):
    readme = code_of_readme(SDKS / "typescript", "typescript")
    pages = ["[ [ 2, 'Printer on fire' ] ]", "[ [ 1, 'First' ] ]"]
    assert typescript_place.run(readme, **desk) == [*pages, "p1", "version-mismatch"]


def test_absent_is_not_null(typescript_place: TypeScriptPlace, desk: dict[str, str]):
    assert typescript_place.run(MERGE_PATCH, **desk) == ["assigned", "null"]


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ('{ title: "B" }', "{ title: null }"),
        ("{ assignee_id: null }", '{ assigneeId: "x" }'),
        ('"If-Match": `"${version}"`', ""),
        ('"/tickets/{ticket_id}"', '"/ticket/{ticket_id}"'),
    ],
)
def test_what_the_contract_refuses_does_not_compile(typescript_place: TypeScriptPlace, given: str, wrong: str):
    assert given in MERGE_PATCH
    with pytest.raises(NodeError, match="error TS2"):
        typescript_place.run(MERGE_PATCH.replace(given, wrong))
