"""The findings of a run: one case for each check and operation, and every violation with its request and response."""

from __future__ import annotations

import re
import threading
import time
from collections import Counter
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace

_SHOWN = 4000  # characters of a response that are kept
_EXAMPLES = 3  # failures of one promise that are kept in full; the others are only counted
_SECRET = 6  # characters of the shortest credential that is replaced in texts: shorter ones are part of many words
_RUN = re.compile(r"[A-Za-z0-9_-]{12,}")


@dataclass(frozen=True)
class Failure:
    """One exchange that broke a promise: the request as curl, the response, and what was expected and seen in it.

    `expected` is empty if the promise says it all. Other clients of the tenant cannot have caused a `certain` failure.
    """

    operation: str
    promise: str
    request: str
    response: str
    expected: str = ""
    seen: str = ""
    certain: bool = False


@dataclass
class Case:
    """The results of one check for one operation; `skipped` is the reason why nothing could be checked.

    `failures` has the first few of each promise, `times` how often each was broken. `judged` counts the assertions that
    only this check makes; the others are those that every exchange has, and those that prepare the check.
    """

    check: str
    operation: str
    assertions: int = 0
    judged: int = 0
    seconds: float = 0.0
    skipped: str | None = None
    failures: list[Failure] = field(default_factory=list)
    times: Counter[str] = field(default_factory=Counter)

    @property
    def is_skipped(self) -> bool:
        """Whether nothing could be checked."""
        return self.skipped is not None and self.assertions == 0


@dataclass
class Violation:
    """A broken promise: the checks that noticed and, by operation, how often it was broken and the first failures."""

    promise: str
    checks: list[str] = field(default_factory=list)
    operations: Counter[str] = field(default_factory=Counter)
    failures: dict[str, list[Failure]] = field(default_factory=dict)

    @property
    def times(self) -> int:
        """How often the promise was broken in all."""
        return self.operations.total()

    @property
    def scope(self) -> str:
        """The operation that broke the promise, or the number of them."""
        return f"{len(self.operations)} operations" if len(self.operations) > 1 else next(iter(self.operations))


@dataclass(frozen=True)
class Saved:
    """A copy of the cases of one check, with operation and promise of their failures that were not certain."""

    cases: dict[tuple[str, str], Case]
    uncertain: set[tuple[str, str]]


