"""A tenant with two of everything, and a valid request to every operation of the spec."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

BUNDLE = json.loads((Path(__file__).parent.parent.parent / "generated" / "openapi.json").read_text())
OPERATIONS: dict[str, tuple[str, str, dict[str, Any]]] = {
    operation["operationId"]: (method, path, operation)
    for path, item in BUNDLE["paths"].items()
    for method, operation in item.items()
}
DIGESTS = ("a" * 64, "b" * 64)


def parameters(operation_id: str) -> list[dict[str, Any]]:
    """Give the parameters of an operation, their references followed."""
    named = BUNDLE["components"]["parameters"]
    given = OPERATIONS[operation_id][2].get("parameters", [])
    return [named[item["$ref"].rpartition("/")[2]] if "$ref" in item else item for item in given]


def alert_body(number: int = 0, **members: Any) -> dict[str, Any]:
    return {
        "source": ("sensor", "scanner")[number % 2],
        "source_alert_id": uuid4().hex,
        "title": f"Scan {number}",
        "severity": ("low", "critical")[number % 2],
        "detected_at": f"2026-01-0{number % 2 + 1}T00:00:00Z",
        "assets": [{"type": "other", "value": f"thing-{number}"}],
        **members,
    }


@dataclass
class World:
    """What there is in the tenant: of each kind the ids of two, which differ in all that is filtered by."""

    product: Any
    tenant: str
    deliver: Callable[..., dict[str, Any]]
    ids: dict[str, list[str]] = field(default_factory=dict)
    clients: dict[str, httpx.Client] = field(default_factory=dict)

    def client(self, role: str) -> httpx.Client:
        if role not in self.clients:
            self.clients[role] = self.product.client(role, self.tenant)
        return self.clients[role]

    def made(self, path: str, body: Any = None, role: str = "analyst") -> dict[str, Any]:
        answer = self.client(role).post(path, json=body)
        assert answer.status_code in {200, 201}, answer.text
        return dict(answer.json())

    def patched(self, path: str, **body: Any) -> dict[str, Any]:
        client = self.client("admin")
        answer = client.patch(path, json=body, headers={"If-Match": client.get(path).headers["ETag"]})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def build(self) -> "World":
        """Make two of everything; the second of each comes later and is another."""
        me = self.client("analyst").get("/me").json()["principal"]["id"]
        alerts = [self.made("/alerts", alert_body(number), "ingest")["id"] for number in range(2)]
        self.patched(f"/alerts/{alerts[1]}", status="resolved", verdict="true_positive")
        manual = self.made("/tickets", {"title": "By hand", "tags": ["blue"]}, "admin")["id"]
        given = {"priority": "p1", "severity": "critical", "assignee_id": me, "tags": ["red"]}
        of_alert = self.made(f"/alerts/{alerts[1]}/ticket", given)["id"]
        self.patched(f"/tickets/{of_alert}", status="triaged")
        for visibility in ("internal", "auditor_visible"):
            self.made(f"/tickets/{manual}/comments", {"body": visibility, "visibility": visibility})
        links = [
            self.made(f"/tickets/{manual}/links", {"target_type": "alert", "target": {"id": alerts[0]}}),
            self.made(f"/tickets/{of_alert}/links", {"target_type": "ticket", "target": {"id": manual}}),
        ]
        records = {
            "asset": [
                self.made("/assets", {"type": ("other", "user")[number], "value": f"value-{number}"})["id"]
                for number in range(2)
            ],
            "evidence": [
                self.made("/evidence", {"name": f"file-{number}.pcap", "sha256": DIGESTS[number]})["id"]
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
        body = {"target_type": "external_reference", "target": {"url": f"https://example.com/{uuid4()}"}}
        return str(self.made(f"/tickets/{ticket}/links", body)["id"])

    def closed_ticket(self) -> tuple[str, str]:
        """Make a ticket with a link, and close it."""
        ticket = self.made("/tickets", {"title": "To be closed"})["id"]
        link = self.fresh_link(ticket)
        self.patched(f"/tickets/{ticket}", status="resolved", resolution={"reason": "other"})
        self.patched(f"/tickets/{ticket}", status="closed")
        return ticket, link

    def path(self, operation_id: str, **ids: str) -> str:
        """Give the path of an operation, about the first of each kind unless told otherwise."""
        names = {f"{kind}_id": found[0] for kind, found in self.ids.items()}
        return OPERATIONS[operation_id][1].format(**{**names, **ids})

    def body(self, operation_id: str) -> Any:
        """Give a valid body that makes something new; None where the operation takes none."""
        return {
            "create_alert": alert_body(),
            "update_alert": {"severity": "high"},
            "create_ticket_from_alert": {},
            "create_ticket": {"title": "Another"},
            "update_ticket": {"description": uuid4().hex},
            "create_comment": {"body": "Seen."},
            "create_link": {
                "target_type": "external_reference",
                "target": {"url": f"https://example.com/{uuid4()}"},
            },
            "create_asset": {"type": "other", "value": "x"},
            "create_evidence": {"name": "x", "sha256": DIGESTS[0]},
            "create_session": {"identity": "admin"},
        }.get(operation_id)

    def headers(self, operation_id: str) -> dict[str, str]:
        """Give the If-Match that the operation needs, as it is now."""
        if OPERATIONS[operation_id][0] != "patch":
            return {}
        return {"If-Match": self.client("analyst").get(self.path(operation_id)).headers["ETag"]}

    def role(self, operation_id: str) -> str:
        return "ingest" if operation_id == "create_alert" else "analyst"

    def sender(self, operation_id: str, at: str | None = None) -> httpx.Client:
        """Give who may send the operation: with a token, or where that is for the console alone, as its pages do."""
        if operation_id.endswith("_session"):
            console: httpx.Client = self.product.console(None if operation_id == "create_session" else "analyst", at=at)
            self.clients[f"console {len(self.clients)}"] = console
            return console
        return self.client(self.role(operation_id))

    def send(self, operation_id: str, client: httpx.Client | None = None, **options: Any) -> httpx.Response:
        """Send the valid request, changed by ``options``: path, json, content, headers, params."""
        headers = {**self.headers(operation_id), **options.pop("headers", {})}
        if "content" not in options and "json" not in options and self.body(operation_id) is not None:
            options["json"] = self.body(operation_id)
        if "content" in options:
            headers.setdefault("Content-Type", "application/json")
        sender = client or self.sender(operation_id)
        path = options.pop("path", self.path(operation_id))
        kept = {name: value for name, value in headers.items() if value is not None}
        return sender.request(OPERATIONS[operation_id][0], path, headers=kept, **options)
