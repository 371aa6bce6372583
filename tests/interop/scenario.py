"""What each Python client does. An adapter implements `Client` with the generated functions and types.

It is copied beside the client, which has its own environment.
"""

from typing import Any, Protocol

from steps import step


class Client(Protocol):
    """The operations that the ten steps need."""

    def numbers(self, statuses: list[str]) -> list[int]:
        """Return the numbers of the tickets with one of the statuses, sorted by number."""

    def page(self, limit: int, cursor: str | None) -> tuple[list[tuple[Any, int]], str | None]:
        """Return the IDs and numbers on a page of all tickets, sorted by number, and the next cursor."""

    def create(self, title: str, tags: list[str], idempotency_key: str | None = None) -> dict[str, Any]:
        """Return `id`, `etag`, `priority` and `assignee_id` of a new ticket."""

    def set_priority(self, ticket_id: Any, etag: str, priority: str) -> tuple[str, list[str]]:
        """Return the priority and the tags of the changed ticket."""

    def set_priority_too_late(self, ticket_id: Any, etag: str) -> tuple[int, str]:
        """Return the status and the problem's code for an ETag that is too old."""

    def comment(self, ticket_id: Any, body: str) -> tuple[str, str]:
        """Return body and visibility of a new comment."""

    def link_ticket(self, ticket_id: Any, target: Any) -> None:
        """Link a ticket to another one."""

    def link_url(self, ticket_id: Any, url: str) -> None:
        """Link a ticket to an external URL."""

    def targets(self, ticket_id: Any) -> list[Any]:
        """Return what the type of each link determines: the ID of a ticket, or the URL of an external reference."""

    def timeline(self, ticket_id: Any) -> list[tuple[Any, ...]]:
        """Return the kinds of the entries, oldest first; that of a change is followed by field, old and new value."""

    def report(self, alert: dict[str, str]) -> Any:
        """Report an alert, and return its ID."""

    def create_from_alert(self, alert_id: Any) -> tuple[int, Any, str]:
        """Return the status of the response, and ID and priority of the ticket."""


ALERT = {"source": "suricata", "source_alert_id": "1", "title": "SSH scan", "detected_at": "2026-01-02T03:04:05+00:00"}


def equal(actual: Any, expected: Any) -> None:
    if actual != expected:
        raise AssertionError(f"{actual!r} is not {expected!r}")


def run(client: Client) -> None:
    existing: list[tuple[Any, int]] = []
    tickets: list[dict[str, Any]] = []

    @step("list")
    def _() -> None:
        equal(client.numbers(["new", "triaged"]), [1, 2, 3, 4])

    @step("page")
    def _() -> None:
        items, cursor = client.page(2, None)
        existing.extend(items)
        while cursor is not None:
            items, cursor = client.page(2, cursor)
            existing.extend(items)
        equal([number for _, number in existing], [1, 2, 3, 4, 5])

    @step("create")
    def _() -> None:
        tickets.append(client.create("Printer on fire", ["a", "b"]))
        equal([tickets[0][name] for name in ("etag", "priority", "assignee_id")], ['"1"', "p3", None])

    def id_and_etag() -> tuple[Any, str]:
        return tickets[0]["id"], tickets[0]["etag"]

    @step("patch")
    def _() -> None:
        equal(client.set_priority(*id_and_etag(), "p1"), ("p1", ["a", "b"]))

    @step("stale")
    def _() -> None:
        equal(client.set_priority_too_late(*id_and_etag()), (412, "version-mismatch"))

    @step("comment")
    def _() -> None:
        equal(client.comment(tickets[0]["id"], "Seen before."), ("Seen before.", "internal"))

    @step("link")
    def _() -> None:
        target, url = existing[0][0], "https://example.com/SEC-17"
        client.link_ticket(tickets[0]["id"], target)
        client.link_url(tickets[0]["id"], url)
        equal(sorted(client.targets(tickets[0]["id"]), key=str), sorted([target, url], key=str))

    @step("timeline")
    def _() -> None:
        kinds = [("created",), ("updated", "priority", "p3", "p1"), ("comment_added",), ("linked",), ("linked",)]
        equal(client.timeline(tickets[0]["id"]), kinds)

    @step("alert")
    def _() -> None:
        alert_id = client.report(ALERT)
        status, ticket_id, priority = client.create_from_alert(alert_id)
        equal((status, priority), (201, "p2"))
        equal(client.create_from_alert(alert_id)[:2], (200, ticket_id))

    @step("replay")
    def _() -> None:
        first, second = (client.create("Once", [], "0f9d6c1e-replay") for _ in range(2))
        equal(first["id"], second["id"])
