"""docs/clients.md shows the recorded outcomes, and nothing that we promise fails."""

from typing import Any

import pytest

from tests.interop.table import PAGE, outcomes, page
from tests.interop.tool import Limit, Tool, outcome, tools


def test_page_shows_the_recorded_outcomes():
    assert PAGE.read_text(encoding="utf-8") == page(outcomes()), "run `python -m tests.interop.table`"


def test_every_step_works_or_is_a_limit_of_the_tool():
    for name, one in outcomes().items():
        results = {**one.get("steps", {}), **one.get("checks_of_its_own", {})}
        for step, result in results.items():
            assert result["outcome"] in {"ok", "limit"}, f"{name}: {step}: {result}"
            assert result["outcome"] == "ok" or (result["reason"] and result["link"].startswith("https://"))


def test_every_client_has_an_outcome_of_its_current_version():
    recorded = outcomes()
    for name, tool in tools().items():
        current = {key: value for key, value in outcome(tool, {}).items() if key != "steps"}
        assert {key: recorded[name][key] for key in current} == current, "run `tox run -e interop`"


LIMITED = Tool(
    name="a tool",
    version="1",
    language="C",
    build=lambda folder, document: [folder, document],
    checks="",
    limits={"list": Limit(reason="It cannot.", link="https://example.com/1", evidence="NotImplemented")},
)


@pytest.mark.parametrize(
    ("line", "recorded"),
    [
        ({"ok": False, "detail": "NotImplemented: lists"}, "limit"),
        ({"ok": False, "detail": "500"}, "failed"),
        ({"ok": True}, "failed"),
        (None, "failed"),
    ],
)
def test_limit_is_recorded_only_with_its_evidence(line: dict[str, Any] | None, recorded: str):
    reported = {} if line is None else {"list": line}
    assert outcome(LIMITED, reported)["steps"]["list"]["outcome"] == recorded


def test_step_that_is_not_reported_fails():
    steps = outcome(LIMITED, {"page": {"ok": True}, "create": {"ok": False, "detail": "x"}})["steps"]
    assert [steps[name]["outcome"] for name in ("page", "create", "patch")] == ["ok", "failed", "failed"]
