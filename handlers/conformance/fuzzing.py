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

from handlers.conformance.contract import DOMAIN_REFUSALS, Json, Operation
from handlers.conformance.findings import Failure, Findings
from handlers.conformance.world import World

_QUICK_SECONDS = 45.0  # of a quick run that are over when fuzzing has to end
_SHORTEST = 10.0
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


def fuzz(world: World, tokens: tuple[str, str | None], seed: int, advance: Callable[[str], None]) -> Counts:
    """Run schemathesis and take what it finds into the findings; ``advance`` is told of each step.

    ``tokens`` are the main caller's and that of a second tenant, whose eyes must not see what the first makes.

    Raises RuntimeError where schemathesis itself could not run.
    """
    counts = Counts()
    with tempfile.TemporaryDirectory(prefix="oneprotect-conformance-") as name:
        folder = Path(name)
        _prepare(folder, world, *tokens)
        _run(folder, world, [*_command(folder, world, seed), *_extent(world)], counts, advance)
        for number in range(0 if world.quick else _MORE):
            few = [item.id for item in world.operations if _has_few(world, item, counts)]
            if few:
                chosen = [word for name in few for word in ("--include-operation-id", name)]
                more = ["--phases", "fuzzing", "--mode", "positive", "--max-examples", str(2 * _EXAMPLES), *chosen]
                again = _command(folder, world, seed + 1000 * (number + 1))
                _run(folder, world, [*again, *more], counts, advance)
    return counts


def _has_few(world: World, operation: Operation, counts: Counts) -> bool:
    """Whether an operation that the caller may use, in many ways, was used in few."""
    varies = bool(operation.query or operation.ids or operation.body)
    return varies and world.main.may(operation) and len(counts.accepted.get(operation.label, ())) < _ENOUGH


def _run(folder: Path, world: World, command: list[str], counts: Counts, advance: Callable[[str], None]) -> None:
    environment = {
        **os.environ,
        "ONEPROTECT_CONFORMANCE": str(folder / "settings.json"),
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent.parent.parent), os.environ.get("PYTHONPATH", "")]),
    }
    events = folder / "events.jsonl"
    events.write_text("")
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _take_in(world.findings, _lines(events, process), counts, advance)
        finally:
            if process.poll() is None:
                process.terminate()
            status = process.wait()
    if status not in {0, 1} or not counts.requests:
        raise RuntimeError((folder / "output.txt").read_text("utf-8", "replace")[-3000:])


def _extent(world: World) -> list[str]:
    if not world.quick:
        return ["--max-examples", str(_EXAMPLES)]
    left = max(_SHORTEST, _QUICK_SECONDS - (time.monotonic() - world.began))
    return ["--max-time", str(int(left)), "--max-examples", "5"]


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
        "--no-color",
    ]


def _prepare(folder: Path, world: World, token: str, second: str | None) -> None:
    (folder / "openapi.json").write_text(json.dumps(world.contract.document))
    (folder / "schemathesis.toml").write_text(configuration(world))
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
        'hooks = "handlers.conformance.fuzz_hooks"',
        f"[checks.missing_required_header]\nexpected-statuses = {json.dumps([*_HEADER_IS_MISSING, 428])}",
        '[output.sanitization]\nkeys-to-sanitize = ["authorization"]\nsensitive-markers = ["authorization"]',
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


def _lines(path: Path, process: subprocess.Popen[bytes]) -> Iterator[Json]:
    """Give the events as they come, until the process has ended."""
    with path.open(encoding="utf-8") as file:
        rest = ""
        while True:
            ended = process.poll() is not None
            rest += file.read()
            *lines, rest = rest.split("\n")
            yield from map(json.loads, lines)
            if ended:
                return
            time.sleep(0.1)


def _take_in(findings: Findings, lines: Iterator[Json], counts: Counts, advance: Callable[[str], None]) -> None:
    for line in lines:
        if line["kind"] == "phase":
            advance(line["name"])
        elif line["kind"] == "error":
            failure = Failure(line["operation"], "schemathesis can generate requests", "", line["message"])
            findings.hold("fuzzing", line["operation"], failure)
        else:
            _scenario(findings, line, counts)
            advance(f"{line['phase']}: {line['operation']}")


def _scenario(findings: Findings, line: Json, counts: Counts) -> None:
    counts.requests.update(line["requests"])
    for operation, distinct in line["accepted"].items():
        counts.accepted.setdefault(operation, set()).update(distinct)
    for operation in line["requests"]:
        findings.case(_check(line["phase"]), operation).held += round(line["checks"] / len(line["requests"]))
    for found in line["failures"]:
        promise = _PROMISES.get(found["check"], found["check"])
        failure = Failure(
            found["operation"], promise, _curl(found["request"]), f"{found['title']}\n\n{found['message']}"
        )
        findings.hold(_check(line["phase"]), found["operation"], failure)


def _check(phase: str) -> str:
    return {"examples": "fuzzing", "coverage": "fuzzing", "fuzzing": "fuzzing"}.get(phase.lower(), "stateful links")


def _curl(sample: str) -> str:
    """Name the variable of the token where schemathesis has left the credential out."""
    return re.sub(r"""(['"])Authorization: [^'"]*\1""", '"Authorization: Bearer $TOKEN"', sample)


def as_rows(counts: Counts) -> list[dict[str, Any]]:
    """Give the counts as rows of a table."""
    return [
        {"operation": operation, "requests": number, "accepted": len(counts.accepted.get(operation, ()))}
        for operation, number in sorted(counts.requests.items())
    ]
