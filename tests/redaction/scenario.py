"""What happens to a generated pair: the same to both sides, but for what an auditor may not see."""

import random
import string
from dataclasses import dataclass, field
from typing import Any

from tests.redaction.pair import Pair

LETTERS = string.ascii_lowercase


def word(rng: random.Random, least: int = 4, most: int = 12) -> str:
    return "".join(rng.choices(LETTERS, k=rng.randint(least, most)))


def secret(kind: str, rng: random.Random) -> str:
    """Make a value of a kind that redaction takes away."""
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
    """One generated pair; `ids` are those of visible things, by kind."""

    pair: Pair
    tenant: str
    rng: random.Random
    hidden_ids: set[str] = field(default_factory=set)
    ids: dict[str, list[str]] = field(default_factory=dict)
    secrets: list[str] = field(default_factory=list)

    def texts(self, kinds: tuple[str, ...] = KINDS) -> tuple[str, str]:
        """The same words on both sides, with another secret of one kind in them."""
        kind, before, after = self.rng.choice(kinds), word(self.rng), word(self.rng)
        values = [secret(kind, self.rng) for _ in range(2)]
        self.secrets.extend(value.removeprefix("password is ") for value in values)
        return f"{before} {values[0]} {after}", f"{before} {values[1]} {after}"

    async def both(self, role: str, method: str, path: str, bodies: tuple[Any, Any], **options: Any) -> dict[str, Any]:
        answers = [
            await self.pair.call(side, role, self.tenant, method, path, json=bodies[side], **options)
            for side in range(2)
        ]
        assert answers[0].status_code == answers[1].status_code < 300, [answer.text for answer in answers]
        return dict(answers[0].json()) if answers[0].content else {}

    def keep(self, kind: str, made: dict[str, Any]) -> str:
        self.ids.setdefault(kind, []).append(made["id"])
        return str(made["id"])

    async def play(self) -> None:
        """Let things happen, in an order of the scenario's own."""
        for role in ("analyst", "ingest", "auditor", "admin"):
            await self.both(role, "GET", "/me", (None, None))
        await self.alert()
        await self.ticket()
        for step in self.rng.choices([self.alert, self.ticket, self.comment, self.link, self.change, self.record], k=5):
            await step()
            if self.rng.random() < 0.7:
                await self.hide()
        await self.comment()
        await self.hide()

    async def alert(self) -> None:
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
        self.keep("alert", await self.both("ingest", "POST", "/alerts", (bodies[0], bodies[1])))

    async def ticket(self) -> None:
        if self.ids.get("alert") and self.rng.random() < 0.5:
            alert = self.ids["alert"][-1]
            made = await self.both("analyst", "POST", f"/alerts/{alert}/ticket", ({}, {}))
            if made["id"] not in self.ids.get("ticket", []):
                self.keep("ticket", made)
            return
        titles, tags = self.texts(), self.texts(("ipv4", "aws"))
        bodies = [{"title": titles[side], "tags": [tags[side], "plain"]} for side in range(2)]
        self.keep("ticket", await self.both("analyst", "POST", "/tickets", (bodies[0], bodies[1])))

    def some_ticket(self) -> str:
        return self.rng.choice(self.ids["ticket"])

    async def comment(self) -> None:
        bodies = self.texts()
        path = f"/tickets/{self.some_ticket()}/comments"
        given = [{"body": bodies[side], "visibility": "auditor_visible"} for side in range(2)]
        self.keep("comment", await self.both("analyst", "POST", path, (given[0], given[1])))

    async def link(self) -> None:
        hosts = [f"https://{word(self.rng)}.example.com/x" for _ in range(2)]
        labels = self.texts()
        ticket = self.some_ticket()
        bodies = [
            {"target_type": "external_reference", "target": {"url": hosts[side], "label": labels[side]}}
            for side in range(2)
        ]
        made = await self.both("analyst", "POST", f"/tickets/{ticket}/links", (bodies[0], bodies[1]))
        self.keep("link", made)
        if self.rng.random() < 0.3:
            await self.both("analyst", "DELETE", f"/tickets/{ticket}/links/{made['id']}", (None, None))

    async def change(self) -> None:
        ticket = self.some_ticket()
        read = await self.both("analyst", "GET", f"/tickets/{ticket}", (None, None))
        descriptions = self.texts()
        notes = self.texts()
        extra = {"status": "resolved"} if read["status"] == "new" else {}
        bodies = [
            {"description": descriptions[side], **extra}
            | ({"resolution": {"reason": "other", "note": notes[side]}} if extra else {})
            for side in range(2)
        ]
        headers = {"If-Match": f'"{read["version"]}"'}
        await self.both("analyst", "PATCH", f"/tickets/{ticket}", (bodies[0], bodies[1]), headers=headers)

    async def record(self) -> None:
        values, names = self.texts(), self.texts()
        assets = [{"type": "hostname", "value": values[side], "name": names[side]} for side in range(2)]
        self.keep("asset", await self.both("analyst", "POST", "/assets", (assets[0], assets[1])))
        digest = "".join(self.rng.choices("0123456789abcdef", k=64))
        evidence = [{"name": names[side], "sha256": digest, "description": values[side]} for side in range(2)]
        self.keep("evidence", await self.both("analyst", "POST", "/evidence", (evidence[0], evidence[1])))

    async def hide(self) -> None:
        """Let something happen on one side that does not exist for an auditor."""
        side = self.rng.randrange(2)
        ticket = self.some_ticket()
        with self.pair.sides[side].pins.hiding():
            body = {"body": f"{self.rng.choice(['between us', self.texts()[side]])}"}
            said = await self.pair.call(side, "analyst", self.tenant, "POST", f"/tickets/{ticket}/comments", json=body)
            self.hidden_ids.add(said.json()["id"])
            path = f"/audit-records?target_id={said.json()['id']}"
            record = (await self.pair.call(side, "analyst", self.tenant, "GET", path)).json()["items"][0]["id"]
            self.hidden_ids.add(record)
            body = {"target_type": "audit_record", "target": {"id": record}}
            link = await self.pair.call(side, "analyst", self.tenant, "POST", f"/tickets/{ticket}/links", json=body)
            self.hidden_ids.add(link.json()["id"])
            where = f"/tickets/{ticket}/links/{link.json()['id']}"
            denied = await self.pair.call(side, "ingest", self.tenant, "DELETE", where)
            self.hidden_ids.add(denied.json()["audit_id"])
            if self.rng.random() < 0.5:
                await self.pair.call(side, "analyst", self.tenant, "DELETE", where)
