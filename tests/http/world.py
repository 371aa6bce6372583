"""A tenant with two objects of every kind, and a valid request to every operation of the contract.

A new operation may need an entry here. Where one is missing, the test fails with the name of the operation and of the
place to extend, instead of a `KeyError`.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter
from typing import Any, NoReturn
from uuid import uuid4

import httpx
import pytest

from generated.permissions import ROLES
from tests.deliveries import delivered, publisher

BUNDLE = json.loads((Path(__file__).parent.parent.parent / "generated" / "openapi.json").read_text())
OPERATIONS: dict[str, tuple[str, str, dict[str, Any]]] = {
    operation["operationId"]: (method, path, operation)
    for path, item in BUNDLE["paths"].items()
    for method, operation in item.items()
}
DIGESTS = ("a" * 64, "b" * 64)
HERE = "tests/http/world.py"


def fail_incomplete(subject: str, missing: str, remedy: str) -> NoReturn:
    """Fail with what the tests do not know yet about an operation, and where to add it."""
    pytest.fail(f"{subject}: {missing}. {remedy}", pytrace=False)


def parameters(operation_id: str) -> list[dict[str, Any]]:
    """Return the parameters of an operation, with their references resolved."""
    named = BUNDLE["components"]["parameters"]
    declared = OPERATIONS[operation_id][2].get("parameters", [])
    return [named[item["$ref"].rpartition("/")[2]] if "$ref" in item else item for item in declared]


LISTS = [name for name in OPERATIONS if any(item["name"] == "cursor" for item in parameters(name))]


def path_parameters(operation_id: str) -> list[str]:
    """Return the names in an operation's path, in their order."""
    return [name for _, name, _, _ in Formatter().parse(OPERATIONS[operation_id][1]) if name]


def required_scopes(operation_id: str) -> set[str] | None:
    """Return the scopes that a token needs, or None where the operation accepts no token."""
    requirements = OPERATIONS[operation_id][2]["security"]
    return next((set(item["bearerAuth"]) for item in requirements if "bearerAuth" in item), None)


def alert_body(number: int = 0, **members: Any) -> dict[str, Any]:
    return {
        "source": ("sensor", "scanner")[number % 2],
        "source_alert_id": uuid4().hex,
        "title": f"Scan {number}",
        "severity": ("low", "critical")[number % 2],
        "detected_at": f"2026-01-0{number % 2 + 1}T00:00:00Z",
        "rule_id": f"rule-{number % 2}",
        "assets": [{"type": "other", "value": f"thing-{number}"}, {"type": "process", "value": "sshd"}],
        **members,
    }


def external_link() -> dict[str, Any]:
    return {"target_type": "external_reference", "target": {"url": f"https://example.com/{uuid4()}"}}


# A valid body for every operation that accepts one. Each call creates or changes something.
BODIES: dict[str, Callable[[], dict[str, Any]]] = {
    "create_alert": alert_body,
    "create_alerts": lambda: {"alerts": [alert_body()]},
    "update_alert": lambda: {"severity": "high"},
    "create_ticket_from_alert": dict,
    "create_ticket": lambda: {"title": "Another"},
    "update_ticket": lambda: {"description": uuid4().hex},
    "create_comment": lambda: {"body": "Seen."},
    "create_link": external_link,
    "create_asset": lambda: {"type": "other", "value": uuid4().hex},
    "create_evidence": lambda: {"name": uuid4().hex, "sha256": DIGESTS[0]},
    "create_session": lambda: {"identity": "admin"},
}


