"""Extensions of schemathesis: hooks that make requests realistic, two checks of ours, and a reporter.

schemathesis loads this module in a process of its own (see `fuzzing.py`); nothing else imports it.
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
from oneprotect_conformance.checks.strictness import EXACT, departures
from oneprotect_conformance.contract import Contract
from oneprotect_conformance.curl import as_text
from oneprotect_conformance.explanations import status_of

_TAG = re.compile(r'"[!#-~]{1,62}"')
_KEY = re.compile(r"[!-~]([ -~]*[!-~])?")
_SETTINGS = json.loads(Path(os.environ["ONEPROTECT_CONFORMANCE"]).read_text())
_CONTRACT = Contract.of(_SETTINGS["root"], json.loads(Path(_SETTINGS["document"]).read_text()))
_URL: dict[str, Any] = _CONTRACT.document["components"]["schemas"].get("HttpsUrl", {})
_IDS: dict[str, list[str]] = _SETTINGS["ids"]
_PLACES: dict[tuple[str, str], dict[str, int]] = {}


@schemathesis.hook
def filter_body(context: Any, body: Any) -> bool:
    """Drop bodies above the size limit: the server answers 413 before it validates the schema."""
    del context
    try:
        return len(json.dumps(body)) < 1_000_000
    except (TypeError, ValueError):
        return True


@schemathesis.hook
def filter_case(context: Any, case: Any) -> bool:
    """Drop null as an invalid body where a body is optional: it counts as none."""
    del context
    required = case.operation.definition.raw.get("requestBody", {}).get("required", False)
    return required or case.body is not None


@schemathesis.hook
def map_body(context: Any, body: Any) -> Any:
    """Replace most external URLs that match the contract's pattern, which cannot tell whether a host is valid."""
    del context
    target = body.get("target") if isinstance(body, dict) else None
    url = target.get("url") if isinstance(target, dict) else None
    if isinstance(target, dict) and isinstance(url, str) and _matches_pattern(url) and _drawn(url) % 8:
        return {**body, "target": {**target, "url": f"https://example.com/{_drawn(url)}"}}
    return body


def _matches_pattern(url: str) -> bool:
    return len(url) <= _URL.get("maxLength", 0) and re.search(_URL.get("pattern", ""), url) is not None


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    """Give a valid request what a real client has: a fresh Idempotency-Key, a current ETag, ids of existing records.

    A case that tests a missing parameter is left alone: schemathesis forgets what an edited case tests.
    """
    del context, kwargs
    scenario = getattr(case.meta.phase.data, "scenario", None) if case.meta else None
    for name, value in (case.path_parameters or {}).items():
        # schemathesis also infers links from members that are null.
        if value is None or value == "None":
            case.path_parameters[name] = str(uuid.uuid4())
    if _is_generated(case) and case.path_parameters:
        _use_existing(case)
    if scenario == "missing_parameter" or not case.headers:
        return
    if _KEY.fullmatch(str(case.headers.get("Idempotency-Key", ""))):
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
    tag = str(case.headers.get("If-Match", ""))
    if case.method.upper() == "PATCH" and _TAG.fullmatch(tag) and _drawn(tag) % 5:
        url = case.operation.base_url.rstrip("/") + case.formatted_path
        try:
            current = requests.get(url, headers={"Authorization": _SETTINGS["authorization"]}, timeout=10)
        except requests.RequestException:
            # The request itself fails in the same way and is reported.
            return
        if "ETag" in current.headers:
            case.headers["If-Match"] = current.headers["ETag"]


def _use_existing(case: Any) -> None:
    """Replace well-formed ids by those of existing records, and the ticket of a link by the one that has links.

    One in ten stays unknown. Deletions use one half of the records, all other requests the other half.
    """
    ids, deletes = case.path_parameters, case.method.upper() == "DELETE"
    if not any(_drawn(value) % 10 for value in ids.values()):
        return
    for name, value in ids.items():
        if name in _IDS and _is_uuid(value):
            middle = (len(_IDS[name]) + 1) // 2
            half = (_IDS[name][middle:] if deletes else _IDS[name][:middle]) or _IDS[name]
            owns_links = name == "ticket_id" and "link_id" in ids
            ids[name] = _IDS[name][0] if owns_links else half[_place(case.operation.label, name, value) % len(half)]


def _place(operation: str, name: str, value: str) -> int:
    """Return the next place for a new value, and the same one for a repeated value, which Hypothesis runs again.

    schemathesis generates four ids per operation and run, so each run begins at the places after those of the last one.
    """
    first: int = 5 * _SETTINGS["run"]
    places = _PLACES.setdefault((operation, name), {})
    return first + places.setdefault(value, len(places))


def _drawn(value: object) -> int:
    """Derive a number from a generated value: `random` repeats itself, since Hypothesis reseeds it for each example."""
    return zlib.crc32(str(value).encode())


def _is_generated(case: Any) -> bool:
    """Whether the ids of a case were generated, not taken from an earlier response."""
    return case.meta is not None and case.meta.phase.name.value in {"examples", "coverage", "fuzzing"}


def _is_uuid(value: object) -> bool:
    try:
        return str(uuid.UUID(str(value))) == value
    except ValueError:
        return False


@schemathesis.check
def contract_conformance(context: Any, response: Any, case: Any) -> None:
    """Validate the exchange with openapi-core, independently of schemathesis."""
    del context, case
    breach = _CONTRACT.breach(_as_httpx(response))
    if breach is not None:
        raise AssertionError(breach)


@schemathesis.check
def general_promises(context: Any, response: Any, case: Any) -> None:
    """Check what holds for every response: its headers, the form of problems, and their declared codes.

    The message has a line for each broken promise, with a tab before what was seen.
    """
    del context, case
    received = _as_httpx(response)
    broken = broken_promises(_CONTRACT, received)
    broken += [f"{EXACT}\t{departure!r:.500}" for departure in departures(_CONTRACT, received)[:1]]
    if broken:
        raise AssertionError("\n".join(broken))


def _as_httpx(response: Any) -> httpx.Response:
    sent = response.request
    body = sent.body.encode() if isinstance(sent.body, str) else sent.body
    sent_headers = [(_latin(name), _latin(value)) for name, value in sent.headers.items()]
    request = httpx.Request(sent.method, sent.url, headers=sent_headers, content=body or b"")
    headers = [(_latin(name), _latin(value)) for name, values in response.headers.items() for value in values]
    return httpx.Response(response.status_code, headers=headers, content=response.content, request=request)


def _answer(interaction: Any) -> dict[str, str]:
    """Return the response of an interaction for people, and its status."""
    if interaction is None or interaction.response is None:
        return {"status": "no response", "response": ""}
    received = _as_httpx(interaction.response)
    return {"status": status_of(received), "response": as_text(received)}


def _latin(text: str | bytes) -> bytes:
    """Encode the name or value of a header as it is sent (RFC 9110 §5.5)."""
    return text if isinstance(text, bytes) else text.encode("latin-1", "replace")


@cli.handler()
class Reporter(cli.EventHandler[Any]):
    """Writes a line of JSON for each phase, error and finished scenario, with every failure of the scenario."""

    def handle_event(self, ctx: Any, event: Any) -> None:
        """Write the events that `fuzzing.py` reads."""
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
                    **_answer(recorder.interactions.get(case_id)),
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
