"""Small promises about values: discriminators, digests, repeats, the order of names, and long identifiers."""

import asyncio
import hashlib
from collections.abc import Collection
from typing import Any
from uuid import uuid4

import httpx
import pytest

from generated import models
from handlers.runtime import canonical
from tests.databases import connected
from tests.http.world import alert_body

TARGET_TYPES = "alert, asset, evidence, delivery_record, audit_record, ticket, external_reference"


def errors(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == 422, answer.text
    return list(answer.json()["errors"])


@pytest.mark.parametrize("wrong", ["incident", "Alert", "", 7, None, True, [], {}])
def test_wrong_discriminator_is_named_with_the_allowed_values(analyst: httpx.Client, wrong: Any):
    path = f"/tickets/{uuid4()}/links"
    expected = {
        "pointer": "/target_type",
        "detail": f"It selects the variant, and should be one of: {TARGET_TYPES}",
    }
    assert errors(analyst.post(path, json={"target_type": wrong, "target": {"id": str(uuid4())}})) == [expected]


def test_missing_discriminator_is_named(analyst: httpx.Client):
    (error,) = errors(analyst.post(f"/tickets/{uuid4()}/links", json={"target": {}}))
    assert error == {"pointer": "/target_type", "detail": "It is required: it selects the variant"}


def test_digest_in_upper_case_is_stored_and_found_in_lower_case(analyst: httpx.Client):
    digest = hashlib.sha256(uuid4().bytes).hexdigest()
    mixed = digest[:32].upper() + digest[32:]
    evidence = {analyst.post("/evidence", json={"name": "x", "sha256": mixed}).json()["id"]}
    evidence |= {analyst.post("/evidence", json={"name": "x", "sha256": digest.upper()}).json()["id"]}
    for spelling in (digest, digest.upper(), mixed):
        items = analyst.get("/evidence", params={"sha256": spelling}).json()["items"]
        assert {item["id"] for item in items} == evidence
        assert {item["sha256"] for item in items} == {digest}
    changes = analyst.get("/audit-records", params={"operation_id": "create_evidence"}).json()["items"][0]["changes"]
    assert {"field": "sha256", "before": None, "after": digest} in changes
    (error,) = errors(analyst.post("/evidence", json={"name": "x", "sha256": digest[:-1] + "g"}))
    assert error["pointer"] == "/sha256"
    assert analyst.get("/evidence", params={"sha256": digest[:-1]}).status_code == 400


EMPTY = {
    "description": [{}, {"description": ""}],
    "rule_id": [{}, {"rule_id": None}],
    "assets": [{}, {"assets": []}],
    "evidence": [{}, {"evidence": []}],
    "raw": [{}, {"raw": None}, {"raw": {}}, {"raw": []}, {"raw": ""}],
    "activity": [{}, {"activity": "create"}, {"activity": "update"}],
    "all": [{}, {"description": "", "rule_id": None, "assets": [], "evidence": [], "raw": None}],
}


def body_without(names: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in alert_body().items() if name not in names}


@pytest.mark.parametrize("forms", EMPTY.values(), ids=EMPTY)
def test_absent_null_and_empty_members_match(ingest: httpx.Client, forms: list[dict[str, Any]]):
    for first in forms:
        body = body_without({name for form in forms for name in form})
        ingest.post("/alerts", json={**body, **first})
        for other in forms:
            receipt = ingest.post("/alerts", json={**body, **other}).json()
            assert (receipt["created"], receipt["content_matches"]) == (False, True), (first, other)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "other"},
        {"description": "x"},
        {"rule_id": "x"},
        {"severity": "high"},
        {"assets": [{"type": "other", "value": "x"}]},
        {"raw": 0},
        {"raw": False},
        {"raw": {"a": None}},
    ],
)
def test_other_content_does_not_match(ingest: httpx.Client, change: dict[str, Any]):
    body = body_without({"assets", "rule_id"})
    ingest.post("/alerts", json=body)
    assert ingest.post("/alerts", json={**body, **change}).json()["content_matches"] is False


