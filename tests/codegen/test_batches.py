"""Arrays with `x-separate-items`: each item is validated on its own, and an invalid one leaves the body valid."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pydantic import TypeAdapter

from codegen.contract.bundle import bundle_openapi
from codegen.contract.load import Specs
from codegen.contract.operations import ItemsSpec, operations
from generated import models
from generated.operations.alerts import CreateAlertRequest, CreateAlertsRequest
from generated.problems import Forbidden, MalformedJson, Validation
from generated.runtime.parsing import Body, parse_body, parse_items, storable_document
from handlers.runtime import canonical

ROOT = Path(__file__).parents[2]
SINGLE = Body(adapter=TypeAdapter(models.AlertCreate), required=True, max_bytes=1_048_576)
BATCH = Body(
    adapter=TypeAdapter(models.AlertBatch),
    required=True,
    max_bytes=4_194_304,
    items=("alerts", TypeAdapter(models.AlertCreate)),
)
ALERT = {
    "source": "suricata",
    "source_alert_id": "1",
    "title": "Scan",
    "severity": "low",
    "detected_at": "2026-01-02T03:04:05Z",
}
INVALID: list[Any] = [
    None,
    17,
    "text",
    [],
    {},
    {**ALERT, "severity": "worse"},
    {**ALERT, "assets": [{"type": "other", "value": ""}]},
    {**ALERT, "unknown": 1, "title": "x" * 501},
    {**ALERT, "title": "a\x00b"},
    {**ALERT, "raw": {"\ud800": ["\udfff"]}},
]


def encoded(document: Any) -> bytes:
    return json.dumps(document).encode()


def parsed(*items: Any) -> tuple[Any, tuple[Any, ...]]:
    """Return the document of a batch with these items, and the items as the handler receives them."""
    data = encoded({"alerts": items})
    body = parse_body(data, BATCH)
    assert isinstance(body, tuple), body
    return body[0], parse_items(data, body[0], BATCH)


def nested(levels: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(levels - 1):
        value = [value]
    return value


def test_only_the_operation_with_a_batch_has_items():
    by_id = {operation.operation_id: operation.items for operation in operations(bundle_openapi(Specs(ROOT)))}
    assert by_id.pop("create_alerts") == ItemsSpec("alerts", "AlertCreate")
    assert set(by_id.values()) == {None}


def test_request_of_a_batch_has_items_instead_of_a_body():
    assert CreateAlertsRequest.__annotations__["items"] == (
        "tuple[models.AlertCreate | problems.MalformedJson | problems.Validation, ...]"
    )
    assert "body" not in CreateAlertsRequest.__annotations__
    assert CreateAlertRequest.__annotations__["body"] == "models.AlertCreate"


def test_valid_items_become_models_and_invalid_ones_problems_in_order():
    _, items = parsed(ALERT, 17, {**ALERT, "source_alert_id": "2"})
    first, problem, last = items
    assert (first.source_alert_id, last.source_alert_id) == ("1", "2")
    assert isinstance(problem, Validation)


@pytest.mark.parametrize("item", INVALID, ids=repr)
def test_item_gets_the_problem_that_it_would_get_as_a_body(item: Any):
    _, (problem,) = parsed(item)
    assert problem == parse_body(encoded(item), SINGLE)


@pytest.mark.parametrize(
    ("document", "pointer"),
    [
        ([], ""),
        ({}, "/alerts"),
        ({"alerts": None}, "/alerts"),
        ({"alerts": {}}, "/alerts"),
        ({"alerts": []}, "/alerts"),
        ({"alerts": [1] * 501}, "/alerts"),
        ({"alerts": [1], "more": 1}, "/more"),
        ({"alerts": [1], "\x00": 1}, "/\\x00"),
    ],
)
def test_body_itself_is_validated_as_any_other(document: Any, pointer: str):
    problem = parse_body(encoded(document), BATCH)
    assert isinstance(problem, Validation)
    assert [error.pointer for error in problem.errors] == [pointer]


def test_item_may_be_nested_as_deeply_as_a_body_of_its_own():
    deepest, too_deep = ({**ALERT, "raw": nested(levels)} for levels in (63, 64))
    assert isinstance(parse_body(encoded(deepest), SINGLE), tuple)
    _, (item,) = parsed(deepest)
    assert isinstance(item, models.AlertCreate)
    _, (problem,) = parsed(too_deep)
    assert isinstance(problem, MalformedJson)
    assert problem == parse_body(encoded(too_deep), SINGLE)


MALFORMED = [
    '{"title": 1, "title": 2}',
    '{"raw": {"a": [{"b": 1, "b": 1}]}}',
    "1e999",
    '{"raw": -1e-999}',
    f'{{"raw": [{"9" * 4001}]}}',
    "[" * 65 + "]" * 65,
    '[{"a": 1, "a": 1}]',
]


@pytest.mark.parametrize("text", MALFORMED, ids=lambda text: text[:40])
def test_malformed_item_gets_a_problem_of_its_own(text: str):
    data = f'{{"alerts": [{json.dumps(ALERT)}, {text}, 17]}}'.encode()
    body = parse_body(data, BATCH)
    assert isinstance(body, tuple), body
    valid, problem, other = parse_items(data, body[0], BATCH)
    assert isinstance(valid, models.AlertCreate)
    assert isinstance(other, Validation)
    assert isinstance(problem, MalformedJson)
    assert problem == parse_body(text.encode(), SINGLE)


@pytest.mark.parametrize(
    "text",
    [
        '{"alerts": [1',
        '{"alerts": [1], "alerts": [1]}',
        '{"alerts": [1], "more": {"a": 1, "a": 2}}',
        '{"alerts": 1e999}',
        '[{"a": 1, "a": 2}]',
        f'{{"alerts": [{"[" * 100_000}]}}',
        f'{{"alerts": [{"[" * 2_000}1{"]" * 2_000}]}}',
        '{"alerts": ["\xff"]}',
    ],
    ids=lambda text: text[:40],
)
def test_text_that_is_not_a_batch_is_malformed_as_a_whole(text: str):
    assert isinstance(parse_body(text.encode("latin-1"), BATCH), MalformedJson)


def test_batch_with_malformed_items_has_a_fingerprint():
    """Different malformed items are different requests."""
    texts = [*MALFORMED, '{"title": 2, "title": 1}', '{"title": 1}', "2e999"]
    digests = set()
    for text in texts:
        body = parse_body(f'{{"alerts": [{text}]}}'.encode(), BATCH)
        assert isinstance(body, tuple), body
        digests.add(canonical.digest(storable_document(body[0], BATCH)))
    assert len(digests) == len(texts)


@pytest.mark.parametrize("text", ["\x00", "\ud800"], ids=ascii)
def test_batch_with_text_that_cannot_be_stored_has_a_fingerprint(text: str):
    """The fingerprint of an Idempotency-Key needs a canonical form, which a lone surrogate does not have."""
    different = [ALERT, {**ALERT, "title": text}, text, {text: 1}, [text], f"\x00{json.dumps(text)}"]
    digests = {canonical.digest(storable_document(parsed(item)[0], BATCH)) for item in different}
    assert len(digests) == len(different)


def test_other_documents_are_their_own_storable_document():
    document, _ = parsed(ALERT, 1)
    assert storable_document(document, BATCH) == document
    assert storable_document(ALERT, SINGLE) is ALERT
    assert parse_items(encoded(ALERT), ALERT, SINGLE) == ()


def test_problem_has_the_same_document_alone_and_in_a_result():
    request_id, audit_id = UUID(int=1), UUID(int=2)
    problem = Forbidden(detail="Not this source.")
    document = problem.document(request_id, audit_id)
    assert document == {
        "type": "/problems/forbidden",
        "title": Forbidden.title,
        "status": 403,
        "detail": "Not this source.",
        "code": "forbidden",
        "request_id": str(request_id),
        "audit_id": str(audit_id),
    }
    assert json.loads(problem.render(request_id, audit_id).body or b"") == document
    assert "audit_id" not in problem.document(request_id)


def test_document_of_a_problem_has_the_members_of_its_code():
    _, (problem,) = parsed({**ALERT, "severity": "worse"})
    (error,) = problem.document(UUID(int=1))["errors"]
    assert error["pointer"] == "/severity"
