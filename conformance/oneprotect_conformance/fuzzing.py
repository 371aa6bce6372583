"""schemathesis against the server: all its checks, and ours beside them, in a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from oneprotect_conformance.clock import LateError
from oneprotect_conformance.contract import DOMAIN_REFUSALS, Json, Operation
from oneprotect_conformance.findings import Failure, Findings
from oneprotect_conformance.world import World

_SHORTEST = 6.0  # seconds below which schemathesis is not even started
_LEAVE = 2.0  # seconds between its asked for end and its forced one
_UNSHOWN = '["authorization", "cookie"]'  # parts of the names of what is shown nowhere
_SILENCE = 1800.0  # seconds without an event after which it is taken for stuck; a rate limit makes it slow
_UNANSWERED = ("Max retries exceeded", "timed out", "Connection aborted")  # as requests says it
_EXAMPLES = 40
_ENOUGH = 20  # distinct requests that were accepted; operations with fewer get more
_MORE = 8  # times at most
# What schemathesis expects by itself where a required header is missing, and of a valid request.
_HEADER_IS_MISSING = (400, 401, 403, 406, 415, 422)
_IS_VALID = ("2xx", "3xx", 401, 403, 404, 409, 429, "5xx")
_PROMISES = {
    "not_a_server_error": "no request is answered by a server error",
    "status_code_conformance": "an operation answers the statuses that it declares",
    "content_type_conformance": "an answer has the media type that it declares",
    "response_headers_conformance": "an answer has the headers that it declares",
    "response_schema_conformance": "an answer has the shape that it declares",
    "negative_data_rejection": "what the contract does not allow is refused",
    "positive_data_acceptance": "what the contract allows is accepted",
    "missing_required_header": "a request without a required header is refused",
    "unsupported_method": "a method that is not named is 405",
    "allow_header_conformance": "405 has a true Allow",
    "use_after_free": "what was deleted is gone",
    "ensure_resource_availability": "what was made is there",
    "ignored_auth": "no token is 401 unauthenticated",
    "object_level_authorization": "another tenant's record is 404",
    "agrees_with_the_contract": "the exchange is what the contract says",
    "keeps_every_answers_promises": "every answer keeps what all answers promise",
}


@dataclass
class Counts:
    """How much was tried: requests by operation, and distinct ones among those that were accepted."""

    requests: Counter[str] = field(default_factory=Counter)
    accepted: dict[str, set[str]] = field(default_factory=dict)


class FuzzingError(Exception):
    """Schemathesis could not run, or did not come to its end; the message says how."""


def fuzz(
    world: World, tokens: tuple[str, str | None], seed: int, counts: Counts, advance: Callable[[str], None]
) -> str | None:
    """Run schemathesis and take what it finds into the findings; ``advance`` is told of each step.

    ``tokens`` are the main caller's and that of a second tenant, whose eyes must not see what the first makes.
    Gives None, or what of it time has cut off. Raises FuzzingError where schemathesis itself could not run.
    """
    left = world.clock.for_fuzzing()
    if left < _SHORTEST:
        return "the time of a quick run was over before it"
    with tempfile.TemporaryDirectory(prefix="oneprotect-conformance-") as name:
        folder = Path(name)
        (folder / "openapi.json").write_text(json.dumps(world.contract.document))
        (folder / "schemathesis.toml").write_text(configuration(world))
        extent = ["--max-examples", str(_EXAMPLES)]
        if world.quick:
            extent = ["--max-time", str(int(left - _LEAVE)), "--max-examples", "5"]
        command = [*_command(folder, world, seed), *extent]
        _entrust(folder, world, *tokens)
        ended = _run(folder, world, command, counts, advance)
        for number in range(0 if world.quick else _MORE):
            few = [item.id for item in world.operations if _has_few(world, item, counts)]
            if few:
                chosen = [word for name in few for word in ("--include-operation-id", name)]
                more = ["--phases", "fuzzing", "--mode", "positive", "--max-examples", str(2 * _EXAMPLES), *chosen]
                again = _command(folder, world, seed + 1000 * (number + 1))
                _entrust(folder, world, *tokens)
                _run(folder, world, [*again, *more], counts, advance)
    total = len(world.operations)
    reached = sum(operation.label in counts.requests for operation in world.operations)
    if ended and reached == total:
        return None
    return f"time was over after {counts.requests.total():,} requests to {reached} of {total} operations"


def _has_few(world: World, operation: Operation, counts: Counts) -> bool:
    """Whether an operation that the caller may use, in many ways, was used in few."""
    varies = bool(operation.query or operation.ids or operation.body)
    return varies and world.main.may(operation) and len(counts.accepted.get(operation.label, ())) < _ENOUGH


def _run(folder: Path, world: World, command: list[str], counts: Counts, advance: Callable[[str], None]) -> bool:
    """Run schemathesis once; tell whether it came to its end in time."""
    events = folder / "events.jsonl"
    events.write_text("")
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(
            [*world.launcher, *command],
            cwd=folder,
            env=_environment(folder),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            ended = _take_in(world, _forgetting(folder, _lines(world, events, process)), counts, advance)
        finally:
            status = _end(process)
    if ended and (status not in {0, 1} or not counts.requests):
        said = (folder / "output.txt").read_text("utf-8", "replace")[-3000:]
        raise FuzzingError(world.findings.hidden(f"schemathesis ended with the status {status}. {said}".strip()))
    return ended


def _end(process: subprocess.Popen[bytes]) -> int:
    if process.poll() is None:
        process.terminate()
        try:
            return process.wait(_LEAVE)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()


def _environment(folder: Path) -> dict[str, str]:
    here = str(Path(__file__).parent.parent.parent)
    return {
        **os.environ,
        **({"REQUESTS_CA_BUNDLE": _authorities()} if _authorities() else {}),
        "ONEPROTECT_CONFORMANCE": str(folder / "settings.json"),
        "PYTHONPATH": os.pathsep.join([here, os.environ.get("PYTHONPATH", "")]),
    }


def _authorities() -> str:
    """Give the certificate authorities of our own checks: httpx looks for them here, schemathesis wants to be told."""
    return os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR") or ""


def _command(folder: Path, world: World, seed: int) -> list[str]:
    return [
        str(Path(sys.executable).with_name("schemathesis")),
        "--config-file",
        str(folder / "schemathesis.toml"),
        "run",
        str(folder / "openapi.json"),
        "--url",
        world.contract.root + world.contract.base,
        "--auth-wfc",
        str(folder / "identities.json"),
        "--checks",
        "all",
        "--seed",
        str(seed),
        "--continue-on-failure",
        "--rate-limit",
        "auto",
        *(["--tls-verify", _authorities()] if _authorities() else []),
        "--no-color",
    ]


def _entrust(folder: Path, world: World, token: str, second: str | None) -> None:
    """Write what schemathesis is told of credentials."""
    # A second identity is asked where the first is refused: it must not be let in where the first is not.
    peer = second if world.second and world.second.permissions <= world.main.permissions else None
    tokens = [("main", token), *([("second", peer)] if peer else [])]
    identities = [
        {"name": name, "fixedHeaders": [{"name": "Authorization", "value": f"Bearer {value}"}]}
        for name, value in tokens
    ]
    (folder / "identities.json").write_text(json.dumps({"auth": identities}))
    settings = {
        "root": world.contract.root,
        "document": str(folder / "openapi.json"),
        "events": str(folder / "events.jsonl"),
        "ids": {name: found for name, found in world.ids.items() if found},
        "authorization": f"Bearer {token}",
    }
    (folder / "settings.json").write_text(json.dumps(settings))


def configuration(world: World) -> str:
    """Write what schemathesis cannot know from a contract: which refusals of valid requests are the contract's own.

    Beyond its defaults these are 428 without If-Match (RFC 6585), 400 for a cursor that no page gave, 412 for a version
    that has moved on, and 422 where an operation declares a problem of the domain, such as a target that is not there.
    """
    sections = [
        'hooks = "oneprotect_conformance.fuzz_hooks"',
        f"[checks.missing_required_header]\nexpected-statuses = {json.dumps([*_HEADER_IS_MISSING, 428])}",
        f"[output.sanitization]\nkeys-to-sanitize = {_UNSHOWN}\nsensitive-markers = {_UNSHOWN}",
    ]
    for operation in world.operations:
        own = [400] * operation.is_list + [412] * operation.takes("If-Match")
        own += [422] * bool(operation.problems & DOMAIN_REFUSALS)
        if own:
            statuses = json.dumps([*_IS_VALID, *own])
            sections.append(
                f"[[operations]]\ninclude-operation-id = {json.dumps(operation.id)}\n"
                f"checks.positive_data_acceptance.expected-statuses = {statuses}"
            )
    return "\n\n".join(sections)


def _lines(world: World, path: Path, process: subprocess.Popen[bytes]) -> Iterator[Json]:
    """Give the events as they come, until the process has ended; LateError comes when it takes too long."""
    with path.open(encoding="utf-8") as file:
        rest, heard = "", time.monotonic()
        while True:
            ended = process.poll() is not None
            more = file.read()
            if more:
                heard = time.monotonic()
            *lines, rest = (rest + more).split("\n")
            yield from map(json.loads, lines)
            if ended:
                return
            if world.clock.for_fuzzing() <= 0 or time.monotonic() - heard > _SILENCE:
                raise LateError
            time.sleep(0.1)


def _forgetting(folder: Path, lines: Iterator[Json]) -> Iterator[Json]:
    """Give the lines; with the first of them, when all is read, what holds credentials goes."""
    for line in lines:
        for name in ("identities.json", "settings.json"):
            (folder / name).unlink(missing_ok=True)
        yield line


def _take_in(world: World, lines: Iterator[Json], counts: Counts, advance: Callable[[str], None]) -> bool:
    """Take events into findings and counts; tell whether they came to their end in time."""
    try:
        for line in lines:
            if line["kind"] == "phase":
                advance(line["name"])
            elif line["kind"] == "error":
                unanswered = any(words in line["message"] for words in _UNANSWERED)
                promise = "the server answers" if unanswered else "schemathesis can generate requests"
                failure = Failure(line["operation"], promise, "", line["message"])
                world.findings.hold("fuzzing", line["operation"], failure)
            else:
                _scenario(world.findings, line, counts)
                advance(f"{line['phase']}: {line['operation']}")
    except LateError:
        return False
    return True


def _scenario(findings: Findings, line: Json, counts: Counts) -> None:
    counts.requests.update(line["requests"])
    for operation, distinct in line["accepted"].items():
        counts.accepted.setdefault(operation, set()).update(distinct)
    for operation in line["requests"]:
        findings.case(_check(line["phase"]), operation).held += round(line["checks"] / len(line["requests"]))
    for found in line["failures"]:
        promise = _PROMISES.get(found["check"], found["check"])
        whose = "SECOND_TOKEN" if found["check"] == "object_level_authorization" else "TOKEN"
        request = _curl(found["request"], whose)
        failure = Failure(found["operation"], promise, request, f"{found['title']}\n\n{found['message']}")
        findings.hold(_check(line["phase"]), found["operation"], failure)


def _check(phase: str) -> str:
    return {"examples": "fuzzing", "coverage": "fuzzing", "fuzzing": "fuzzing"}.get(phase.lower(), "stateful links")


def _curl(sample: str, token: str) -> str:
    """Name the variable of the token where schemathesis has left the credential out."""
    return re.sub(r"""(['"])Authorization: [^'"]*\1""", f'"Authorization: Bearer ${token}"', sample)


def as_rows(counts: Counts) -> list[dict[str, Any]]:
    """Give the counts as rows of a table."""
    return [
        {"operation": operation, "requests": number, "accepted": len(counts.accepted.get(operation, ()))}
        for operation, number in sorted(counts.requests.items())
    ]
