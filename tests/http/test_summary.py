"""The overview's counts: open tickets by severity, created and resolved tickets by day."""

from datetime import UTC, datetime, timedelta

import asyncpg
import pytest


def test_summary_counts_open_by_severity_and_created_and_resolved_by_day(product, tenant):
    with product.client("analyst", tenant) as analyst:
        for severity in ("critical", "low", "low", "high"):
            ticket = analyst.post("/tickets", json={"title": "Counted", "severity": severity}).json()
        body = {"status": "resolved", "resolution": {"reason": "other"}}
        assert analyst.patch(f"/tickets/{ticket['id']}", json=body, headers={"If-Match": '"1"'}).status_code == 200
        summary = analyst.get("/tickets/summary").json()
        counts = {"critical": 1, "high": 0, "medium": 0, "low": 2, "informational": 0}
        assert summary["by_severity"] == [{"severity": name, "open": number} for name, number in counts.items()]
        today = datetime.now(UTC).date()
        days = [(today - timedelta(days=back)).isoformat() for back in reversed(range(30))]
        # Midnight may have passed between the two clock reads.
        assert [day["day"] for day in summary["by_day"]][1:] == days[1:] or summary["by_day"][-1]["day"] < days[-1]
        assert sum(day["created"] for day in summary["by_day"]) == 4
        assert sum(day["resolved"] for day in summary["by_day"]) == 1
        analyst.patch(f"/tickets/{ticket['id']}", json={"status": "in_progress"}, headers={"If-Match": '"2"'})
        reopened = analyst.get("/tickets/summary?days=2").json()
        assert sum(day["resolved"] for day in reopened["by_day"]) == 0
        assert {"severity": "high", "open": 1} in reopened["by_severity"]


@pytest.mark.parametrize(("days", "status"), [("1", 200), ("90", 200), ("0", 400), ("91", 400), ("1.5", 400)])
def test_days_are_limited_to_1_to_90(product, tenant, days: str, status: int):
    with product.client("auditor", tenant) as auditor:
        answer = auditor.get(f"/tickets/summary?days={days}")
        assert answer.status_code == status
        assert status != 200 or len(answer.json()["by_day"]) == int(days)


async def test_day_starts_at_midnight_utc(product, database, tenant):
    with product.client("analyst", tenant) as analyst:
        ticket = analyst.post("/tickets", json={"title": "Long ago"}).json()
        moment = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=3)
        superuser = await asyncpg.connect(database.superuser)
        await superuser.execute("UPDATE tickets SET created_at = $1 WHERE id = $2", moment, ticket["id"])
        await superuser.close()
        by_day = {day["day"]: day["created"] for day in analyst.get("/tickets/summary?days=5").json()["by_day"]}
        assert by_day[moment.date().isoformat()] == 1
        assert sum(by_day.values()) == 1


def test_tickets_of_another_tenant_are_not_counted(product, tenant):
    with product.client("analyst", tenant) as analyst, product.client("analyst", f"{tenant}-b") as other:
        analyst.post("/tickets", json={"title": "Mine"})
        assert {count["open"] for count in other.get("/tickets/summary").json()["by_severity"]} == {0}
