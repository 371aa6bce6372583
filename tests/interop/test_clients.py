"""Each client of `clients/` does ten things against the product, and the product has what it says it did."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.interop.tool import HERE, SERVED, outcome, tools
from tests.product import Product
from tests.sdk.conftest import run

pytestmark = pytest.mark.interop


@pytest.mark.parametrize("name", tools())
def test_client(name: str, product: Product, prepared_tenant: str, tmp_path: Path):
    tool = tools()[name]
    if missing := tool.missing():
        pytest.skip(missing)
    command = tool.build(tmp_path, SERVED / tool.document)
    token = product.token(["analyst", "ingest"], prepared_tenant)
    output = run(*command, cwd=tmp_path, PYTHONWARNINGS="default", API=f"{product.url}/api/v1", TOKEN=token)
    lines = [json.loads(line) for line in output.splitlines() if line.startswith('{"step"')]
    recorded = outcome(tool, {line["step"]: line for line in lines})
    (HERE / "outcomes" / f"{name}.json").write_text(json.dumps(recorded, indent=2) + "\n", encoding="utf-8")
    steps = recorded["steps"]
    assert [f"{step}: {one['detail']}" for step, one in steps.items() if one["outcome"] == "failed"] == []
    with product.client("admin", prepared_tenant) as client:
        effects = stored(client)
    assert {step: effects[step] for step in effects if steps[step]["outcome"] == "ok"} == {
        step: EFFECTS[step] for step in effects if steps[step]["outcome"] == "ok"
    }


EFFECTS: dict[str, Any] = {
    "create": [["a", "b"]],
    "patch": ["p1"],
    "comment": ["Seen before."],
    "link": ["external_reference", "ticket"],
    "alert": ["alert"],
    "replay": 1,
}


def stored(client: httpx.Client) -> dict[str, Any]:
    """Return what the product stored, for each step that writes."""

    def items(path: str) -> list[dict[str, Any]]:
        return list(client.get(path, params={"limit": 100}).json()["items"])

    tickets = items("/tickets")
    created = [ticket for ticket in tickets if ticket["title"] == "Printer on fire"]
    below = [f"/tickets/{ticket['id']}" for ticket in created]
    return {
        "create": [ticket["tags"] for ticket in created],
        "patch": [ticket["priority"] for ticket in created],
        "comment": [comment["body"] for path in below for comment in items(f"{path}/comments")],
        "link": sorted(link["target_type"] for path in below for link in items(f"{path}/links")),
        "alert": [ticket["source"]["kind"] for ticket in tickets if ticket["title"] == "SSH scan"],
        "replay": sum(ticket["title"] == "Once" for ticket in tickets),
    }
