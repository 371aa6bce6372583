"""What was judged and what was found: one case per check and operation, each failure with its request and promise."""

from __future__ import annotations

import re
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

_SHOWN = 4000  # characters of an answer that a person still reads
_EXAMPLES = 3  # failures of one promise that are kept as they were; of the others only the number
_SECRET = 6  # characters of the shortest credential that is looked for in texts: a shorter one is in many words
_RUN = re.compile(r"[A-Za-z0-9_-]{12,}")


@dataclass(frozen=True)
class Failure:
    """A promise that was broken: by which request (as curl), and what came instead."""

    operation: str
    promise: str
    request: str
    answer: str


@dataclass
class Case:
    """All that one check held one operation to; `left_out` says why nothing could be held.

    `failures` has the first few of each promise, `times` how often each was broken.
    """

    check: str
    operation: str
    held: int = 0
    seconds: float = 0.0
    left_out: str | None = None
    failures: list[Failure] = field(default_factory=list)
    times: Counter[str] = field(default_factory=Counter)

    @property
    def is_left_out(self) -> bool:
        """Whether nothing could be held of the operation."""
        return self.left_out is not None and self.held == 0


@dataclass
class Broken:
    """One promise that one operation has broken: by which checks it was found, how often, and the first few times."""

    operation: str
    promise: str
    checks: list[str] = field(default_factory=list)
    times: int = 0
    failures: list[Failure] = field(default_factory=list)


class Findings:
    """Collects the cases of a run. Safe from several threads.

    ``secrets`` names for each credential the variable that stands for it; none of them, nor a part, is ever kept.
    """

    def __init__(self, secrets: Mapping[str, str] | None = None) -> None:
        self.cases: dict[tuple[str, str], Case] = {}
        self.secrets: dict[str, str] = dict(secrets or {})
        self._lock = threading.Lock()
        self._since = time.monotonic()

    def case(self, check: str, operation: str) -> Case:
        """Give the case of a check and an operation, a new one at first."""
        with self._lock:
            return self.cases.setdefault((check, operation), Case(check, operation))

    def hold(self, check: str, operation: str, failure: Failure | None) -> None:
        """Count one promise that was looked at, and what broke it; the time since the last goes to the case."""
        case = self.case(check, operation)
        if failure is not None:
            failure = replace(
                failure, request=self.hidden(failure.request), answer=self.hidden(failure.answer)[:_SHOWN]
            )
        with self._lock:
            now = time.monotonic()
            case.seconds += now - self._since
            self._since = now
            case.held += 1
            if failure is not None:
                case.times[failure.promise] += 1
                alike = sum(known.promise == failure.promise for known in case.failures)
                if failure not in case.failures and alike < _EXAMPLES:
                    case.failures.append(failure)

    def hidden(self, text: str) -> str:
        """Put variables in the place of credentials, and three dots in that of what is a part of one."""
        secrets = [secret for secret in self.secrets if len(secret) >= _SECRET]
        for secret in sorted(secrets, key=len, reverse=True):
            text = text.replace(secret, f"${self.secrets[secret]}")
        pieces = {piece for secret in secrets for piece in _pieces(secret)}
        for piece in sorted(pieces, key=len, reverse=True):
            text = text.replace(piece, "…")
        # What a server cut off in the middle.
        return _RUN.sub(lambda run: "…" if any(run[0] in secret for secret in self.secrets) else run[0], text)

    @property
    def broken(self) -> list[Broken]:
        """What was broken, each promise of an operation once, in the order in which it was found."""
        found: dict[tuple[str, str], Broken] = {}
        for case in self.cases.values():
            for failure in case.failures:
                key = failure.operation, failure.promise
                one = found.setdefault(key, Broken(*key))
                if case.check not in one.checks:
                    one.checks.append(case.check)
                    one.times += case.times[failure.promise]
                if len(one.failures) < _EXAMPLES:
                    one.failures.append(failure)
        return list(found.values())

    def held_by(self, check: str) -> int:
        """How many promises a check has looked at."""
        return sum(case.held for case in self.cases.values() if case.check == check)

    def left_out_by(self, check: str) -> dict[str, list[str]]:
        """Give the operations of which a check could hold nothing, by the reason."""
        reasons: dict[str, list[str]] = {}
        for case in self.cases.values():
            if case.check == check and case.is_left_out:
                reasons.setdefault(case.left_out or "", []).append(case.operation)
        return reasons

    @property
    def held(self) -> int:
        """How many promises were looked at."""
        return sum(case.held for case in self.cases.values())


def _pieces(secret: str) -> set[str]:
    """Give the parts of a token, and their halves: a forged one has these, with another sign between."""
    parts = [part for part in secret.split(".") if len(part) >= 12]
    halves = [half for part in parts for half in (part[: len(part) // 2], part[len(part) // 2 + 1 :])]
    return {*parts, *(half for half in halves if len(half) >= 12)}
