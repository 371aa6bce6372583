"""The world of a run: its callers, the records that requests refer to, and the sending of every request."""

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
from oneprotect_conformance.explanations import explained
from oneprotect_conformance.findings import Failure, Findings

EXCHANGE_CONFORMS = "The exchange conforms to the contract"
RESPONDS = "The server responds to every request"
_LONGEST_WAIT = 60.0  # seconds that one request waits for rate limits in all
_SHORTEST_WAIT = 1.0  # seconds, even if the server asks for less
_OPTIONS = {
    "TOKEN": "--token-file",
    "SECOND_TOKEN": "--second-tenant-token-file",
    "AUDITOR_TOKEN": "--auditor-token-file",
}
_WITHOUT_EXAMPLE = frozenset({"create_ticket_from_alert", "update_ticket", "update_alert", "create_link"})


@dataclass
class Caller:
    """One identity; ``name`` is the variable that replaces its token in reports, empty for an anonymous caller."""

    name: str
    client: httpx.Client
    permissions: frozenset[str] = frozenset()

    @property
    def option(self) -> str:
        """The option that names the file with its token."""
        return _OPTIONS.get(self.name, self.name)

    def may(self, operation: Operation) -> bool:
        """Whether the caller has the operation's scope."""
        return operation.scope is None or operation.scope in self.permissions