class Findings:
    """Collects the cases of a run. Safe to use from several threads.

    ``secrets`` maps each credential to the variable that replaces it; neither a credential nor a part of one is kept.
    """

    def __init__(self, secrets: Mapping[str, str] | None = None) -> None:
        self.cases: dict[tuple[str, str], Case] = {}
        self.secrets: dict[str, str] = dict(secrets or {})
        self._lock = threading.Lock()
        self._last = time.monotonic()

    def case(self, check: str, operation: str) -> Case:
        """Return the case of a check and an operation; the first call creates it."""
        with self._lock:
            return self.cases.setdefault((check, operation), Case(check, operation))

    def record(self, check: str, operation: str, failure: Failure | None, *, judges: bool = True) -> None:
        """Count one assertion, and its failure if there is one; the time since the last call is added to the case.

        An assertion that also other checks make does not ``judge``.
        """
        case = self.case(check, operation)
        if failure is not None:
            failure = replace(
                failure,
                request=self.hidden(failure.request),
                response=self.hidden(failure.response)[:_SHOWN],
                expected=self.hidden(failure.expected),
                seen=self.hidden(failure.seen),
            )
        with self._lock:
            now = time.monotonic()
            case.seconds += now - self._last
            self._last = now
            case.assertions += 1
            case.judged += judges
            if failure is not None:
                case.times[failure.promise] += 1
                examples = sum(known.promise == failure.promise for known in case.failures)
                if failure not in case.failures and examples < _EXAMPLES:
                    case.failures.append(failure)

    def saved(self, check: str) -> Saved:
        """Return a copy of the cases of a check."""
        cases = {key: deepcopy(case) for key, case in self.cases.items() if case.check == check}
        return Saved(cases, self.uncertain(check))

    def restore(self, check: str, saved: Saved) -> None:
        """Set the cases of a check back to a copy, and keep its certain failures."""
        certain = [item for case in self._cases(check) for item in case.failures if item.certain]
        with self._lock:
            self.cases = {key: case for key, case in self.cases.items() if key[0] != check} | deepcopy(saved.cases)
        for failure in certain:
            if failure not in self.case(check, failure.operation).failures:
                self.record(check, failure.operation, failure)

    def uncertain(self, check: str) -> set[tuple[str, str]]:
        """Return operation and promise of the failures of a check that are not certain."""
        failures = [failure for case in self._cases(check) for failure in case.failures]
        return {(item.operation, item.promise) for item in failures} - {
            (item.operation, item.promise) for item in failures if item.certain
        }

    def keep(self, check: str, kept: set[tuple[str, str]]) -> None:
        """Remove the uncertain failures of a check, except for these."""
        removed = self.uncertain(check) - kept
        for case in self._cases(check):
            case.failures = [item for item in case.failures if (item.operation, item.promise) not in removed]
            for _, promise in [pair for pair in removed if pair[0] == case.operation]:
                del case.times[promise]

    def _cases(self, check: str) -> list[Case]:
        return [case for case in self.cases.values() if case.check == check]

    def hidden(self, text: str) -> str:
        """Replace credentials in a text by their variables, and parts of credentials by an ellipsis."""
        secrets = [secret for secret in self.secrets if len(secret) >= _SECRET]
        for secret in sorted(secrets, key=len, reverse=True):
            text = text.replace(secret, f"${self.secrets[secret]}")
        pieces = {piece for secret in secrets for piece in _pieces(secret)}
        for piece in sorted(pieces, key=len, reverse=True):
            text = text.replace(piece, "…")
        # A server may cut a credential anywhere.
        return _RUN.sub(lambda run: "…" if any(run[0] in secret for secret in self.secrets) else run[0], text)

    @property
    def violations(self) -> list[Violation]:
        """The broken promises, each once, in the order of their first failure."""
        violations: dict[str, Violation] = {}
        for case in self.cases.values():
            for promise, times in case.times.items():
                violation = violations.setdefault(promise, Violation(promise))
                violation.operations[case.operation] += times
                if case.check not in violation.checks:
                    violation.checks.append(case.check)
                known = violation.failures.setdefault(case.operation, [])
                others = [item for item in case.failures if item.promise == promise and item not in known]
                known += others[: _EXAMPLES - len(known)]
        return list(violations.values())

    def assertions_by(self, check: str) -> int:
        """Return the number of assertions that a check has made."""
        return sum(case.assertions for case in self.cases.values() if case.check == check)

    def has_judged(self, check: str) -> bool:
        """Whether a check has made an assertion that only it makes."""
        return any(case.judged for case in self.cases.values() if case.check == check)

    def skipped_by(self, check: str) -> dict[str, list[str]]:
        """Return the operations for which a check could check nothing, by the reason."""
        reasons: dict[str, list[str]] = {}
        for case in self.cases.values():
            if case.check == check and case.is_skipped:
                reasons.setdefault(case.skipped or "", []).append(case.operation)
        return reasons

    @property
    def assertions(self) -> int:
        """The number of assertions of all checks."""
        return sum(case.assertions for case in self.cases.values())


def _pieces(secret: str) -> set[str]:
    """Return the parts of a token and their halves, which a tampered token has on both sides of another character."""
    parts = [part for part in secret.split(".") if len(part) >= 12]
    halves = [half for part in parts for half in (part[: len(part) // 2], part[len(part) // 2 + 1 :])]
    return {*parts, *(half for half in halves if len(half) >= 12)}