def test_members_inside_the_original_document_are_compared_as_sent(ingest: httpx.Client):
    body = alert_body(raw={"a": None, "b": []})
    ingest.post("/alerts", json=body)
    assert ingest.post("/alerts", json={**body, "raw": {}}).json()["content_matches"] is False
    assert ingest.post("/alerts", json=body).json()["content_matches"] is True


def test_alert_from_before_matches_its_repeat(product: Any, ingest: httpx.Client):
    """Version 1.0.0 stored a digest of the body as it was sent."""
    body = alert_body(rule_id=None, evidence=[], assets=[])
    alert = ingest.post("/alerts", json=body).json()["id"]
    typed = models.AlertCreate.model_validate(body)
    digest = canonical.digest(typed.model_dump(mode="json", exclude={"activity"}))

    async def make_older() -> None:
        async with connected(product.database.superuser) as database:
            await database.execute("UPDATE alerts SET content_hash = $2 WHERE id = $1", alert, digest)

    asyncio.run(make_older())
    assert ingest.post("/alerts", json=body).json()["content_matches"] is True
    assert ingest.post("/alerts", json={**body, "title": "other"}).json()["content_matches"] is False


def test_principals_are_sorted_without_regard_to_case(product: Any, tenant: str):
    names = ["bob", "Alice", "\u00e4nne", "Zoe", "alice b", "BOB 2", "\u00c4rzte", "carol", "Bobby"]
    for name in names:
        with product.client("analyst", tenant, name) as client:
            assert client.get("/me").status_code == 200
    with product.client("admin", tenant, "admin") as admin:
        expected = sorted([*names, "admin"], key=str.lower)
        whole = admin.get("/principals").json()["items"]
        assert [item["display_name"] for item in whole] == expected
        paged, cursor = [], None
        while True:
            page = admin.get("/principals", params={"limit": 3, **({"cursor": cursor} if cursor else {})}).json()
            paged += page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert paged == whole
    with product.client("auditor", tenant, "Carl") as auditor:
        shown = [item["display_name"] for item in auditor.get("/principals").json()["items"]]
        assert shown == sorted([*expected, "Carl"], key=str.lower)


def test_blank_name_of_a_token_is_replaced_by_its_subject(product: Any, tenant: str):
    with product.client("analyst", tenant, "sub") as client:
        assert client.get("/me").json()["principal"]["display_name"] == "sub"
    with product.client("analyst", tenant, "\u3164 ") as client:
        assert client.get("/me").status_code == 401


def test_identifiers_of_security_hub_fit(analyst: httpx.Client, ingest: httpx.Client):
    generator = "arn:aws:securityhub:eu-central-1:111122223333:" + "g" * 466
    finding = "arn:aws:securityhub:eu-central-1:111122223333:" + uuid4().hex + "f" * 434
    resources = ["arn:aws:s3:::" + "b" * 287, "arn:aws:s3:::" + "\u00fc" * 2035]
    assert [len(value) for value in (generator, finding, *resources)] == [512, 512, 300, 2048]
    assets = [{"type": "cloud_resource", "value": value} for value in resources]
    body = alert_body(rule_id=generator, source_alert_id=finding, assets=assets)
    created = ingest.post("/alerts", json=body)
    assert created.status_code == 201, created.text
    assert ingest.post("/alerts", json=body).json()["content_matches"] is True
    alert = analyst.get(f"/alerts/{created.json()['id']}").json()
    assert (alert["rule_id"], alert["source_alert_id"], alert["assets"]) == (generator, finding, assets)
    for value in resources:
        asset = analyst.post("/assets", json={"type": "cloud_resource", "value": value})
        assert asset.json()["value"] == value
        items = analyst.get("/alerts", params={"asset": value}).json()["items"]
        assert [item["id"] for item in items] == [alert["id"]]
    other = ingest.post("/alerts", json={**body, "source_alert_id": uuid4().hex}).json()["id"]
    (related,) = analyst.get(f"/alerts/{alert['id']}/related").json()["items"]
    assert (related["id"], len(related["shared"])) == (other, 3)
    (error,) = errors(ingest.post("/alerts", json=alert_body(rule_id=generator + "g")))
    assert error == {"pointer": "/rule_id", "detail": "String should have at most 512 characters"}