@dataclass
class World:
    """The server under test. ``ids`` lists for each path parameter existing records of the main caller's tenant."""

    contract: Contract
    findings: Findings
    main: Caller
    anonymous: Caller
    second: Caller | None = None
    auditor: Caller | None = None
    quick: bool = False
    clock: Clock = field(default_factory=Clock)
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
        # Consecutive pairs differ, so that no PATCH leaves the alert unchanged, even if a few are sent at once.
        self._alert_changes = cycle(product(severities, verdicts))

    @property
    def operations(self) -> Sequence[Operation]:
        """The operations that accept a bearer token; the others are those of the console's session."""
        return [operation for operation in self.contract.operations if operation.accepts_token]

    def send(self, caller: Caller, method: str, path: str, **options: Any) -> httpx.Response:
        """Send a request to a path of the contract, waiting for rate limits, and validate the exchange."""
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
            self._stop_if_rejected(caller, response.request)
        breach = self.contract.breach(response)
        self.expect(EXCHANGE_CONFORMS, breach is None, response, breach or "", certain=True, judges=False)
        return response

    def is_new(self, request_id: str) -> bool:
        """Whether no earlier response had this X-Request-Id. True for a missing one, which openapi-core reports."""
        before = len(self._request_ids)
        self._request_ids.add(request_id)
        return not request_id or len(self._request_ids) > before

    def has_sent(self, request_id: str) -> bool:
        """Whether a response of this run had this X-Request-Id."""
        return request_id in self._request_ids

    def address(self, path: str) -> str:
        """Return the URL of a path of the contract, or check a URL of this server.

        Raises ValueError for the URL of another server, which must not receive our tokens.
        """
        root = httpx.URL(self.contract.root)
        url = httpx.URL(
            path if path.startswith(("http:", "https:")) else self.contract.root + self.contract.base + path
        )
        if (url.scheme, url.netloc, url.userinfo) != (root.scheme, root.netloc, root.userinfo):
            raise ValueError(f"{path} is on another server than {self.contract.root}")
        return str(url)

    def _stop_if_rejected(self, caller: Caller, request: httpx.Request) -> None:
        """Raise StoppedError if the caller's token is no longer accepted: every further finding would be wrong."""
        own = caller.client.headers.get("Authorization")
        me = self.address("/me")
        if not caller.name or request.url == me or request.headers.get("Authorization") != own:
            return
        if caller.client.get(me).status_code == 401:
            spent = f"after {self.clock.spent:.0f} s"
            raise StoppedError(
                f"the token of {caller.option} was no longer accepted {spent}: use one that is valid longer"
            )

    def close(self) -> None:
        """Close all connections."""
        for caller in (self.main, self.anonymous, self.second, self.auditor):
            if caller is not None:
                caller.client.close()

    @staticmethod
    def together(calls: Sequence[Callable[[], httpx.Response]]) -> list[httpx.Response]:
        """Send requests concurrently and return their responses. At a deadline, hanging ones are abandoned."""
        responses: list[Future[httpx.Response]] = [Future() for _ in calls]
        for call, response in zip(calls, responses, strict=True):
            threading.Thread(target=_resolve, args=(call, response), daemon=True).start()
        return [response.result() for response in responses]

    def expect(
        self,
        promise: str,
        kept: bool,
        response: httpx.Response,
        seen: str = "",
        *,
        certain: bool = False,
        judges: bool = True,
    ) -> None:
        """Record whether a response keeps a promise.

        ``seen`` explains a failure if the response alone does not, as "expected A, got B" or "expected A; B" if it can.
        A failure is ``certain`` if no other client of the tenant can have caused it. What merely prepares a check does
        not ``judge``.
        """
        label = self.contract.label(response.request)
        failure = None
        if not kept:
            curl = as_curl(response.request, self.findings.secrets)
            expected, seen = explained(self.findings.hidden(seen), response)
            failure = Failure(label, promise, curl, as_text(response), expected, seen, certain)
        self.findings.record(self.check, label, failure, judges=judges)

    def skip(self, operation: Operation, reason: str) -> None:
        """Record why an operation could not be checked."""
        self.findings.case(self.check, operation.label).skipped = reason

    def path(self, operation: Operation, **ids: str) -> str | None:
        """Return an operation's path with ids of existing records; None if the tenant lacks one."""
        names = {name: ids.get(name) or next(iter(self.ids.get(name, ())), None) for name in operation.ids}
        return None if None in names.values() else operation.path.format(**names)

    def unknown_path(self, operation: Operation) -> str:
        """Return an operation's path to a record that never existed; all ids but the last exist if possible."""
        names = {name: next(iter(self.ids.get(name, ())), str(uuid4())) for name in operation.ids[:-1]}
        return operation.path.format(**names, **{operation.ids[-1]: str(uuid4())})

    def body(self, operation: Operation) -> Any:
        """Return a valid body that creates or changes something; None if the operation has no body."""
        if operation.body is None:
            return None
        if operation.id == "create_alerts":
            return {"alerts": [self.body(self.contract.by_id["create_alert"])]}
        severity, verdict = next(self._alert_changes)
        own_bodies: dict[str, Json] = {
            "create_alert": {"source_alert_id": uuid4().hex},
            "create_ticket_from_alert": {},
            "create_asset": {"value": f"web-{uuid4().hex[:12]}.example.com"},
            "create_evidence": {"name": f"capture-{uuid4().hex[:12]}.pcap"},
            "update_ticket": {"description": f"Looked at again, {uuid4()}."},
            "update_alert": {"severity": severity, "verdict": verdict},
            "create_link": {
                "target_type": "external_reference",
                "target": {"url": f"https://tracker.example.com/browse/{uuid4()}"},
            },
        }
        own = own_bodies.get(operation.id, {})
        if operation.id in _WITHOUT_EXAMPLE:
            return own
        example: Json = next(iter(operation.body.get("examples", ())), {})
        return {**example, **own}

    def valid(self, operation: Operation, caller: Caller, path: str | None = None) -> tuple[str, Json] | None:
        """Return path and options of a request that would succeed, with a current If-Match; None without a record."""
        path = path or self.path(operation)
        if path is None:
            return None
        options: Json = {"headers": {}}
        body = self.body(operation)
        if body is not None:
            options["content"] = json.dumps(body)
            options["headers"]["Content-Type"] = "application/json"
        if operation.accepts("If-Match"):
            options["headers"]["If-Match"] = self.send(caller, "GET", path).headers.get("ETag", '"1"')
        return path, options

    def create(self, operation_id: str, body: Json, caller: Caller | None = None, **ids: str) -> Json:
        """Create a record and return it. Raises LookupError if the tenant lacks a record that the path needs."""
        operation = self.contract.by_id[operation_id]
        path = self.path(operation, **ids)
        if path is None:
            raise LookupError(f"the tenant has no record for the path of {operation.label}")
        response = self.send(caller or self.main, operation.method, path, json=body)
        self.expect("A valid request succeeds", response.status_code in {200, 201}, response, judges=False)
        return dict(response.json())

    def new_ticket(self, **members: Any) -> Json:
        """Create a ticket and return it."""
        return self.create("create_ticket", {"title": f"Conformance {uuid4().hex[:8]}", **members})

    def may(self, *operation_ids: str) -> bool:
        """Whether the main caller has the scopes of these operations."""
        return all(self.main.may(self.contract.by_id[name]) for name in operation_ids if name in self.contract.by_id)

    def may_read(self, operation: Operation) -> bool:
        """Whether the main caller may GET the path of an operation."""
        permitted = ((item.method, item.path) for item in self.contract.operations if self.main.may(item))
        return ("GET", operation.path) in permitted


def _resolve(call: Callable[[], httpx.Response], response: Future[httpx.Response]) -> None:
    try:
        response.set_result(call())
    except BaseException as error:  # noqa: BLE001 - raised again in the thread that waits for the response
        response.set_exception(error)


def _wait(response: httpx.Response) -> float:
    """Return the seconds that Retry-After asks for, as a number or a date (RFC 9110 §10.2.3); at least one."""
    value = response.headers.get("Retry-After", "")
    try:
        seconds = float(value)
    except ValueError:
        try:
            date = parsedate_to_datetime(value)
        except ValueError:
            return _SHORTEST_WAIT
        seconds = (date.replace(tzinfo=date.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    return max(_SHORTEST_WAIT, seconds) if math.isfinite(seconds) else _SHORTEST_WAIT
