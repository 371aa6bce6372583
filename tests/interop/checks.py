"""Records what is checked with tools that generate no client."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.interop.tool import HERE

Check = Callable[[str, list[str]], None]


@contextmanager
def recorded(file: str, name: str, version: str) -> Iterator[Check]:
    """Yield a function that takes what is checked and the failures; write the outcomes, and fail if there are any."""
    outcomes: dict[str, dict[str, str]] = {}

    def check(what: str, failures: list[str]) -> None:
        outcomes[what] = {"outcome": "failed", "detail": failures[0]} if failures else {"outcome": "ok"}

    yield check
    record = {"name": name, "version": version, "checks_of_its_own": outcomes}
    (HERE / "outcomes" / f"{file}.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    failed = {what: outcome for what, outcome in outcomes.items() if outcome["outcome"] == "failed"}
    assert failed == {}
