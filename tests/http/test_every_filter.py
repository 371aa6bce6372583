"""Every filter includes and excludes, every sort orders, and every list pages to its end.

A filter without a case here fails by its name.
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from tests.http.world import DIGESTS, LISTS, OPERATIONS, World, fail_incomplete, parameters

HERE = "tests/http/test_every_filter.py"
PAGING = {"limit", "cursor", "sort"}
# Fields that sort by the rank of their value; all others sort by the value itself.
RANKS = {
    "severity": ["informational", "low", "medium", "high", "critical"],
    "priority": ["p4", "p3", "p2", "p1"],
}
Item = dict[str, Any]
Case = tuple[Callable[[World], Any], Callable[[Item, Any], bool]]


def same(field: str) -> Callable[[Item, Any], bool]:
    return lambda item, value: bool(item[field] == value)


def second(world: World, kind: str) -> Item:
    """Return the second object of a kind, which lists are filtered by."""
    return dict(world.client("analyst").get(f"/{kind}s/{world.ids[kind][1]}").json())


# By operation and parameter: the value to filter by, and whether an item of the list fits it.
FILTERS: dict[tuple[str, str], Case] = {
    ("list_alerts", "status"): (lambda _: "resolved", same("status")),
    ("list_alerts", "severity"): (lambda _: "critical", same("severity")),
    ("list_alerts", "source"): (lambda _: "scanner", same("source")),
    ("list_alerts", "verdict"): (lambda _: "true_positive", same("verdict")),
    ("list_alerts", "has_ticket"): (lambda _: "true", lambda item, _: item["ticket_id"] is not None),
    ("list_alerts", "detected_from"): (
        lambda _: "2026-01-02T00:00:00.000000Z",
        lambda item, value: item["detected_at"] >= value,
    ),
    ("list_alerts", "detected_to"): (
        lambda _: "2026-01-02T00:00:00.000000Z",
        lambda item, value: item["detected_at"] < value,
    ),
    ("list_alerts", "asset"): (lambda _: "thing-1", lambda item, value: item["assets"][0]["value"] == value),
    ("list_alerts", "rule_id"): (lambda _: "rule-1", same("rule_id")),
    ("list_alerts", "q"): (lambda _: '"sCAN 1"', lambda item, _: item["title"] == "Scan 1"),
    ("list_tickets", "status"): (lambda _: "triaged", same("status")),
    ("list_tickets", "priority"): (lambda _: "p1", same("priority")),
    ("list_tickets", "severity"): (lambda _: "critical", same("severity")),
    ("list_tickets", "assignee_id"): (lambda world: second(world, "ticket")["assignee_id"], same("assignee_id")),
    ("list_tickets", "reporter_id"): (
        lambda world: second(world, "ticket")["reporter"]["id"],
        lambda item, value: item["reporter"]["id"] == value,
    ),
    ("list_tickets", "tag"): (lambda _: "red", lambda item, value: value in item["tags"]),
    ("list_tickets", "source_kind"): (lambda _: "alert", lambda item, value: item["source"]["kind"] == value),
    ("list_tickets", "number"): (lambda world: second(world, "ticket")["number"], same("number")),
    ("list_tickets", "asset"): (
        lambda _: "thing-1",
        lambda item, value: value in {asset["value"] for asset in item["assets"]},
    ),
    ("list_tickets", "q"): (lambda _: "HAND", lambda item, _: item["title"] == "By hand"),
    ("list_comments", "visibility"): (lambda _: "internal", same("visibility")),
    ("list_links", "target_type"): (lambda _: "alert", same("target_type")),
    ("list_links", "direction"): (lambda _: "inbound", same("direction")),
    ("list_assets", "type"): (lambda _: "user", same("type")),
    ("list_assets", "value"): (lambda _: "value-1", same("value")),
    ("list_assets", "q"): (lambda _: "VALUE-1", lambda item, _: item["value"] == "value-1"),
    ("list_evidence", "sha256"): (lambda _: DIGESTS[1], same("sha256")),
    ("list_evidence", "q"): (lambda _: "file-1.", lambda item, _: item["name"] == "file-1.pcap"),
    ("list_delivery_records", "ticket_id"): (lambda world: world.ids["ticket"][1], same("ticket_id")),
    ("list_delivery_records", "status"): (lambda _: "failed", same("status")),
    ("list_audit_records", "outcome"): (lambda _: "denied", same("outcome")),
    ("list_audit_records", "actor_id"): (
        lambda world: second(world, "ticket")["reporter"]["id"],
        lambda item, value: item["actor"]["id"] == value,
    ),
    ("list_audit_records", "operation_id"): (lambda _: "create_asset", same("operation_id")),
    ("list_audit_records", "target_type"): (
        lambda _: "ticket",
        lambda item, value: item["target"] is not None and item["target"]["type"] == value,
    ),
    ("list_audit_records", "target_id"): (
        lambda world: world.ids["ticket"][1],
        lambda item, value: item["target"] is not None and item["target"]["id"] == value,
    ),
    ("list_audit_records", "request_id"): (
        lambda world: world.client("analyst").get("/audit-records").json()["items"][3]["request_id"],
        same("request_id"),
    ),
    ("list_principals", "assignable"): (lambda _: "true", lambda item, _: item["assignable"] is True),
    ("list_principals", "q"): (lambda _: "GEST", lambda item, _: "gest" in item["display_name"]),
}
for name, field in (("list_tickets", "created"), ("list_tickets", "updated"), ("list_audit_records", "occurred")):
    FILTERS[name, f"{field}_from"] = (
        lambda world, name=name, field=field: middle(world, name, f"{field}_at"),
        lambda item, value, field=field: item[f"{field}_at"] >= value,
    )
    FILTERS[name, f"{field}_to"] = (
        lambda world, name=name, field=field: middle(world, name, f"{field}_at"),
        lambda item, value, field=field: item[f"{field}_at"] < value,
    )
NO_FILTERS = {("get_ticket_summary", "days")}  # tests/http/test_summary.py covers it
DECLARED = [
    (name, p["name"])
    for name in OPERATIONS
    for p in parameters(name)
    if p["in"] == "query" and p["name"] not in PAGING and (name, p["name"]) not in NO_FILTERS
]
SORTS = sorted(
    (name, key)
    for name in LISTS
    for p in parameters(name)
    if p["name"] == "sort"
    for key in p["schema"]["enum"]
)  # fmt: skip


def items(world: World, name: str, **query: Any) -> list[Item]:
    answer = world.client("analyst").get(world.path(name), params={"limit": 100, **query})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


def middle(world: World, name: str, field: str) -> Any:
    """Return a time that some items are before, and some at or after."""
    times = sorted(item[field] for item in items(world, name))
    return times[len(times) // 2]


def test_no_case_is_obsolete():
    assert FILTERS.keys() <= set(DECLARED)
    assert len(LISTS) >= 10


@pytest.mark.parametrize(("name", "parameter"), DECLARED)
def test_every_filter_includes_and_excludes(world: World, name: str, parameter: str):
    if (name, parameter) not in FILTERS:
        remedy = f"Add one to FILTERS in {HERE}, with a value that fits some objects of World.build() and not others."
        fail_incomplete(name, f"the filter `{parameter}` has no case", remedy)
    value_of, fits = FILTERS[name, parameter]
    value = value_of(world)
    everything, filtered = items(world, name), items(world, name, **{parameter: value})
    expected = [item["id"] for item in everything if fits(item, value)]
    assert 0 < len(expected) < len(everything), "the objects of World.build() must differ in what the filter compares"
    assert [item["id"] for item in filtered] == expected


@pytest.mark.parametrize(("name", "sort"), SORTS)
def test_every_sort_orders(world: World, name: str, sort: str):
    field = sort.removeprefix("-")

    def rank(item: Item) -> Any:
        value = RANKS[field].index(item[field]) if field in RANKS else item[field]
        return value, item["id"]

    ranks = [rank(item) for item in items(world, name, sort=sort)]
    assert len({value for value, _ in ranks}) > 1, "the objects of World.build() must differ in what is sorted by"
    assert all((a > b) if sort.startswith("-") else (a < b) for a, b in pairwise(ranks))


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("role", ["analyst", "auditor"])
def test_every_list_pages_to_its_end(world: World, name: str, role: str):
    client, path = world.client(role), world.path(name)
    client.get("/me")
    in_one_page = [item["id"] for item in client.get(path, params={"limit": 100}).json()["items"]]
    paged: list[str] = []
    query: dict[str, Any] = {"limit": 1}
    while True:
        page = client.get(path, params=query).json()
        paged += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        query["cursor"] = page["next_cursor"]
    assert paged == in_one_page
    least = 1 if role == "auditor" else 2
    assert len(in_one_page) >= least, f"World.build() must create what {name} returns"
