"""Who calls, and about what: the callers of a run, and records of each kind that operations can be about."""

from __future__ import annotations

import json
import math
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import cycle, product
from typing import Any
from uuid import uuid4

import httpx

from oneprotect_conformance.clock import Clock, StoppedError
from oneprotect_conformance.contract import Contract, Json, Operation
from oneprotect_conformance.curl import as_curl, as_text
from oneprotect_conformance.findings import Failure, Findings

AS_THE_CONTRACT_SAYS = "the exchange is what the contract says"
_LONGEST_WAIT = 60.0  # seconds that rate limits may ask of one request
_SHORTEST_WAIT = 1.0  # seconds, whatever the server says: it is not hammered
_SEEN = 2000  # characters of what a check has seen that stand before the answer
_OPTIONS = {
    "TOKEN": "--token-file",
    "SECOND_TOKEN": "--second-tenant-token-file",
    "AUDITOR_TOKEN": "--auditor-token-file",
}
_MADE_UP = frozenset({"create_ticket_from_alert", "update_ticket", "update_alert", "create_link"})


@dataclass
class Caller:
    """One identity; ``name`` is the variable that stands for its token in reports, empty for nobody."""

    name: str
    client: httpx.Client
    permissions: frozenset[str] = frozenset()

    @property
    def option(self) -> str:
        """The option that names the file of its token."""
        return _OPTIONS.get(self.name, self.name)

    def may(self, operation: Operation) -> bool:
        """Whether the caller has the operation's scope."""
        return operation.scope is None or operation.scope in self.permissions


