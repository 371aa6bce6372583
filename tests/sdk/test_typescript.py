"""The TypeScript SDK, from its tarball, against the running product; all code is compiled strictly."""

import re
from pathlib import Path

import pytest

from codegen.sdk.node import NodeError
from tests.sdk.conftest import SDKS, TypeScriptProject, code_of_readme

MERGE_PATCH = (Path(__file__).parent / "merge_patch.ts").read_text()
REPORT_ALERTS = (Path(__file__).parent / "report_alerts.ts").read_text()


def test_code_of_the_readme_works(typescript_project: TypeScriptProject, analyst_environment: dict[str, str]):
    readme = code_of_readme(SDKS / "typescript", "typescript")
    allowed = "[ 'triaged', 'in_progress', 'resolved' ]"
    assert typescript_project.run(readme, **analyst_environment) == [
        "2 Printer on fire", "2 Printer on fire", "1 First", "p1", "[ 'urgent' ]", f"invalid-transition {allowed}"
    ]  # fmt: skip


def test_absent_member_differs_from_null(typescript_project: TypeScriptProject, analyst_environment: dict[str, str]):
    assert typescript_project.run(MERGE_PATCH, **analyst_environment) == ["assigned", "null"]


def test_result_of_each_item_of_a_batch_has_its_type(
    typescript_project: TypeScriptProject, ingest_environment: dict[str, str]
):
    missing = ["/source", "/source_alert_id", "/title", "/severity", "/detected_at"]
    assert typescript_project.run(REPORT_ALERTS, **ingest_environment) == [
        "receipt 201 true", "receipt 200 false", "problem 403 forbidden", f"problem 422 {' '.join(missing)}"
    ]  # fmt: skip


# What each module changes in valid code, and what then violates the contract.
INVALID = {
    "null": ('{ title: "B" }', "{ title: null }"),
    "misspelt_member": ("{ assignee_id: null }", '{ assigneeId: "x" }'),
    "missing_header": ('"If-Match": `"${version}"`', ""),
    "unknown_path": ('"/tickets/{ticket_id}"', '"/ticket/{ticket_id}"'),
}


def test_invalid_requests_do_not_compile(typescript_project: TypeScriptProject):
    assert all(valid in MERGE_PATCH for valid, _ in INVALID.values())
    with pytest.raises(NodeError) as error:
        typescript_project.compile({name: MERGE_PATCH.replace(*change) for name, change in INVALID.items()})
    rejected = set(re.findall(r"^(\w+)\.ts\(.*error TS2", str(error.value), re.MULTILINE))
    assert rejected == INVALID.keys()
