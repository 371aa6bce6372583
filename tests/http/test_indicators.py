"""Two spellings of one indicator are one: in filters, in correlation, and as records and links."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pytest

from generated.runtime.urls import require_https_url
from tests.http.world import alert_body
from tests.product import Product
from tests.spellings import PAIRS

Pair = tuple[str, str, str, bool]


@dataclass
class Reported:
    """A tenant with two alerts and two tickets for each pair, one with each spelling."""

    analyst: httpx.Client
    alerts: list[tuple[str, str]]
    tickets: list[tuple[str, str]]


@pytest.fixture(scope="module")
def reported(product: Product) -> Iterator[Reported]:
    tenant = f"i-{uuid4().hex[:12]}"
    with product.client("analyst", tenant) as analyst, product.client("ingest", tenant) as ingest:
        bodies = [
            alert_body(rule_id=None, title=uuid4().hex, assets=[{"type": kind, "value": value}])
            for kind, one, other, _ in PAIRS
            for value in (one, other)
        ]
        results = ingest.post("/alerts/batch", json={"alerts": bodies}).json()["results"]
        ids = [result["id"] for result in results]
        tickets = [analyst.post(f"/alerts/{alert}/ticket").json()["id"] for alert in ids]
        yield Reported(analyst, in_pairs(ids), in_pairs(tickets))


def in_pairs(ids: list[str]) -> list[tuple[str, str]]:
    return list(zip(ids[::2], ids[1::2], strict=True))


def cases(function: Callable[..., None]) -> Callable[..., None]:
    names = [f"{kind}-{number}" for number, (kind, *_) in enumerate(PAIRS)]
    return pytest.mark.parametrize("number", range(len(PAIRS)), ids=names)(function)


def ids_of(client: httpx.Client, path: str, **query: Any) -> list[str]:
    answer = client.get(path, params={"limit": 100, **query})
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


@cases
def test_filter_by_asset_compares_canonical_forms(reported: Reported, number: int) -> None:
    _, one, other, is_same = PAIRS[number]
    (first, second), (ticket, ticket_of_other) = reported.alerts[number], reported.tickets[number]
    for value, own, others in ((one, first, second), (other, second, first)):
        selected = ids_of(reported.analyst, "/alerts", asset=value)
        assert own in selected
        assert (others in selected) is is_same
    selected = ids_of(reported.analyst, "/tickets", asset=one)
    assert ticket in selected
    assert (ticket_of_other in selected) is is_same


@cases
def test_values_are_shown_as_they_were_sent(reported: Reported, number: int) -> None:
    kind, *spellings, _ = PAIRS[number]
    for alert, ticket, value in zip(reported.alerts[number], reported.tickets[number], spellings, strict=True):
        assert reported.analyst.get(f"/alerts/{alert}").json()["assets"] == [{"type": kind, "value": value}]
        assert {"type": kind, "value": value} in reported.analyst.get(f"/tickets/{ticket}").json()["assets"]


@cases
def test_correlation_compares_canonical_forms(reported: Reported, number: int) -> None:
    older, newer = reported.tickets[number]
    expected = [pair for pair, (*_, is_same) in zip(reported.tickets, PAIRS, strict=True) if is_same][-1]
    deadline = time.monotonic() + 30
    # The events of the last pair come after all others.
    while expected[0] not in targets(reported.analyst, expected[1]) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert (older in targets(reported.analyst, newer)) is PAIRS[number][3]


def targets(client: httpx.Client, ticket: str) -> set[str]:
    links = client.get(f"/tickets/{ticket}/links", params={"target_type": "ticket", "direction": "outbound"}).json()
    return {link["target"]["id"] for link in links["items"]}


@cases
def test_related_alerts_share_canonical_forms(reported: Reported, number: int) -> None:
    kind, one, _, is_same = PAIRS[number]
    first, second = reported.alerts[number]
    related = {
        item["id"]: item["shared"]
        for item in reported.analyst.get(f"/alerts/{first}/related?limit=100").json()["items"]
    }
    shared = [{"type": kind, "value": one}] if is_same else None
    assert related.get(second) == related.get(reported.tickets[number][1]) == shared
    assert reported.tickets[number][0] not in related


@cases
def test_asset_exists_once_for_all_spellings(reported: Reported, number: int) -> None:
    kind, one, other, is_same = PAIRS[number]
    first = reported.analyst.post("/assets", json={"type": kind, "value": one})
    again = reported.analyst.post("/assets", json={"type": kind, "value": one, "name": "Ignored"})
    second = reported.analyst.post("/assets", json={"type": kind, "value": other})
    assert (again.status_code, again.json()) == (200, first.json())
    assert (second.json()["id"] == first.json()["id"]) is is_same
    listed = ids_of(reported.analyst, "/assets", value=other, type=kind)
    assert (first.json()["id"] in listed) is is_same


def _is_external_url(text: str) -> bool:
    try:
        require_https_url(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if all(map(_is_external_url, pair[1:3]))])
def test_link_to_a_url_exists_once_for_all_spellings(analyst: httpx.Client, pair: Pair) -> None:
    _, one, other, is_same = pair
    path = f"/tickets/{analyst.post('/tickets', json={'title': 'x'}).json()['id']}/links"
    answers = [
        analyst.post(path, json={"target_type": "external_reference", "target": {"url": url}}) for url in (one, other)
    ]
    assert [answer.status_code for answer in answers] == [201, 200 if is_same else 201]
    assert answers[0].json()["target"]["url"] == one


def test_repeated_asset_is_not_recorded_again(analyst: httpx.Client) -> None:
    for value in ("Web.example.com", "WEB.example.com."):
        answer = analyst.post("/assets", json={"type": "hostname", "value": value})
    assert answer.status_code == 200
    assert "Location" not in answer.headers
    records = analyst.get("/audit-records", params={"target_id": answer.json()["id"]}).json()["items"]
    assert [record["operation_id"] for record in records] == ["create_asset"]
    same_value = analyst.post("/assets", json={"type": "user", "value": "web.example.com"})
    assert same_value.status_code == 201


def test_evidence_exists_once_for_its_digest_and_name(analyst: httpx.Client) -> None:
    first = analyst.post("/evidence", json={"name": "a.pcap", "sha256": "a" * 64, "description": "first"})
    again = analyst.post("/evidence", json={"name": "a.pcap", "sha256": "a" * 64, "description": "second"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert analyst.post("/evidence", json={"name": "b.pcap", "sha256": "a" * 64}).status_code == 201
    assert analyst.post("/evidence", json={"name": "a.pcap", "sha256": "b" * 64}).status_code == 201
    records = analyst.get("/audit-records", params={"operation_id": "create_evidence"}).json()["items"]
    assert len(records) == 3


SPELLINGS = ("https://R.example.com", "https://r.example.com/", "https://r.example.com:443/", "https://r.EXAMPLE.com/.")


@pytest.mark.parametrize("kind", ["asset", "evidence", "link"])
def test_concurrent_spellings_create_one_record(analyst: httpx.Client, kind: str) -> None:
    ticket = analyst.post("/tickets", json={"title": "x"}).json()["id"]
    requests: dict[str, tuple[str, Callable[[str], Any]]] = {
        "asset": ("/assets", lambda url: {"type": "url", "value": url}),
        "evidence": ("/evidence", lambda _: {"name": "a.pcap", "sha256": "a" * 64}),
        "link": (
            f"/tickets/{ticket}/links",
            lambda url: {"target_type": "external_reference", "target": {"url": url}},
        ),
    }
    path, body = requests[kind]
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda number: analyst.post(path, json=body(SPELLINGS[number % 4])), range(40)))
    assert sorted(answer.status_code for answer in answers) == [200] * 39 + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    records = analyst.get("/audit-records", params={"target_id": answers[0].json()["id"]}).json()["items"]
    assert len(records) == 1
