"""Two databases that differ only in what an auditor may not see give the same bytes to every auditor request."""

import asyncio
import json
import os
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import asyncpg
import pytest

from handlers.database.migrate import migrate
from tests.databases import Urls, temporary_database
from tests.redaction.pair import Pair, opened
from tests.redaction.scenario import Scenario, word

BUNDLE = json.loads((Path(__file__).parent.parent.parent / "generated" / "openapi.json").read_text())
PAIRS = int(os.environ.get("ONEPROTECT_TEST_PAIRS", "200"))
# What a token may read: the session is the console's own and tells of nothing but itself.
PATHS = sorted(path for path, item in BUNDLE["paths"].items() if "get" in item and path != "/session")
UNKNOWN = str(UUID(int=0))
Play = Callable[[int], Awaitable[int]]


@pytest.fixture(scope="module")
async def databases(database: Any) -> AsyncIterator[list[Urls]]:
    async with temporary_database(database) as first, temporary_database(database) as second:
        for urls in (first, second):
            await migrate(urls.migration)
        yield [first, second]


@pytest.fixture
async def pair(databases: list[Urls], monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pair]:
    async with opened([urls.app for urls in databases], monkeypatch) as made:
        yield made


def requests_of(scenario: Scenario, rng: random.Random) -> list[str]:
    """Every read with every id there is on any side, and lists by all that they filter and search by."""
    found: list[str] = []
    kinds = {"alert_id": "alert", "ticket_id": "ticket", "link_id": "link", "asset_id": "asset"}
    kinds |= {"evidence_id": "evidence"}
    hidden = sorted(scenario.hidden_ids)
    for path in PATHS:
        name = path.rpartition("{")[2].rstrip("}") if path.endswith("}") else ""
        tickets = scenario.ids["ticket"] if "{ticket_id}" in path else [""]
        ids = [*scenario.ids.get(kinds.get(name, ""), []), *rng.sample(hidden, min(3, len(hidden))), UNKNOWN]
        for ticket in tickets:
            whole = path.replace("{ticket_id}", ticket)
            found += [whole.replace(f"{{{name}}}", one) for one in ids] if name and name != "ticket_id" else [whole]
    searched = [quote(text) for text in (*rng.sample(scenario.secrets, 4), "plain", "between", word(rng))]
    for path in ("/alerts", "/tickets", "/assets", "/evidence"):
        found += [f"{path}?q={text}" for text in searched]
    found += [f"/tickets?tag={text}" for text in searched[:4]] + [f"/alerts?asset={text}" for text in searched[:4]]
    found += [f"/audit-records?target_id={one}" for one in hidden]
    found += ["/audit-records?outcome=denied", "/audit-records?operation_id=create_comment&sort=occurred_at"]
    found += ["/tickets?sort=updated_at", "/tickets?sort=-number&limit=1", "/alerts?has_ticket=true"]
    ticket = rng.choice(scenario.ids["ticket"])
    found += [f"/tickets/{ticket}/comments?visibility=internal", f"/tickets/{ticket}/timeline?limit=2"]
    return [*found, f"/tickets/{ticket}/comments?limit=1", f"/tickets/{ticket}/links?target_type=audit_record"]


def seen(answer: Any) -> tuple[Any, ...]:
    """Take all bytes of an answer but what names the exchange."""
    headers = sorted((name, value) for name, value in answer.headers.items() if name not in {"date", "x-request-id"})
    body = answer.content
    if answer.status_code >= 400:
        body = json.dumps({k: v for k, v in answer.json().items() if k != "request_id"}).encode()
    return answer.status_code, headers, body


