"""Two databases that differ only in what an auditor must not see return the same bytes to every request of an auditor.

The default run plays a few generated pairs; `tox run -e proofs` plays 200, or ONEPROTECT_TEST_PAIRS.
"""

import asyncio
import json
import os
import random
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import asyncpg
import pytest

from handlers.database.migrate import migrate
from tests.databases import Urls, temporary_database
from tests.redaction.pair import Pair, open_pair
from tests.redaction.scenario import Scenario, word

BUNDLE = json.loads((Path(__file__).parent.parent.parent / "generated" / "openapi.json").read_text())
FEW, ALL = 20, int(os.environ.get("ONEPROTECT_TEST_PAIRS", "200"))
BLOCKS = [range(start, min(start + 25, ALL)) for start in range(0, ALL, 25)]
# Everything that a token can read. The console's session has no redacted view: it describes its own user only.
PATHS = sorted(path for path, item in BUNDLE["paths"].items() if "get" in item and path != "/session")
# The kind of object that a path parameter names, in Scenario.ids; None where a scenario has only hidden ones.
KINDS: dict[str, str | None] = {
    "alert_id": "alert",
    "ticket_id": "ticket",
    "link_id": "link",
    "asset_id": "asset",
    "evidence_id": "evidence",
    "delivery_record_id": None,
    "audit_record_id": None,
}
UNKNOWN = str(UUID(int=0))


@pytest.fixture(scope="module")
async def databases(database: Any) -> AsyncIterator[list[Urls]]:
    async with temporary_database(database) as first, temporary_database(database) as second:
        for urls in (first, second):
            await migrate(urls.migration)
        yield [first, second]


@pytest.fixture
async def pair(databases: list[Urls], monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pair]:
    async with open_pair([urls.app for urls in databases], monkeypatch) as opened:
        yield opened


def requests_of(scenario: Scenario, rng: random.Random) -> list[str]:
    """Return every read with visible, hidden and unknown ids, and the lists with all that they filter and search by."""
    requests: list[str] = []
    hidden = sorted(scenario.hidden_ids)
    for path in PATHS:
        name = path.rpartition("{")[2].partition("}")[0] if "{" in path else ""
        tickets = scenario.ids["ticket"] if "{ticket_id}" in path else [""]
        visible = scenario.ids.get(kind_of(name, path) or "", []) if name not in {"", "ticket_id"} else []
        ids = [*visible, *rng.sample(hidden, min(3, len(hidden))), UNKNOWN]
        for ticket in tickets:
            whole = path.replace("{ticket_id}", ticket)
            requests += [whole.replace(f"{{{name}}}", one) for one in ids] if name and name != "ticket_id" else [whole]
    one, other = rng.sample(scenario.secrets, 2)
    texts = (*rng.sample(scenario.secrets, 4), "plain", "between", word(rng), f'"{one}" {other}')
    searches = [quote(text) for text in texts]
    for path in ("/alerts", "/tickets", "/assets", "/evidence"):
        requests += [f"{path}?q={text}" for text in searches]
    values = [*rng.sample(scenario.secrets, 4), "[ip]", "sshd"]
    values += [f"{value[:5]}*" for value in values] + [
        f"{value}/24" for value in scenario.secrets if value[-1].isdigit()
    ][:4]
    requests += [f"{path}?asset={quote(text)}" for path in ("/alerts", "/tickets") for text in values]
    requests += [f"/assets?value={quote(text)}" for text in values] + [f"/tickets?tag={text}" for text in searches[:4]]
    requests += ["/alerts?rule_id=rule", "/tickets?number=1", "/tickets?q=1&limit=1"]
    requests += [f"/alerts/{one}/related?limit=1" for one in scenario.ids["alert"]]
    requests += [f"/audit-records?target_id={one}" for one in hidden]
    requests += ["/audit-records?outcome=denied", "/audit-records?operation_id=create_comment&sort=occurred_at"]
    requests += ["/tickets?sort=updated_at", "/tickets?sort=-number&limit=1", "/alerts?has_ticket=true"]
    ticket = rng.choice(scenario.ids["ticket"])
    requests += [f"/tickets/{ticket}/comments?visibility=internal", f"/tickets/{ticket}/timeline?limit=2"]
    return [*requests, f"/tickets/{ticket}/comments?limit=1", f"/tickets/{ticket}/links?target_type=audit_record"]


def kind_of(name: str, path: str) -> str | None:
    if name not in KINDS:
        pytest.fail(
            f"GET {path}: no id is known for the path parameter {{{name}}}. Add its kind to KINDS in "
            "tests/redaction/test_noninterference.py, and create such objects in tests/redaction/scenario.py.",
            pytrace=False,
        )
    return KINDS[name]


def comparable(answer: Any) -> tuple[Any, ...]:
    """Return everything of an answer except what identifies the exchange."""
    headers = sorted((name, value) for name, value in answer.headers.items() if name not in {"date", "x-request-id"})
    body = answer.content
    if answer.status_code >= 400:
        body = json.dumps({k: v for k, v in answer.json().items() if k != "request_id"}).encode()
    return answer.status_code, headers, body


