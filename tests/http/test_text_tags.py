"""Tags: trimmed, in normalization form C, and the same whatever their case; the first spelling is kept."""

from typing import Any

import httpx
import pytest

SPELLINGS = {
    "case": ("Phishing", "phishing", "PHISHING"),
    "umlauts": ("M\u00fcnchen", "M\u00dcNCHEN", "mu\u0308nchen"),
    "white space": ("ssh", " SSH", "ssh\u00a0", "\u3000ssh "),
    "the final sigma": ("\u039f\u0394\u039f\u03a3", "\u03bf\u03b4\u03bf\u03c2", "\u03bf\u03b4\u03bf\u03c3"),
    "Cyrillic": ("\u0412\u0418\u0420\u0423\u0421", "\u0432\u0438\u0440\u0443\u0441"),
    "compatible characters of one canonical form": ("\u212b", "\u00c5", "A\u030a", "\u00e5"),
}
DIFFERENT = ("ss", "\u00df", "stra\u00dfe", "strasse", "i", "\u0131", "fi", "\ufb01", "1", "\uff11", "e", "\u00e9")


def create(client: httpx.Client, *tags: str) -> Any:
    answer = client.post("/tickets", json={"title": "x", "tags": list(tags)})
    assert answer.status_code == 201, answer.text
    return answer.json()


def found(client: httpx.Client, *tags: str) -> set[str]:
    return {ticket["id"] for ticket in client.get("/tickets", params={"tag": tags, "limit": 100}).json()["items"]}


@pytest.mark.parametrize("spellings", SPELLINGS.values(), ids=SPELLINGS)
def test_first_spelling_of_a_tag_is_kept_and_every_spelling_finds_it(analyst: httpx.Client, spellings: tuple[str, ...]):
    for first in spellings:
        ticket = create(analyst, "other", first, *spellings)
        kept = ticket["tags"][1]
        assert ticket["tags"] == ["other", kept]
        assert len(kept) <= len(first.strip())
        for spelling in spellings:
            assert ticket["id"] in found(analyst, spelling)
    assert found(analyst, "others") == set()


def test_different_tags_stay_different(analyst: httpx.Client):
    ids = {}
    for tag in DIFFERENT:
        ids[tag] = create(analyst, tag)["id"]
    assert create(analyst, *DIFFERENT)["tags"] == list(DIFFERENT)
    for tag in DIFFERENT:
        assert found(analyst, tag) & set(ids.values()) == {ids[tag]}


def test_equal_tags_are_merged(analyst: httpx.Client):
    assert create(analyst, "a", "b", "a")["tags"] == ["a", "b"]


def test_repeated_filter_finds_tickets_with_any_of_the_tags(analyst: httpx.Client):
    one, two, _ = create(analyst, "One"), create(analyst, "TWO"), create(analyst, "three")
    assert found(analyst, "one", "two") == {one["id"], two["id"]}


def test_patch_with_another_spelling_changes_the_spelling(analyst: httpx.Client):
    ticket = create(analyst, "ssh")
    path = f"/tickets/{ticket['id']}"
    same = analyst.patch(path, json={"tags": [" ssh ", "SSH"]}, headers={"If-Match": '"1"'}).json()
    assert (same["tags"], same["version"]) == (["ssh"], 1)
    changed = analyst.patch(path, json={"tags": ["SSH"]}, headers={"If-Match": '"1"'}).json()
    assert (changed["tags"], changed["version"]) == (["SSH"], 2)
    (record,) = analyst.get("/audit-records", params={"operation_id": "update_ticket"}).json()["items"]
    assert record["changes"] == [{"field": "tags", "before": ["ssh"], "after": ["SSH"]}]


def test_auditor_finds_only_the_redacted_tags(product: Any, tenant: str, analyst: httpx.Client):
    ticket = create(analyst, "Host.Corp.Example.com", "Phishing")
    with product.client("auditor", tenant) as auditor:
        assert auditor.get(f"/tickets/{ticket['id']}").json()["tags"] == ["[host]", "Phishing"]
        assert found(auditor, "phishing") == found(auditor, "[HOST]") == {ticket["id"]}
        assert found(auditor, "host.corp.example.com") == set()


def test_null_in_a_patch_keeps_the_tags_and_an_empty_array_removes_them(analyst: httpx.Client):
    ticket = create(analyst, "ssh", "scan")
    path, tag = f"/tickets/{ticket['id']}", {"If-Match": '"1"'}
    unchanged = analyst.patch(path, json={"tags": None}, headers=tag)
    assert (unchanged.status_code, unchanged.json()) == (200, ticket)
    triaged = analyst.patch(path, json={"status": "triaged", "tags": None}, headers=tag).json()
    assert (triaged["status"], triaged["tags"]) == ("triaged", ["ssh", "scan"])
    emptied = analyst.patch(path, json={"tags": []}, headers={"If-Match": '"2"'}).json()
    assert emptied["tags"] == []