@dataclass
class World:
    """The tenant: `ids` has the ids of two objects of every kind, which differ in everything that lists filter by."""

    product: Any
    tenant: str
    deliver: Callable[..., dict[str, Any]]
    ids: dict[str, list[str]] = field(default_factory=dict)
    clients: dict[str, httpx.Client] = field(default_factory=dict)

    def client(self, role: str) -> httpx.Client:
        if role not in self.clients:
            self.clients[role] = self.product.client(role, self.tenant)
        return self.clients[role]

    def close(self) -> None:
        for client in self.clients.values():
            client.close()

    def create(self, path: str, body: Any = None, role: str = "analyst") -> dict[str, Any]:
        answer = self.client(role).post(path, json=body)
        assert answer.status_code in {200, 201}, answer.text
        return dict(answer.json())

    def update(self, path: str, **body: Any) -> dict[str, Any]:
        client = self.client("admin")
        answer = client.patch(path, json=body, headers={"If-Match": client.get(path).headers["ETag"]})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def report_again(self, alert_id: str, **members: Any) -> dict[str, Any]:
        """Report an existing alert once more, with other members."""
        alert = self.client("analyst").get(f"/alerts/{alert_id}").json()
        identity = {"source": alert["source"], "source_alert_id": alert["source_alert_id"]}
        return self.create("/alerts", alert_body(**identity, **members), "ingest")

    def build(self) -> "World":
        """Create two objects of every kind; the second is created later and differs from the first."""
        me = self.client("analyst").get("/me").json()["principal"]["id"]
        alerts = [self.create("/alerts", alert_body(number), "ingest")["id"] for number in range(2)]
        self.update(f"/alerts/{alerts[1]}", status="resolved", verdict="true_positive")
        for activity in ("update", "close"):
            self.report_again(alerts[0], activity=activity, title=f"Reported as {activity}")
        manual = self.create("/tickets", {"title": "By hand", "tags": ["blue"]}, "admin")["id"]
        members = {"priority": "p1", "severity": "critical", "assignee_id": me, "tags": ["red"]}
        of_alert = self.create(f"/alerts/{alerts[1]}/ticket", members)["id"]
        self.update(f"/tickets/{of_alert}", status="triaged")
        for visibility in ("internal", "auditor_visible"):
            self.create(f"/tickets/{manual}/comments", {"body": visibility, "visibility": visibility})
        links = [
            self.create(f"/tickets/{manual}/links", {"target_type": "alert", "target": {"id": alerts[0]}}),
            self.create(f"/tickets/{of_alert}/links", {"target_type": "ticket", "target": {"id": manual}}),
        ]
        records = {
            "asset": [
                self.create("/assets", {"type": ("other", "user")[number], "value": f"value-{number}"})["id"]
                for number in range(2)
            ],
            "evidence": [
                self.create("/evidence", {"name": f"file-{number}.pcap", "sha256": DIGESTS[number]})["id"]
                for number in range(2)
            ],
            "delivery_record": [
                self.deliver(self.client("analyst"), manual, status="requested")["id"],
                self.deliver(self.client("analyst"), of_alert, status="failed")["id"],
            ],
        }
        self.client("ingest").post("/tickets", json={"title": "denied"})
        audit = [item["id"] for item in self.client("analyst").get("/audit-records?limit=2").json()["items"]]
        self.ids = {"alert": alerts, "ticket": [manual, of_alert], "link": [link["id"] for link in links], **records}
        self.ids["audit_record"] = audit
        return self

    def fresh_link(self, ticket: str) -> str:
        return str(self.create(f"/tickets/{ticket}/links", external_link())["id"])

    def closed_ticket(self) -> tuple[str, str]:
        """Create a ticket with a link and close it; return the ids of both."""
        ticket = self.create("/tickets", {"title": "To be closed"})["id"]
        link = self.fresh_link(ticket)
        self.update(f"/tickets/{ticket}", status="resolved", resolution={"reason": "other"})
        self.update(f"/tickets/{ticket}", status="closed")
        return ticket, link

    def path(self, operation_id: str, **ids: str) -> str:
        """Return the path of an operation: on the first object of each kind, except where ``ids`` names others."""
        known = {f"{kind}_id": existing[0] for kind, existing in self.ids.items()} | ids
        for name in path_parameters(operation_id):
            if name not in known:
                kind = name.removesuffix("_id")
                fail_incomplete(
                    operation_id,
                    f"the test world has no {kind} for the path parameter {{{name}}}",
                    f'Create two in World.build() in {HERE} and store their ids as self.ids["{kind}"].',
                )
        return OPERATIONS[operation_id][1].format(**known)

    def fresh_ids(self, operation_id: str) -> dict[str, str]:
        """Create what the operation changes, so that it has its full effect, and return the path parameters."""
        if operation_id == "delete_link":
            return {"link_id": self.fresh_link(self.ids["ticket"][0])}
        if operation_id in {"create_ticket_from_alert", "update_alert"}:
            return {"alert_id": str(self.create("/alerts", alert_body(), "ingest")["id"])}
        if OPERATIONS[operation_id][0] == "delete" and path_parameters(operation_id):
            remedy = f"Create one in World.fresh_ids() in {HERE}, so that no other test loses its object."
            fail_incomplete(operation_id, "the test world has no object of its own to delete", remedy)
        return {}

    def body(self, operation_id: str) -> dict[str, Any] | None:
        """Return a valid body, or None where the operation accepts none."""
        if "requestBody" not in OPERATIONS[operation_id][2]:
            return None
        if operation_id not in BODIES:
            fail_incomplete(operation_id, "no valid request body is known", f"Add one to BODIES in {HERE}.")
        return BODIES[operation_id]()

    def headers(self, operation_id: str, path: str) -> dict[str, str]:
        """Return the If-Match that the operation requires, if any: the ETag of the object at the path."""
        if OPERATIONS[operation_id][0] != "patch":
            return {}
        return {"If-Match": self.client("analyst").get(path).headers.get("ETag", '"1"')}

    def role(self, operation_id: str) -> str:
        """Return a role that may call the operation: analyst, unless it lacks the scope."""
        scopes = required_scopes(operation_id) or set()
        role = next((role for role in ("analyst", "ingest", "admin") if scopes <= ROLES[role]), None)
        if role is None:
            fail_incomplete(operation_id, f"no role has {sorted(scopes)}", "Add the scopes to one in specs/roles.yaml.")
        return role

    def sender(self, operation_id: str, at: str | None = None) -> httpx.Client:
        """Return a client that may call the operation: with a token, or as the console where it accepts no token."""
        if required_scopes(operation_id) is None:
            console: httpx.Client = self.product.console(None if operation_id == "create_session" else "analyst", at=at)
            self.clients[f"console {len(self.clients)}"] = console
            return console
        return self.client(self.role(operation_id))

    def send(self, operation_id: str, client: httpx.Client | None = None, **options: Any) -> httpx.Response:
        """Send the valid request, changed by ``options``: path, json, content, headers, params."""
        path = options.pop("path", None) or self.path(operation_id)
        headers = {**self.headers(operation_id, path), **options.pop("headers", {})}
        body = self.body(operation_id)
        if "content" in options:
            headers.setdefault("Content-Type", "application/json")
        elif body is not None:
            options.setdefault("json", body)
        kept = {name: value for name, value in headers.items() if value is not None}
        sender = client or self.sender(operation_id)
        return sender.request(OPERATIONS[operation_id][0], path, headers=kept, **options)


def build_world(product: Any, prefix: str) -> World:
    """Build a world in a new tenant."""
    return World(product, f"{prefix}-{uuid4().hex[:12]}", delivered(publisher(product.nats_url))).build()