async def differences(pair: Pair, seed: int) -> list[str]:
    """Play one pair and give every auditor request on which its sides differ."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    for side in pair.sides:
        side.pins.visible = side.pins.hidden = 0
    scenario = Scenario(pair, f"pair-{uuid4().hex[:16]}", rng)
    await scenario.play()
    differing, asked = [], 0
    pending = requests_of(scenario, rng)
    while pending:
        path = pending.pop()
        answers = [await pair.call(side, "auditor", scenario.tenant, "GET", path) for side in range(2)]
        asked += 1
        if seen(answers[0]) != seen(answers[1]):
            differing.append(f"{path}: {answers[0].text}\n{answers[1].text}")
            continue
        assert answers[0].status_code in {200, 404}, answers[0].text
        cursor = answers[0].json().get("next_cursor") if "limit=" in path else None
        if cursor:
            pending.append(f"{path.split('&cursor=')[0]}&cursor={cursor}")
    assert asked > 50
    return differing


async def test_no_byte_differs(pair: Pair) -> None:
    """The number of pairs is ONEPROTECT_TEST_PAIRS, 200 by default."""
    found = [line for seed in range(PAIRS) for line in await differences(pair, seed)]
    assert found == []


async def execute(databases: list[Urls], *statements: str) -> None:
    for urls in databases:
        connection = await asyncpg.connect(urls.superuser)
        for statement in statements:
            await connection.execute(statement)
        await connection.close()


async def turns_red(pair: Pair, base: int) -> bool:
    """Tell whether one of ten pairs gives the leak away."""
    for seed in range(base, base + 10):
        try:
            if await differences(pair, seed):
                return True
        except AssertionError:
            return True
    return False


LEAKS = {
    "hidden comments are there": (
        ["ALTER POLICY auditor ON ticket_comments USING (true)"],
        ["ALTER POLICY auditor ON ticket_comments USING (NOT auditor_hidden)"],
    ),
    "the timeline counts before it filters": (
        ["ALTER POLICY auditor ON ticket_timeline USING (true)"],
        ["ALTER POLICY auditor ON ticket_timeline USING (NOT auditor_hidden)"],
    ),
    "a link to something hidden shows": (
        ["ALTER POLICY auditor ON ticket_links USING (true)"],
        ["ALTER POLICY auditor ON ticket_links USING (NOT auditor_hidden)"],
    ),
    "audit records of hidden things show": (
        ["ALTER POLICY auditor ON audit_records USING (true)"],
        ["ALTER POLICY auditor ON audit_records USING (NOT auditor_hidden)"],
    ),
}


@pytest.mark.parametrize("leak", LEAKS)
async def test_a_policy_that_leaks_turns_it_red(pair: Pair, databases: list[Urls], leak: str) -> None:
    broken, whole = LEAKS[leak]
    await execute(databases, *broken)
    try:
        assert await turns_red(pair, 10_000)
    finally:
        await execute(databases, *whole)


async def test_an_etag_from_something_hidden_turns_it_red(pair: Pair, databases: list[Urls]) -> None:
    definition = await asyncio.gather(*(view_of(urls) for urls in databases))
    leaky = definition[0].replace("    version,", "    version + event_seq AS version,")
    assert leaky != definition[0]
    await execute(
        databases,
        "GRANT SELECT (event_seq) ON tickets TO oneprotect_auditor",
        f"CREATE OR REPLACE VIEW auditor.tickets WITH (security_invoker = true) AS {leaky}",
    )
    try:
        assert await turns_red(pair, 20_000)
    finally:
        await execute(
            databases,
            f"CREATE OR REPLACE VIEW auditor.tickets WITH (security_invoker = true) AS {definition[0]}",
            "REVOKE SELECT (event_seq) ON tickets FROM oneprotect_auditor",
        )


async def view_of(urls: Urls) -> str:
    connection = await asyncpg.connect(urls.superuser)
    try:
        return str(await connection.fetchval("SELECT pg_get_viewdef('auditor.tickets'::regclass)"))
    finally:
        await connection.close()


async def test_a_search_in_unredacted_text_turns_it_red(pair: Pair, databases: list[Urls]) -> None:
    connection = await asyncpg.connect(databases[0].superuser)
    whole = await connection.fetchval("SELECT pg_get_functiondef('search_ids(text, text)'::regprocedure)")
    await connection.close()
    leaky = whole.replace("coalesce(current_setting('app.role_view', true) = 'standard', false)", "true")
    assert leaky != whole
    await execute(databases, leaky)
    try:
        assert await turns_red(pair, 30_000)
    finally:
        await execute(databases, whole)


async def test_text_that_is_not_redacted_turns_it_red(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.redaction.redact_text", lambda text: text)
    assert await turns_red(pair, 40_000)