async def differences(pair: Pair, seed: int) -> list[str]:
    """Play one generated history and return every request of an auditor on which the sides differ."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    for side in pair.sides:
        side.pins.visible = side.pins.hidden = 0
    scenario = Scenario(pair, f"pair-{uuid4().hex[:16]}", rng)
    await scenario.play()
    differing, count = [], 0
    pending = requests_of(scenario, rng)
    while pending:
        path = pending.pop()
        answers = [await pair.call(side, "auditor", scenario.tenant, "GET", path) for side in range(2)]
        count += 1
        if comparable(answers[0]) != comparable(answers[1]):
            differing.append(f"{path}: {answers[0].text}\n{answers[1].text}")
            continue
        assert answers[0].status_code in {200, 404}, answers[0].text
        cursor = answers[0].json().get("next_cursor") if "limit=" in path else None
        if cursor:
            pending.append(f"{path.split('&cursor=')[0]}&cursor={cursor}")
    assert count > 50
    return differing


@pytest.mark.parametrize(
    "seeds",
    [range(min(FEW, ALL)), *(pytest.param(block, marks=pytest.mark.proofs) for block in BLOCKS)],
    ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}",
)
async def test_both_sides_return_the_same_bytes(pair: Pair, seeds: range) -> None:
    assert [line for seed in seeds for line in await differences(pair, seed)] == []


async def execute(databases: list[Urls], *statements: str) -> None:
    for urls in databases:
        connection = await asyncpg.connect(urls.superuser)
        for statement in statements:
            await connection.execute(statement)
        await connection.close()


async def is_detected(pair: Pair, base: int) -> bool:
    """Whether one of ten pairs shows the leak."""
    for seed in range(base, base + 10):
        try:
            if await differences(pair, seed):
                return True
        except AssertionError:
            return True
    return False


# Policies that leak: the statement that breaks each, and the one that restores it.
LEAKS = {
    "hidden comments are listed": (
        ["ALTER POLICY auditor ON ticket_comments USING (true)"],
        ["ALTER POLICY auditor ON ticket_comments USING (NOT auditor_hidden)"],
    ),
    "the timeline has hidden entries": (
        ["ALTER POLICY auditor ON ticket_timeline USING (true)"],
        ["ALTER POLICY auditor ON ticket_timeline USING (NOT auditor_hidden)"],
    ),
    "links to hidden objects are listed": (
        ["ALTER POLICY auditor ON ticket_links USING (true)"],
        ["ALTER POLICY auditor ON ticket_links USING (NOT auditor_hidden)"],
    ),
    "audit records of hidden objects are listed": (
        ["ALTER POLICY auditor ON audit_records USING (true)"],
        ["ALTER POLICY auditor ON audit_records USING (NOT auditor_hidden)"],
    ),
}


@pytest.mark.parametrize("leak", LEAKS)
async def test_leaking_policy_is_detected(pair: Pair, databases: list[Urls], leak: str) -> None:
    broken, restored = LEAKS[leak]
    await execute(databases, *broken)
    try:
        assert await is_detected(pair, 10_000)
    finally:
        await execute(databases, *restored)


async def test_etag_that_counts_hidden_changes_is_detected(pair: Pair, databases: list[Urls]) -> None:
    definition, _ = await asyncio.gather(*(view_of(urls) for urls in databases))
    leaky = definition.replace("    version,", "    version + event_seq AS version,")
    assert leaky != definition
    await execute(
        databases,
        "GRANT SELECT (event_seq) ON tickets TO oneprotect_auditor",
        f"CREATE OR REPLACE VIEW auditor.tickets WITH (security_invoker = true) AS {leaky}",
    )
    try:
        assert await is_detected(pair, 20_000)
    finally:
        await execute(
            databases,
            f"CREATE OR REPLACE VIEW auditor.tickets WITH (security_invoker = true) AS {definition}",
            "REVOKE SELECT (event_seq) ON tickets FROM oneprotect_auditor",
        )


async def view_of(urls: Urls) -> str:
    connection = await asyncpg.connect(urls.superuser)
    try:
        return str(await connection.fetchval("SELECT pg_get_viewdef('auditor.tickets'::regclass)"))
    finally:
        await connection.close()


@pytest.mark.parametrize("function", ["search_ids", "indicator_ids"])
async def test_search_in_unredacted_values_is_detected(pair: Pair, databases: list[Urls], function: str) -> None:
    connection = await asyncpg.connect(databases[0].superuser)
    definition = await connection.fetchval(f"SELECT pg_get_functiondef('{function}(text, json)'::regprocedure)")
    await connection.close()
    leaky = definition.replace("coalesce(current_setting('app.role_view', true) = 'standard', false)", "true")
    assert leaky != definition
    await execute(databases, leaky)
    try:
        assert await is_detected(pair, 30_000)
    finally:
        await execute(databases, definition)


async def test_unredacted_text_is_detected(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handlers.redaction.redact_text", lambda text, _known=None: text)
    assert await is_detected(pair, 40_000)
