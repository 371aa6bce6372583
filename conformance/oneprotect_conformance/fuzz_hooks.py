"""What runs inside schemathesis: hooks that make its requests a client's, our judgement beside its checks, a report.

Loaded by schemathesis itself, in a process of its own (see `fuzzing.py`), and imported by nobody else.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import uuid
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import requests
import schemathesis
from schemathesis import cli
from schemathesis.engine import events

from oneprotect_conformance.checks.problems import broken_promises
from oneprotect_conformance.contract import Contract

_TAG = re.compile(r'"[!#-~]{1,62}"')
_KEY = re.compile(r"[!-~]([ -~]*[!-~])?")
_SETTINGS = json.loads(Path(os.environ["ONEPROTECT_CONFORMANCE"]).read_text())
_CONTRACT = Contract.of(_SETTINGS["root"], json.loads(Path(_SETTINGS["document"]).read_text()))
_IDS: dict[str, list[str]] = _SETTINGS["ids"]


@schemathesis.hook
def filter_body(context: Any, body: Any) -> bool:
    """Leave out what is beyond a body's limit, written out: 413 is answered before anybody could judge the schema."""
    del context
    try:
        return len(json.dumps(body)) < 1_000_000
    except (TypeError, ValueError):
        return True


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    """Give a valid request what a client would have: a fresh Idempotency-Key, the ETag that it read, ids that exist.

    What lacks a parameter is left alone: a case that is edited is judged anew, without what it was made for.
    """
    del context, kwargs
    scenario = getattr(case.meta.phase.data, "scenario", None) if case.meta else None
    for name, value in (case.path_parameters or {}).items():
        # A link that was inferred from a member that is null leads nowhere.
        if value is None or value == "None":
            case.path_parameters[name] = str(uuid.uuid4())
    if _is_made_up(case) and case.path_parameters:
        _make_real(case.path_parameters, deletes=case.method.upper() == "DELETE")
    if scenario == "missing_parameter" or not case.headers:
        return
    if _KEY.fullmatch(str(case.headers.get("Idempotency-Key", ""))):
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
    tag = str(case.headers.get("If-Match", ""))
    if case.method.upper() == "PATCH" and _TAG.fullmatch(tag) and _drawn(tag) % 5:
        url = case.operation.base_url.rstrip("/") + case.formatted_path
        try:
            read = requests.get(url, headers={"Authorization": _SETTINGS["authorization"]}, timeout=10)
        except requests.RequestException:
            # The request itself will tell.
            return
        if "ETag" in read.headers:
            case.headers["If-Match"] = read.headers["ETag"]


def _make_real(ids: dict[str, Any], *, deletes: bool) -> None:
    """Put records that exist in the place of well-formed ids; a link is looked for at the ticket that has it.

    One in ten is left unknown. What is deleted is taken from one half, what is read from the other.
    """
    if not any(_drawn(value) % 10 for value in ids.values()):
        return
    for name, value in ids.items():
        if name in _IDS and _is_uuid(value):
            middle = (len(_IDS[name]) + 1) // 2
            half = (_IDS[name][middle:] if deletes else _IDS[name][:middle]) or _IDS[name]
            at_its_ticket = name == "ticket_id" and "link_id" in ids
            ids[name] = _IDS[name][0] if at_its_ticket else half[_drawn(value) // 10 % len(half)]


def _drawn(value: object) -> int:
    """Draw a number by what the generator made: Hypothesis seeds `random` anew for each example, so that it repeats."""
    return zlib.crc32(str(value).encode())


def _is_made_up(case: Any) -> bool:
    """Whether a case's ids come from the generator, and from no earlier answer."""
    return case.meta is not None and case.meta.phase.name.value in {"examples", "coverage", "fuzzing"}


def _is_uuid(value: object) -> bool:
    try:
        return str(uuid.UUID(str(value))) == value
    except ValueError:
        return False


@schemathesis.check
def agrees_with_the_contract(context: Any, response: Any, case: Any) -> None:
    """Hold the exchange to the contract by openapi-core, another judge than schemathesis itself."""
    del context, case
    answer = _as_httpx(response)
    breach = _CONTRACT.breach(answer)
    if breach is not None:
        raise AssertionError(breach)


@schemathesis.check
def keeps_every_answers_promises(context: Any, response: Any, case: Any) -> None:
    """Hold the answer to what every answer owes: the form of problems, their declared codes, its headers."""
    del context, case
    owed = broken_promises(_CONTRACT, _as_httpx(response))
    if owed:
        raise AssertionError("; ".join(owed))


def _as_httpx(response: Any) -> httpx.Response:
    sent = response.request
    body = sent.body.encode() if isinstance(sent.body, str) else sent.body
    asked = [(_latin(name), _latin(value)) for name, value in sent.headers.items()]
    request = httpx.Request(sent.method, sent.url, headers=asked, content=body or b"")
    given = [(_latin(name), _latin(value)) for name, values in response.headers.items() for value in values]
    return httpx.Response(response.status_code, headers=given, content=response.content, request=request)


def _latin(text: str | bytes) -> bytes:
    """Write a header's name or value as it goes over the wire (RFC 9110 §5.5)."""
    return text if isinstance(text, bytes) else text.encode("latin-1", "replace")


@cli.handler()
class Reporter(cli.EventHandler[Any]):
    """Writes a line of JSON for each scenario that ended: what it was about, how it went, and each failure."""

    def handle_event(self, ctx: Any, event: Any) -> None:
        """Write what is worth a line."""
        del ctx
        if isinstance(event, events.PhaseStarted):
            self._write(kind="phase", name=event.phase.name.value, operations=len(event.operations or ()))
        elif isinstance(event, events.ScenarioFinished):
            self._scenario(event)
        elif isinstance(event, events.NonFatalError):
            self._write(kind="error", operation=event.label, message=str(event.value)[:2000])
        elif isinstance(event, events.FatalError):
            self._write(kind="error", operation="all", message=str(event.exception)[:2000])

    def _scenario(self, event: events.ScenarioFinished) -> None:
        recorder = event.recorder
        requests_of: Counter[str] = Counter()
        accepted: dict[str, list[str]] = {}
        for case_id, interaction in recorder.interactions.items():
            node = recorder.cases.get(case_id)
            label = node.value.operation.label if node else recorder.label
            requests_of[label] += 1
            if interaction.response is not None and 200 <= interaction.response.status_code < 300:
                sent = interaction.request
                whole = f"{sent.uri} {sent.encoded_body}".encode()
                accepted.setdefault(label, []).append(hashlib.sha256(whole).hexdigest()[:16])
        self._write(
            kind="scenario",
            phase=event.phase.value,
            operation=recorder.label,
            seconds=event.elapsed_time,
            checks=sum(len(nodes) for nodes in recorder.checks.values()),
            requests=requests_of,
            accepted=accepted,
            failures=[
                {
                    "operation": recorder.cases[case_id].value.operation.label,
                    "check": check.name,
                    "title": check.failure_info.failure.title,
                    "message": check.failure_info.failure.message,
                    "request": check.failure_info.code_sample,
                }
                for case_id, nodes in recorder.checks.items()
                for check in nodes
                if check.failure_info is not None
            ],
        )

    @staticmethod
    def _write(**line: Any) -> None:
        with Path(_SETTINGS["events"]).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
