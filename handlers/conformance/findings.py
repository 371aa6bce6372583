"""What was judged and what was found: one case per check and operation, each failure with its request and promise."""

from __future__ import annotations

import shlex
import threading
import time
from dataclasses import dataclass, field

import httpx

_OWN_HEADERS = frozenset({"host", "accept", "accept-encoding", "connection", "user-agent", "content-length"})
_SHOWN = 2000  # characters of a body that a person still reads


@dataclass(frozen=True)
class Failure:
    """A promise that was broken: by which request (as curl), and what came instead."""

    operation: str
    promise: str
    request: str
    answer: str


@dataclass
class Case:
    """All that one check held one operation to; `left_out` says why nothing could be held."""

    check: str
    operation: str
    held: int = 0
    seconds: float = 0.0
    left_out: str | None = None
    failures: list[Failure] = field(default_factory=list)


class Findings:
    """Collects the cases of a run. Safe from several threads."""

    def __init__(self) -> None:
        self.cases: dict[tuple[str, str], Case] = {}
        self._lock = threading.Lock()
        self._since = time.monotonic()

    def case(self, check: str, operation: str) -> Case:
        """Give the case of a check and an operation, a new one at first."""
        with self._lock:
            return self.cases.setdefault((check, operation), Case(check, operation))

    def hold(self, check: str, operation: str, failure: Failure | None) -> None:
        """Count one promise that was looked at, and what broke it; the time since the last goes to the case."""
        case = self.case(check, operation)
        with self._lock:
            now = time.monotonic()
            case.seconds += now - self._since
            self._since = now
            case.held += 1
            if failure is not None and failure not in case.failures:
                case.failures.append(failure)

    @property
    def failures(self) -> list[tuple[str, Failure]]:
        """All failures with the check that found them."""
        return [(case.check, failure) for case in self.cases.values() for failure in case.failures]

    def held_by(self, check: str) -> int:
        """How many promises a check has looked at."""
        return sum(case.held for case in self.cases.values() if case.check == check)

    @property
    def held(self) -> int:
        """How many promises were looked at."""
        return sum(case.held for case in self.cases.values())


def as_curl(request: httpx.Request, token: str) -> str:
    """Write a request as a shell line; the variable ``token`` stands for the credential, which is never shown."""
    words = ["curl", "-i", "-X", request.method, str(request.url)]
    for name, value in request.headers.multi_items():
        if name in _OWN_HEADERS:
            continue
        if name == "authorization" and token:
            words += ["-H", f"Authorization: Bearer ${token}"]
        else:
            words += ["-H", f"{name}: {value}"]
    # A streamed body was not kept.
    body = getattr(request, "_content", b"")
    if body:
        words += ["--data-binary", body.decode("utf-8", "backslashreplace")[:_SHOWN]]
    line = shlex.join(words)
    # Within single quotes the shell would not put in the variable.
    return line.replace(f"'Authorization: Bearer ${token}'", f'"Authorization: Bearer ${token}"') if token else line


def as_text(response: httpx.Response) -> str:
    """Write an answer as a person reads it on a terminal: status, headers, the beginning of the body."""
    head = [f"{response.status_code} {response.reason_phrase}"]
    head += [f"{name}: {value}" for name, value in response.headers.multi_items() if name not in {"date", "server"}]
    return "\n".join([*head, "", response.text[:_SHOWN]]).rstrip()
