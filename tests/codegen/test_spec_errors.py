"""Errors in the spec name the file and the line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from codegen.contract.bundle import bundle_asyncapi, bundle_openapi
from codegen.contract.check import check_specs
from codegen.contract.load import Specs
from codegen.errors import SpecError

ROOT = Path(__file__).parents[2]
Edit = Callable[[str, str, str], int]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("openapi.yaml", "x-problems: [malformed-json", "x-problems: [malformed-jsons", "malformed-jsons"),
        ("openapi.yaml", "bearerAuth: ['alerts:read']", "bearerAuth: ['alerts:reed']", "alerts:reed"),
        ("openapi.yaml", "          csrfToken: []\n", "", "csrfToken"),
        ("openapi.yaml", "forbidden, csrf-failed, ", "forbidden, ", "csrf-failed"),
        ("openapi.yaml", "x-status: implemented", "x-status: done", "x-status"),
        ("openapi.yaml", "schemas/tickets.yaml#/TicketPage", "schemas/tickets.yaml#/TicketPages", "does not resolve"),
        (
            "openapi.yaml",
            "schemas/tickets.yaml#/TicketPage",
            "schemas/nothing.yaml#/TicketPage",
            "does not exist",
        ),
        ("roles.yaml", "      - alerts:ingest", "      - alerts:invent", "alerts:invent"),
        ("schemas/comments.yaml", "CommentPage:", "Orphan:\n  type: boolean\nCommentPage:", "Orphan"),
        ("schemas/comments.yaml", "  x-redact: text", "  x-redact: maybe", "x-redact"),
        ("schemas/comments.yaml", "  x-redact: text", "  x-redact: text\n  x-max-bytes: 9", "x-max-bytes"),
        ("schemas/alerts.yaml", "x-separate-items: true", "x-separate-items: AlertCreate", "x-separate-items: true"),
        ("schemas/alerts.yaml", "          - description: Any other JSON value.\n", "", "two alternatives in anyOf"),
        ("schemas/alerts.yaml", "description: Any other JSON value.", "type: string", "any other JSON value"),
        ("schemas/comments.yaml", "  x-text: visible", "  x-text: pretty", "x-text is one of line, tag, visible"),
        (
            "schemas/comments.yaml",
            "  x-text: visible\n  maxLength: 10000",
            "  x-text: visible",
            "x-text needs maxLength",
        ),
        (
            "schemas/tickets.yaml",
            "      description: When the ticket was closed; null unless it is closed.\n",
            "",
            "the property closed_at has no description",
        ),
        ("schemas/tickets.yaml", "      format: int64\n", "", "an integer needs format"),
        (
            "schemas/alerts.yaml",
            "    source:\n      type: string\n",
            "    source:\n      type: string\n      x-may-gain-values: true\n",
            "x-may-gain-values belongs to an enum",
        ),
        ("schemas/alerts.yaml", "^[a-z0-9][a-z0-9._-]*$", "^[\\u00e0-\\u00ff]*$", "cannot be published"),
        ("openapi.yaml", "openapi: 3.1.0", "openapi: [3.1.0", "not YAML"),
    ],
)
def test_error_names_the_file(project: Path, edit: Edit, name: str, old: str, new: str, message: str):
    edit(f"specs/{name}", old, new)
    with pytest.raises(SpecError, match=r".+") as error:
        check_specs(Specs(project))
    assert message in error.value.message
    assert error.value.line >= 1
    assert error.value.file.as_posix().startswith("specs/")


def test_error_names_the_line(project: Path, edit: Edit):
    line = edit("specs/openapi.yaml", "bearerAuth: ['alerts:read']", "bearerAuth: ['alerts:reed']")
    with pytest.raises(SpecError) as error:
        check_specs(Specs(project))
    assert abs(error.value.line - line) <= 1
    assert str(error.value).startswith("specs/openapi.yaml:")


def test_operation_without_id_is_an_error(project: Path, edit: Edit):
    edit("specs/openapi.yaml", "operationId: list_alerts\n", "x-nothing: 0\n")
    with pytest.raises(SpecError, match="no operationId"):
        check_specs(Specs(project))


def test_problems_and_responses_must_agree(project: Path, edit: Edit):
    edit("specs/openapi.yaml", "x-problems: [malformed-json, ", "x-problems: [method-not-allowed, malformed-json, ")
    with pytest.raises(SpecError, match="disagree on 405"):
        check_specs(Specs(project))


def test_two_schemas_with_one_name_are_an_error(project: Path, edit: Edit):
    edit("specs/schemas/comments.yaml", "CommentPage:", "Actor:\n  type: boolean\nCommentPage:")
    edit("specs/schemas/comments.yaml", "$ref: 'scalars.yaml#/Actor'", "$ref: '#/Actor'")
    with pytest.raises(SpecError, match="Actor"):
        bundle_openapi(Specs(project))


def test_planned_operations_are_not_in_the_bundle():
    bundle = bundle_openapi(Specs(ROOT))
    operations = {op["operationId"] for item in bundle["paths"].values() for op in item.values()}
    assert "list_tickets" in operations
    assert "get_audit_checkpoint" not in operations
    assert "AuditCheckpoint" not in bundle["components"]["schemas"]
    assert "receive_delivery_failed" in bundle_asyncapi(Specs(ROOT))["operations"]


def test_bundles_refer_to_no_other_file():
    text = str(bundle_openapi(Specs(ROOT))) + str(bundle_asyncapi(Specs(ROOT)))
    assert ".yaml#" not in text
    assert ".schema.json" not in text
