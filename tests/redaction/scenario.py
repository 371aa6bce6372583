"""The generated history of a pair: the same on both sides, except for what an auditor must not see."""

import random
import string
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.redaction.pair import Pair

LETTERS = string.ascii_lowercase


def word(rng: random.Random, least: int = 4, most: int = 12) -> str:
    return "".join(rng.choices(LETTERS, k=rng.randint(least, most)))


def secret(kind: str, rng: random.Random) -> str:
    """Generate a value of a kind that redaction replaces."""
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
    """One generated history; `ids` are those of the visible objects, by kind."""

    pair: Pair
    tenant: str
    rng: random.Random
    hidden_ids: set[str] = field(default_factory=set)
    ids: dict[str, list[str]] = field(default_factory=dict)
    secrets: list[str] = field(default_factory=list)

    def texts(self, kinds: tuple[str, ...] = KINDS) -> tuple[str, str]:
        """Return the same words for both sides, around two different secrets of one kind."""
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

    def remember(self, kind: str, created: dict[str, Any]) -> None:
        self.ids.setdefault(kind, []).append(created["id"])

    async def play(self) -> None:
        """Create and change objects on both sides, and hidden ones on one side, in a random order."""
        for role in ("analyst", "ingest", "auditor", "admin"):
            await self.both(role, "GET", "/me", (None, None))
        await self.alert()
        await self.ticket()
        steps = [self.alert, self.ticket, self.comment, self.link, self.change, self.record]
        for step in self.rng.choices(steps, k=5):
            await step()
            if self.rng.random() < 0.7:
                await self.hide()
        await self.comment()
        await self.hide()

    async def alert(self) -> None:
        titles, values, ids = self.texts(), self.texts(), self.texts()
        typed = [self.typed_value(), self.typed_value()]
        number = len(self.ids.get("alert", []))
        bodies = tuple(
            {
                "source": "sensor",
                "source_alert_id": f"{number} {ids[side]}",
                "title": titles[side],
                "severity": "high",
                "detected_at": "2026-02-01T00:00:00Z",
                "rule_id": "rule",
                "assets": [
                    {"type": "hostname", "value": word(self.rng)},
                    {"type": "other", "value": values[side]},
                    {"type": "process", "value": "sshd"},
                    *(asset[side] for asset in typed),
                ],
                "evidence": [{"type": "log", "value": values[side]}],
                "raw": {"secret": values[side], "side": side},
            }
            for side in range(2)
        )
        self.remember("alert", await self.both("ingest", "POST", "/alerts", (bodies[0], bodies[1])))
        if self.rng.random() < 0.5:
            await self.report_in_a_batch(bodies)

    def typed_value(self) -> list[dict[str, str]]:
        """Return two assets of one type, whose whole values are secret."""
        asset_type, kind = self.rng.choice(
            [("ip_address", "ipv4"), ("user", "email"), ("url", "url"), ("other", "ipv6")]
        )
        values = [secret(kind, self.rng) for _ in range(2)]
        self.secrets.extend(values)
        return [{"type": asset_type, "value": value} for value in values]

    async def report_in_a_batch(self, alerts: tuple[dict[str, Any], ...]) -> None:
        """Report an alert again as updated, next to a new one and to an invalid item."""
        titles, descriptions, values = self.texts(), self.texts(), self.texts()
        bodies = []
        for side, alert in enumerate(alerts):
            update = {**alert, "title": titles[side], "description": descriptions[side], "activity": "update"}
            asset = {"type": "other", "value": values[side], "role": "actor"}
            new = {**alert, "source_alert_id": f"batch of {alert['source_alert_id']}", "assets": [asset]}
            bodies.append({"alerts": [update, new, values[side]]})
        answer = await self.both("ingest", "POST", "/alerts/batch", (bodies[0], bodies[1]))
        self.remember("alert", answer["results"][1])

    async def ticket(self) -> None:
        if self.ids.get("alert") and self.rng.random() < 0.5:
            alert = self.ids["alert"][-1]
            created = await self.both("analyst", "POST", f"/alerts/{alert}/ticket", ({}, {}))
            if created["id"] not in self.ids.get("ticket", []):
                self.remember("ticket", created)
            return
        titles, tags = self.texts(), self.texts(("ipv4", "aws"))
        bodies = [{"title": titles[side], "tags": [tags[side], "plain"]} for side in range(2)]
        self.remember("ticket", await self.both("analyst", "POST", "/tickets", (bodies[0], bodies[1])))

    def some_ticket(self) -> str:
        return self.rng.choice(self.ids["ticket"])

    async def comment(self) -> None:
        bodies = self.texts()
        path = f"/tickets/{self.some_ticket()}/comments"
        comments = [{"body": bodies[side], "visibility": "auditor_visible"} for side in range(2)]
        self.remember("comment", await self.both("analyst", "POST", path, (comments[0], comments[1])))

    async def link(self) -> None:
        if self.rng.random() < 0.5:
            await self.link_record()
        hosts = [f"https://{word(self.rng)}.example.com/x" for _ in range(2)]
        labels = self.texts()
        ticket = self.some_ticket()
        bodies = [
            {"target_type": "external_reference", "target": {"url": hosts[side], "label": labels[side]}}
            for side in range(2)
        ]
        link = await self.both("analyst", "POST", f"/tickets/{ticket}/links", (bodies[0], bodies[1]))
        self.remember("link", link)
        if self.rng.random() < 0.3:
            await self.both("analyst", "DELETE", f"/tickets/{ticket}/links/{link['id']}", (None, None))

    async def link_record(self) -> None:
        kind = self.rng.choice([kind for kind in ("alert", "asset") if self.ids.get(kind)])
        body = {"target_type": kind, "target": {"id": self.rng.choice(self.ids[kind])}}
        await self.both("analyst", "POST", f"/tickets/{self.some_ticket()}/links", (body, body))

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
        typed = self.typed_value()
        self.remember("asset", await self.both("analyst", "POST", "/assets", (typed[0], typed[1])))
        assets = [{"type": "hostname", "value": values[side], "name": names[side]} for side in range(2)]
        self.remember("asset", await self.both("analyst", "POST", "/assets", (assets[0], assets[1])))
        digest = "".join(self.rng.choices("0123456789abcdef", k=64))
        evidence = [{"name": names[side], "sha256": digest, "description": values[side]} for side in range(2)]
        self.remember("evidence", await self.both("analyst", "POST", "/evidence", (evidence[0], evidence[1])))

    async def hide(self) -> None:
        """Create on one side what does not exist for an auditor: a comment, a link to its audit record, a denial."""
        side = self.rng.randrange(2)
        ticket_path = f"/tickets/{self.some_ticket()}"
        with self.pair.sides[side].pins.hiding():
            body = {"body": self.rng.choice(["between us", self.texts()[side]])}
            comment = (await self.call(side, "analyst", "POST", f"{ticket_path}/comments", body)).json()["id"]
            records = await self.call(side, "analyst", "GET", f"/audit-records?target_id={comment}")
            record = records.json()["items"][0]["id"]
            target = {"target_type": "audit_record", "target": {"id": record}}
            link = (await self.call(side, "analyst", "POST", f"{ticket_path}/links", target)).json()["id"]
            denied = await self.call(side, "ingest", "DELETE", f"{ticket_path}/links/{link}")
            self.hidden_ids |= {comment, record, link, denied.json()["audit_id"]}
            if self.rng.random() < 0.5:
                await self.call(side, "analyst", "DELETE", f"{ticket_path}/links/{link}")

    async def call(self, side: int, role: str, method: str, path: str, body: Any = None) -> httpx.Response:
        return await self.pair.call(side, role, self.tenant, method, path, json=body)
