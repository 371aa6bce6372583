"""docs/clients.md shows the recorded outcomes, and nothing that we promise fails."""

from tests.interop.table import PAGE, outcomes, page
from tests.interop.tool import outcome, tools


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