@dataclass
class World:
    """The server under judgement. ``ids`` has for each name in a path those that exist in the main caller's tenant."""

    contract: Contract
    findings: Findings
    main: Caller
    nobody: Caller
    second: Caller | None = None
    auditor: Caller | None = None
    quick: bool = False
    clock: Clock = field(default_factory=Clock)
    launcher: Sequence[str] = ()
    check: str = ""
    last: httpx.Response | None = None
    ids: dict[str, list[str]] = field(default_factory=dict)
    _alert_changes: Iterator[tuple[str, str]] = field(init=False)
    _request_ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        schemas = self.contract.document["components"]["schemas"]
        severities, verdicts = (
            self.contract.resolve(schemas[name]).get("enum", ["low", "high"]) for name in ("Severity", "AlertVerdict")
        )
        # Each differs from all that came shortly before, so that none of a few at once changes nothing.
        self._alert_changes = cycle(product(severities, verdicts))

    @property
    def operations(self) -> Sequence[Operation]:
        """The operations that a token lets use; the others are the console's own."""
        return [operation for operation in self.contract.operations if operation.takes_token]

    def send(self, caller: Caller, method: str, path: str, **options: Any) -> httpx.Response:
        """Send a request below the contract's base and judge the exchange; a rate limit is waited out."""
        url = self.address(path)
        waited = 0.0
        while True:
            self.clock.look()
            response = caller.client.request(method, url, **options)
            wait = _wait(response)
            if response.status_code != 429 or waited + wait > _LONGEST_WAIT:
                break
            self.clock.look(ahead=wait)
            time.sleep(wait)
            waited += wait
        self.last = response
        if response.status_code == 401:
            self._still_known(caller, response.request)
        breach = self.contract.breach(response)
        self.hold(AS_THE_CONTRACT_SAYS, breach is None, response, caller, breach or "")
        return response

    def is_new(self, request_id: str) -> bool:
        """Whether no answer before had this X-Request-Id; one that is missing the contract's own judge tells of."""
        before = len(self._request_ids)
        self._request_ids.add(request_id)
        return not request_id or len(self._request_ids) > before

    def address(self, path: str) -> str:
        """Give the whole address of a path below the contract's base, or of a whole address of this server.

        Raises ValueError for another server's: no token of ours goes there.
        """
        root = httpx.URL(self.contract.root)
        url = httpx.URL(
            path if path.startswith(("http:", "https:")) else self.contract.root + self.contract.base + path
        )
        if (url.scheme, url.netloc, url.userinfo) != (root.scheme, root.netloc, root.userinfo):
            raise ValueError(f"{path} leads to another server than {self.contract.root}")
        return str(url)

    def _still_known(self, caller: Caller, request: httpx.Request) -> None:
        """Stop the run where a token is taken no longer: from then on every answer would be wrong."""
        own = caller.client.headers.get("Authorization")
        me = self.address("/me")
        if not caller.name or request.url == me or request.headers.get("Authorization") != own:
            return
        if caller.client.get(me).status_code == 401:
            spent = f"after {self.clock.spent:.0f} s"
            raise StoppedError(f"{caller.option} names a token that is taken no longer {spent}: use one that lasts")

    def close(self) -> None:
        """Close all connections."""
        for caller in (self.main, self.nobody, self.second, self.auditor):
            if caller is not None:
                caller.client.close()

    @staticmethod
    def together(calls: Sequence[Callable[[], httpx.Response]]) -> list[httpx.Response]:
        """Send requests at once; give all answers. None that hangs is waited for when time is over."""
        answers: list[Future[httpx.Response]] = [Future() for _ in calls]
        for call, answer in zip(calls, answers, strict=True):
            threading.Thread(target=_answer, args=(call, answer), daemon=True).start()
        return [answer.result() for answer in answers]

    def hold(
        self, promise: str, kept: bool, response: httpx.Response, caller: Caller | None = None, seen: str = ""
    ) -> None:
        """Note whether a promise was kept; ``seen`` says what came instead where the answer alone does not tell.

        Whose request it was is told by its credential; ``caller`` is there for who reads the check.
        """
        del caller
        label = self.contract.label(response.request)
        failure = None
        if not kept:
            curl = as_curl(response.request, self.findings.secrets)
            seen = self.findings.hidden(seen)[:_SEEN]
            failure = Failure(label, promise, curl, f"{seen}\n\n{as_text(response)}".strip())
        self.findings.hold(self.check, label, failure)

    def leave_out(self, operation: Operation, reason: str) -> None:
        """Say that nothing could be held of an operation, and why."""
        self.findings.case(self.check, operation.label).left_out = reason

    def path(self, operation: Operation, **ids: str) -> str | None:
        """Give an operation's path about records that exist; None where the tenant has none of a kind."""
        names = {name: ids.get(name) or next(iter(self.ids.get(name, ())), None) for name in operation.ids}
        return None if None in names.values() else operation.path.format(**names)

    def unknown_path(self, operation: Operation) -> str:
        """Give an operation's path about what never was; of a path with two ids the first exists where it can."""
        names = {name: next(iter(self.ids.get(name, ())), str(uuid4())) for name in operation.ids[:-1]}
        return operation.path.format(**names, **{operation.ids[-1]: str(uuid4())})

    def body(self, operation: Operation) -> Any:
        """Give a valid body that makes or changes something; None where the operation takes none."""
        if operation.body is None:
            return None
        severity, verdict = next(self._alert_changes)
        own_bodies: dict[str, Json] = {
            "create_alert": {"source_alert_id": uuid4().hex},
            "create_ticket_from_alert": {},
            "update_ticket": {"description": f"Looked at again, {uuid4()}."},
            "update_alert": {"severity": severity, "verdict": verdict},
            "create_link": {
                "target_type": "external_reference",
                "target": {"url": f"https://tracker.example.com/browse/{uuid4()}"},
            },
        }
        own = own_bodies.get(operation.id, {})
        if operation.id in _MADE_UP:
            return own
        example: Json = next(iter(operation.body.get("examples", ())), {})
        return {**example, **own}

    def valid(self, operation: Operation, caller: Caller, path: str | None = None) -> tuple[str, Json] | None:
        """Give path and options of a request that would succeed, with a current If-Match; None where there is none."""
        path = path or self.path(operation)
        if path is None:
            return None
        options: Json = {"headers": {}}
        body = self.body(operation)
        if body is not None:
            options["content"] = json.dumps(body)
            options["headers"]["Content-Type"] = "application/json"
        if operation.takes("If-Match"):
            options["headers"]["If-Match"] = self.send(caller, "GET", path).headers.get("ETag", '"1"')
        return path, options

    def made(self, operation_id: str, body: Json, caller: Caller | None = None, **ids: str) -> Json:
        """Make something by a POST that has to succeed."""
        operation = self.contract.by_id[operation_id]
        path = self.path(operation, **ids)
        if path is None:
            raise LookupError(f"{operation.label} has nothing to be about")
        response = self.send(caller or self.main, operation.method, path, json=body)
        self.hold("a valid request succeeds", response.status_code in {200, 201}, response, caller)
        return dict(response.json())

    def new_ticket(self, **members: Any) -> Json:
        """Make a ticket."""
        return self.made("create_ticket", {"title": f"Conformance {uuid4().hex[:8]}", **members})

    def may(self, *operation_ids: str) -> bool:
        """Whether the main caller has the scopes of these operations."""
        return all(self.main.may(self.contract.by_id[name]) for name in operation_ids if name in self.contract.by_id)

    def reads(self, operation: Operation) -> bool:
        """Whether the main caller may GET the path of an operation."""
        there = ((item.method, item.path) for item in self.contract.operations if self.main.may(item))
        return ("GET", operation.path) in there


def _answer(call: Callable[[], httpx.Response], answer: Future[httpx.Response]) -> None:
    try:
        answer.set_result(call())
    except BaseException as error:  # noqa: BLE001 - it is raised where the answer is waited for
        answer.set_exception(error)


def _wait(response: httpx.Response) -> float:
    """Give the seconds that Retry-After asks for, as a number or a date (RFC 9110 §10.2.3), and never none."""
    given = response.headers.get("Retry-After", "")
    try:
        seconds = float(given)
    except ValueError:
        try:
            then = parsedate_to_datetime(given)
        except ValueError:
            return _SHORTEST_WAIT
        seconds = (then.replace(tzinfo=then.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    return max(_SHORTEST_WAIT, seconds) if math.isfinite(seconds) else _SHORTEST_WAIT
