"""A generated scenario: the same steps on both sides, with differences only in what auditors cannot see."""

import random
import string
from dataclasses import dataclass, field
from typing import Any

from tests.redaction.pair import Pair

LETTERS = string.ascii_lowercase


def word(rng: random.Random, shortest: int = 4, longest: int = 12) -> str:
    return "".join(rng.choices(LETTERS, k=rng.randint(shortest, longest)))


def secret(kind: str, rng: random.Random) -> str:
    """Return a random value of a kind that redaction replaces."""
    alphabet = string.ascii_letters + string.digits
    if kind == "email":
        return f"{word(rng)}.{word(rng)}@{word(rng)}.com"
    if kind == "ipv4":
        return ".".join(str(rng.randint(1, 254)) for _ in range(4))
    if kind == "ipv6":
        return f"2001:db8:{rng.randrange(65536):x}::{rng.randrange(1, 65536):x}"
    if kind == "host":
        return f"{word(rng)}.{word(rng)}.example.com"
    if kind == "url":
        return f"https://{word(rng)}:{word(rng)}{rng.randint(0, 99)}@{word(rng)}.org/{word(rng)}"
    if kind == "github":
        return "ghp_" + "".join(rng.choices(alphabet, k=36))
    if kind == "aws":
        return "AKIA" + "".join(rng.choices(string.ascii_uppercase + "234567", k=16))
    if kind == "hex":
        return "".join(rng.choices("0123456789abcdef", k=rng.choice([32, 40, 64])))
    return f"password is {word(rng, 8, 14)}{rng.randint(10, 99)}"


KINDS = ("email", "ipv4", "ipv6", "host", "url", "github", "aws", "hex", "password")


