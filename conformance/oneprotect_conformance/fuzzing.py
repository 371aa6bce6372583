"""Runs schemathesis against the server, in a process of its own, with all of its checks and two of ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from oneprotect_conformance.clock import NO_TIME, LateError
from oneprotect_conformance.configuration import with_hooks
from oneprotect_conformance.contract import Json, Operation
from oneprotect_conformance.findings import Failure
from oneprotect_conformance.fuzz_findings import Counts, record_scenario
from oneprotect_conformance.generation import completed
from oneprotect_conformance.world import RESPONDS, World

_SHORTEST = 6.0  # seconds below which starting schemathesis is not worth it
_GRACE = 2.0  # seconds between SIGTERM and SIGKILL
_SILENCE = 1800.0  # seconds without an event after which it counts as stuck; rate limits can make it very slow
_UNANSWERED = ("Max retries exceeded", "timed out", "Connection aborted")  # in the messages of requests
_EXAMPLES = 40  # generated for an operation in each phase
_ENOUGH = 20  # distinct accepted requests; operations with fewer are fuzzed again
_REPEATS = 8  # times at most


class FuzzingError(Exception):
    """Schemathesis could not run or did not finish; the message says why."""


def fuzz(
    world: World, tokens: tuple[str, str | None], seed: int, counts: Counts, advance: Callable[[str], None]
) -> str | None:
    """Run schemathesis and add its failures to the findings; ``advance`` is called with the name of each step.

    ``tokens`` are those of the main caller and of a second tenant, which must not see the first one's records.
    Returns what was cut short for lack of time, or None. Raises FuzzingError if schemathesis itself could not run.
    """
    left = world.clock.for_fuzzing()
    if left < _SHORTEST:
        return NO_TIME
    with tempfile.TemporaryDirectory(prefix="oneprotect-conformance-") as name:
        folder = Path(name)
        (folder / "openapi.json").write_text(json.dumps(completed(world.contract.document)))
        (folder / "schemathesis.toml").write_text(with_hooks(world.operations))
        extent = ["--max-examples", str(_EXAMPLES)]
        if world.quick:
            extent = ["--max-time", str(int(left - _GRACE)), "--max-examples", "5"]
        command = [*_command(folder, world, seed), *extent]
        _write_credentials(folder, world, *tokens, run=0)
        finished = _run(folder, world, command, counts, advance)
        for number in range(0 if world.quick else _REPEATS):
            repeated = [item.id for item in world.operations if _needs_more(world, item, counts)]
            if repeated:
                chosen = [word for name in repeated for word in ("--include-operation-id", name)]
                more = ["--phases", "fuzzing", "--mode", "positive", "--max-examples", str(2 * _EXAMPLES), *chosen]
                again = _command(folder, world, seed + 1000 * (number + 1))
                _write_credentials(folder, world, *tokens, run=number + 1)
                _run(folder, world, [*again, *more], counts, advance)
    total = len(world.operations)
    reached = sum(operation.label in counts.requests for operation in world.operations)
    if finished and reached == total:
        return None
    return f"ran out of time after {counts.requests.total():,} requests to {reached} of {total} operations"


def _needs_more(world: World, operation: Operation, counts: Counts) -> bool:
    """Whether an operation that the caller may use accepted too few distinct requests, although more are possible."""
    varies = bool(operation.query or operation.ids or operation.body)
    exists = all(world.ids.get(name) for name in operation.ids)
    return varies and exists and world.main.may(operation) and len(counts.accepted.get(operation.label, ())) < _ENOUGH


def _run(folder: Path, world: World, command: list[str], counts: Counts, advance: Callable[[str], None]) -> bool:
    """Run schemathesis once. Returns whether it finished in time."""
    events = folder / "events.jsonl"
    events.write_text("")
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(folder),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            finished = _collect(world, _forgetting(folder, _lines(world, events, process)), counts, advance)
        finally:
            status = _stop(process)
    if finished and (status not in {0, 1} or not counts.requests):
        printed = (folder / "output.txt").read_text("utf-8", "replace")[-3000:]
        raise FuzzingError(world.findings.hidden(f"schemathesis exited with status {status}. {printed}".strip()))
    return finished


def _stop(process: subprocess.Popen[bytes]) -> int:
    if process.poll() is None:
        process.terminate()
        try:
            return process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()


def _environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        **({"REQUESTS_CA_BUNDLE": _authorities()} if _authorities() else {}),
        "ONEPROTECT_CONFORMANCE": str(folder / "settings.json"),
    }


def _authorities() -> str:
    """Return the certificate authorities that httpx finds by itself: schemathesis needs them as an option."""
    return os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR") or ""


def _command(folder: Path, world: World, seed: int) -> list[str]:
    return [
        sys.executable,
        "-P",  # without this folder on sys.path, where our modules would hide others of the same names
        str(Path(__file__).with_name("fuzz_process.py")),
        str(os.getpid()),
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


def _write_credentials(folder: Path, world: World, token: str, second: str | None, *, run: int) -> None:
    """Write the identities for schemathesis, and the settings for our hooks in the run of this number."""
    # schemathesis expects the second identity to be denied what the first one is: it must not have more permissions.
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
        "ids": {name: ids for name, ids in world.ids.items() if ids},
        "authorization": f"Bearer {token}",
        "run": run,
    }
    (folder / "settings.json").write_text(json.dumps(settings))


def _lines(world: World, path: Path, process: subprocess.Popen[bytes]) -> Iterator[Json]:
    """Yield the events as they are written, until the process ends. Raises LateError if that takes too long."""
    with path.open(encoding="utf-8") as file:
        rest, last = "", time.monotonic()
        while True:
            ended = process.poll() is not None
            more = file.read()
            if more:
                last = time.monotonic()
            *lines, rest = (rest + more).split("\n")
            yield from map(json.loads, lines)
            if ended:
                return
            if world.clock.for_fuzzing() <= 0 or time.monotonic() - last > _SILENCE:
                raise LateError
            time.sleep(0.1)


def _forgetting(folder: Path, lines: Iterator[Json]) -> Iterator[Json]:
    """Yield the lines; at the first, schemathesis has read the files with credentials, and they are deleted."""
    for line in lines:
        for name in ("identities.json", "settings.json"):
            (folder / name).unlink(missing_ok=True)
        yield line


def _collect(world: World, lines: Iterator[Json], counts: Counts, advance: Callable[[str], None]) -> bool:
    """Add events to findings and counts. Returns whether they were complete in time."""
    try:
        for line in lines:
            if line["kind"] == "phase":
                advance(line["name"])
            elif line["kind"] == "error":
                unanswered = any(words in line["message"] for words in _UNANSWERED)
                promise = RESPONDS if unanswered else "Requests can be generated from the contract"
                failure = Failure(line["operation"], promise, "", line["message"])
                world.findings.record("fuzzing", line["operation"], failure)
            else:
                record_scenario(world.findings, line, counts)
                advance(f"{line['phase']}: {line['operation']}")
    except LateError:
        return False
    return True
