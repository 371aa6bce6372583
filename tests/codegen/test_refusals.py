"""A spec that cannot be generated from is refused with file and line."""

import shutil
from pathlib import Path

import pytest

from codegen.contract.bundle import bundle_asyncapi, bundle_openapi
from codegen.contract.check import check
from codegen.contract.load import Specs
from codegen.errors import SpecError

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "specs", tmp_path / "specs")
    return tmp_path


def edit(project: Path, name: str, old: str, new: str) -> int:
    """Replace the first occurrence; give its line."""
    path = project / "specs" / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("openapi.yaml", "x-problems: [malformed-json", "x-problems: [malformed-jsons", "malformed-jsons"),
        ("openapi.yaml", "bearerAuth: ['alerts:read']", "bearerAuth: ['alerts:reed']", "alerts:reed"),
        ("openapi.yaml", "          csrfToken: []\n", "", "csrfToken"),
        ("openapi.yaml", "forbidden, csrf-failed, ", "forbidden, ", "csrf-failed"),
        ("openapi.yaml", "x-status: implemented", "x-status: done", "x-status"),
        ("openapi.yaml", "schemas/tickets.yaml#/TicketPage", "schemas/tickets.yaml#/TicketPages", "leads nowhere"),
        ("openapi.yaml", "schemas/tickets.yaml#/TicketPage", "schemas/nothing.yaml#/TicketPage", "no such file"),
        ("roles.yaml", "      - alerts:ingest", "      - alerts:invent", "alerts:invent"),
        ("schemas/comments.yaml", "CommentPage:", "Orphan:\n  type: boolean\nCommentPage:", "Orphan"),
        ("schemas/comments.yaml", "  x-redact: text", "  x-redact: maybe", "x-redact"),
        ("openapi.yaml", "openapi: 3.1.0", "openapi: [3.1.0", "not YAML"),
    ],
)
def test_a_bad_spec_is_refused_at_its_place(project: Path, name: str, old: str, new: str, says: str):
    edit(project, name, old, new)
    with pytest.raises(SpecError, match=r".+") as refusal:
        check(Specs(project))
    assert says in refusal.value.message
    assert refusal.value.line >= 1
    assert refusal.value.file.as_posix().startswith("specs/")


def test_the_line_is_that_of_the_fault(project: Path):
    line = edit(project, "openapi.yaml", "bearerAuth: ['alerts:read']", "bearerAuth: ['alerts:reed']")
    with pytest.raises(SpecError) as refusal:
        check(Specs(project))
    assert abs(refusal.value.line - line) <= 1
    assert str(refusal.value).startswith("specs/openapi.yaml:")


def test_an_operation_without_an_id_is_refused(project: Path):
    edit(project, "openapi.yaml", "operationId: list_alerts\n", "x-nothing: 0\n")
    with pytest.raises(SpecError, match="no operationId"):
        check(Specs(project))


def test_problems_and_responses_must_agree(project: Path):
    edit(project, "openapi.yaml", "x-problems: [malformed-json, ", "x-problems: [method-not-allowed, malformed-json, ")
    with pytest.raises(SpecError, match="do not agree on 405"):
        check(Specs(project))


def test_two_schemas_of_one_name_are_refused(project: Path):
    edit(project, "schemas/comments.yaml", "CommentPage:", "Actor:\n  type: boolean\nCommentPage:")
    edit(project, "schemas/comments.yaml", "$ref: 'scalars.yaml#/Actor'", "$ref: '#/Actor'")
    with pytest.raises(SpecError, match="Actor"):
        bundle_openapi(Specs(project))


def test_what_is_planned_is_linted_and_neither_generated_nor_served():
    bundle = bundle_openapi(Specs(ROOT))
    operations = {op["operationId"] for item in bundle["paths"].values() for op in item.values()}
    assert "list_tickets" in operations
    assert "get_audit_checkpoint" not in operations
    assert "AuditCheckpoint" not in bundle["components"]["schemas"]
    assert "receive_delivery_failed" in bundle_asyncapi(Specs(ROOT))["operations"]


def test_the_bundle_refers_to_nothing_outside(project: Path):
    text = str(bundle_openapi(Specs(project))) + str(bundle_asyncapi(Specs(project)))
    assert ".yaml#" not in text
    assert ".schema.json" not in text