@dataclass
class Scenario:
    """One scenario on a pair; `ids` has the ids of visible records by kind."""

    pair: Pair
    tenant: str
    rng: random.Random
    hidden_ids: set[str] = field(default_factory=set)
    ids: dict[str, list[str]] = field(default_factory=dict)
    secrets: list[str] = field(default_factory=list)

    def texts(self, kinds: tuple[str, ...] = KINDS) -> tuple[str, str]:
        """Return one text for each side: the same words around different secrets of one kind."""
        kind, before, after = self.rng.choice(kinds), word(self.rng), word(self.rng)
        values = [secret(kind, self.rng) for _ in range(2)]
        self.secrets.extend(value.removeprefix("password is ") for value in values)
        return f"{before} {values[0]} {after}", f"{before} {values[1]} {after}"

    async def call_both(
        self, role: str, method: str, path: str, bodies: tuple[Any, Any], **options: Any
    ) -> dict[str, Any]:
        answers = [
            await self.pair.call(side, role, self.tenant, method, path, json=bodies[side], **options)
            for side in range(2)
        ]
        assert answers[0].status_code == answers[1].status_code < 300, [answer.text for answer in answers]
        return dict(answers[0].json()) if answers[0].content else {}

    def remember(self, kind: str, created: dict[str, Any]) -> str:
        self.ids.setdefault(kind, []).append(created["id"])
        return str(created["id"])

    async def run(self) -> None:
        """Run the steps in random order."""
        for role in ("analyst", "ingest", "auditor", "admin"):
            await self.call_both(role, "GET", "/me", (None, None))
        await self.create_alert()
        await self.create_ticket()
        tickets = [self.create_ticket, self.update_ticket, self.create_comment, self.create_link]
        for step in self.rng.choices([self.create_alert, *tickets, self.create_records], k=5):
            await step()
            if self.rng.random() < 0.7:
                await self.act_hidden()
        await self.create_comment()
        await self.act_hidden()

    async def create_alert(self) -> None:
        titles, values, ids = self.texts(), self.texts(), self.texts()
        number = len(self.ids.get("alert", []))
        bodies = tuple(
            {
                "source": "sensor",
                "source_alert_id": f"{number} {ids[side]}",
                "title": titles[side],
                "severity": "high",
                "detected_at": "2026-02-01T00:00:00Z",
                "assets": [{"type": "hostname", "value": word(self.rng)}, {"type": "other", "value": values[side]}],
                "evidence": [{"type": "log", "value": values[side]}],
                "raw": {"secret": values[side], "side": side},
            }
            for side in range(2)
        )
        self.remember("alert", await self.call_both("ingest", "POST", "/alerts", (bodies[0], bodies[1])))

    async def create_ticket(self) -> None:
        if self.ids.get("alert") and self.rng.random() < 0.5:
            alert = self.ids["alert"][-1]
            created = await self.call_both("analyst", "POST", f"/alerts/{alert}/ticket", ({}, {}))
            if created["id"] not in self.ids.get("ticket", []):
                self.remember("ticket", created)
            return
        titles, tags = self.texts(), self.texts(("ipv4", "aws"))
        bodies = [{"title": titles[side], "tags": [tags[side], "plain"]} for side in range(2)]
        self.remember("ticket", await self.call_both("analyst", "POST", "/tickets", (bodies[0], bodies[1])))

    def some_ticket(self) -> str:
        return self.rng.choice(self.ids["ticket"])

    async def create_comment(self) -> None:
        bodies = self.texts()
        path = f"/tickets/{self.some_ticket()}/comments"
        comments = [{"body": bodies[side], "visibility": "auditor_visible"} for side in range(2)]
        self.remember("comment", await self.call_both("analyst", "POST", path, (comments[0], comments[1])))

    async def create_link(self) -> None:
        hosts = [f"https://{word(self.rng)}.example.com/x" for _ in range(2)]
        labels = self.texts()
        ticket = self.some_ticket()
        bodies = [
            {"target_type": "external_reference", "target": {"url": hosts[side], "label": labels[side]}}
            for side in range(2)
        ]
        created = await self.call_both("analyst", "POST", f"/tickets/{ticket}/links", (bodies[0], bodies[1]))
        self.remember("link", created)
        if self.rng.random() < 0.3:
            await self.call_both("analyst", "DELETE", f"/tickets/{ticket}/links/{created['id']}", (None, None))

    async def update_ticket(self) -> None:
        ticket = self.some_ticket()
        current = await self.call_both("analyst", "GET", f"/tickets/{ticket}", (None, None))
        descriptions = self.texts()
        notes = self.texts()
        resolved = {"status": "resolved"} if current["status"] == "new" else {}
        bodies = [
            {"description": descriptions[side], **resolved}
            | ({"resolution": {"reason": "other", "note": notes[side]}} if resolved else {})
            for side in range(2)
        ]
        headers = {"If-Match": f'"{current["version"]}"'}
        await self.call_both("analyst", "PATCH", f"/tickets/{ticket}", (bodies[0], bodies[1]), headers=headers)

    async def create_records(self) -> None:
        values, names = self.texts(), self.texts()
        assets = [{"type": "hostname", "value": values[side], "name": names[side]} for side in range(2)]
        self.remember("asset", await self.call_both("analyst", "POST", "/assets", (assets[0], assets[1])))
        digest = "".join(self.rng.choices("0123456789abcdef", k=64))
        evidence = [{"name": names[side], "sha256": digest, "description": values[side]} for side in range(2)]
        self.remember("evidence", await self.call_both("analyst", "POST", "/evidence", (evidence[0], evidence[1])))

    async def act_hidden(self) -> None:
        """Do something on one side that is hidden from auditors."""
        side = self.rng.randrange(2)
        ticket = self.some_ticket()
        with self.pair.sides[side].pins.hiding():
            body = {"body": f"{self.rng.choice(['between us', self.texts()[side]])}"}
            comment = await self.pair.call(
                side, "analyst", self.tenant, "POST", f"/tickets/{ticket}/comments", json=body
            )
            self.hidden_ids.add(comment.json()["id"])
            path = f"/audit-records?target_id={comment.json()['id']}"
            record = (await self.pair.call(side, "analyst", self.tenant, "GET", path)).json()["items"][0]["id"]
            self.hidden_ids.add(record)
            body = {"target_type": "audit_record", "target": {"id": record}}
            link = await self.pair.call(side, "analyst", self.tenant, "POST", f"/tickets/{ticket}/links", json=body)
            self.hidden_ids.add(link.json()["id"])
            path = f"/tickets/{ticket}/links/{link.json()['id']}"
            denied = await self.pair.call(side, "ingest", self.tenant, "DELETE", path)
            self.hidden_ids.add(denied.json()["audit_id"])
            if self.rng.random() < 0.5:
                await self.pair.call(side, "analyst", self.tenant, "DELETE", path)
