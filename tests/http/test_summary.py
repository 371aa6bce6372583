"""The overview's counts: open by severity, made and resolved by day."""

from datetime import UTC, datetime, timedelta

import asyncpg
import pytest


def test_open_tickets_are_counted_by_severity_and_day(product, tenant):
    with product.client("analyst", tenant) as analyst:
        for severity in ("critical", "low", "low", "high"):
            made = analyst.post("/tickets", json={"title": "Counted", "severity": severity}).json()
        body = {"status": "resolved", "resolution": {"reason": "other"}}
        assert analyst.patch(f"/tickets/{made['id']}", json=body, headers={"If-Match": '"1"'}).status_code == 200
        found = analyst.get("/tickets/summary").json()
        counts = {"critical": 1, "high": 0, "medium": 0, "low": 2, "informational": 0}
        assert found["by_severity"] == [{"severity": name, "open": number} for name, number in counts.items()]
        today = datetime.now(UTC).date()
        days = [(today - timedelta(days=back)).isoformat() for back in reversed(range(30))]
        # It may have become another day since.
        assert [day["day"] for day in found["by_day"]][1:] == days[1:] or found["by_day"][-1]["day"] < days[-1]
        assert sum(day["created"] for day in found["by_day"]) == 4
        assert sum(day["resolved"] for day in found["by_day"]) == 1
        analyst.patch(f"/tickets/{made['id']}", json={"status": "in_progress"}, headers={"If-Match": '"2"'})
        again = analyst.get("/tickets/summary?days=2").json()
        assert sum(day["resolved"] for day in again["by_day"]) == 0
        assert {"severity": "high", "open": 1} in again["by_severity"]


@pytest.mark.parametrize(("days", "status"), [("1", 200), ("90", 200), ("0", 400), ("91", 400), ("1.5", 400)])
def test_the_days_are_one_to_ninety(product, tenant, days: str, status: int):
    with product.client("auditor", tenant) as auditor:
        answer = auditor.get(f"/tickets/summary?days={days}")
        assert answer.status_code == status
        assert status != 200 or len(answer.json()["by_day"]) == int(days)


async def test_a_day_begins_at_midnight_in_utc(product, database, tenant):
    with product.client("analyst", tenant) as analyst:
        made = analyst.post("/tickets", json={"title": "Long ago"}).json()
        moment = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=3)
        superuser = await asyncpg.connect(database.superuser)
        await superuser.execute("UPDATE tickets SET created_at = $1 WHERE id = $2", moment, made["id"])
        await superuser.close()
        by_day = {day["day"]: day["created"] for day in analyst.get("/tickets/summary?days=5").json()["by_day"]}
        assert by_day[moment.date().isoformat()] == 1
        assert sum(by_day.values()) == 1


def test_another_tenant_counts_its_own(product, tenant):
    with product.client("analyst", tenant) as analyst, product.client("analyst", f"{tenant}-b") as other:
        analyst.post("/tickets", json={"title": "Mine"})
        assert {count["open"] for count in other.get("/tickets/summary").json()["by_severity"]} == {0}
