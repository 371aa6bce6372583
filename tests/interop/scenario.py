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
    """Do the ten steps, and report each."""
    scenario = Scenario(client)
    for name in ("list", "page", "create", "patch", "stale", "comment", "link", "timeline", "alert", "replay"):
        step(name, getattr(scenario, f"step_{name}"))


class Scenario:
    """The steps, in the order in which they need each other."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.existing: list[tuple[Any, int]] = []
        self.ticket: dict[str, Any] = {}

    def step_list(self) -> None:
        equal(self.client.numbers(["new", "triaged"]), [1, 2, 3, 4])

    def step_page(self) -> None:
        self.existing, cursor = self.client.page(2, None)
        while cursor is not None:
            items, cursor = self.client.page(2, cursor)
            self.existing += items
        equal([number for _, number in self.existing], [1, 2, 3, 4, 5])

    def step_create(self) -> None:
        self.ticket = self.client.create("Printer on fire", ["a", "b"])
        equal([self.ticket[name] for name in ("etag", "priority", "assignee_id")], ['"1"', "p3", None])

    def step_patch(self) -> None:
        equal(self.client.set_priority(self.ticket["id"], self.ticket["etag"], "p1"), ("p1", ["a", "b"]))

    def step_stale(self) -> None:
        problem = self.client.set_priority_too_late(self.ticket["id"], self.ticket["etag"])
        equal(problem, (412, "version-mismatch"))

    def step_comment(self) -> None:
        equal(self.client.comment(self.ticket["id"], "Seen before."), ("Seen before.", "internal"))

    def step_link(self) -> None:
        target, url = self.existing[0][0], "https://example.com/SEC-17"
        self.client.link_ticket(self.ticket["id"], target)
        self.client.link_url(self.ticket["id"], url)
        equal(sorted(self.client.targets(self.ticket["id"]), key=str), sorted([target, url], key=str))

    def step_timeline(self) -> None:
        kinds = [("created",), ("updated", "priority", "p3", "p1"), ("comment_added",), ("linked",), ("linked",)]
        equal(self.client.timeline(self.ticket["id"]), kinds)

    def step_alert(self) -> None:
        alert_id = self.client.report(ALERT)
        status, ticket_id, priority = self.client.create_from_alert(alert_id)
        equal((status, priority), (201, "p2"))
        equal(self.client.create_from_alert(alert_id)[:2], (200, ticket_id))

    def step_replay(self) -> None:
        first, second = (self.client.create("Once", [], "0f9d6c1e-replay") for _ in range(2))
        equal(first["id"], second["id"])
