"""`oneprotect ingest`: sends the rows of a file as alerts, through the public API and nothing else."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from handlers.ingest.formats import FORMATS, UnfitDocumentError

_AT_ONCE = 8
_TRIES = 8
_LONGEST_PAUSE = 10.0


class NotAdmittedError(Exception):
    """The server takes no alert with this token; the message says why."""


@dataclass
class Outcome:
    """How a file went in: counts by what happened, and a message for each row that was refused."""

    counts: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[int, str]] = field(default_factory=list)


def read_rows(path: Path) -> Iterator[tuple[int, Any]]:
    """Give the rows of a file with their numbers from 1: one JSON document a line, or the items of one JSON array.

    A line that is not JSON comes as the `ValueError` that says why, so that the others still go in.
    """
    text = path.read_text(encoding="utf-8-sig", errors="surrogateescape")
    if text.lstrip().startswith("["):
        yield from enumerate(_parsed(text), start=1) if isinstance(_parsed(text), list) else [(1, _parsed(text))]
        return
    whole = _parsed(text) if text.lstrip().startswith("{") else None
    if isinstance(whole, dict):
        yield 1, whole
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, _parsed(line)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        return error
    except RecursionError:
        return ValueError("it is nested too deeply")


async def ingest(path: Path, *, form: str, url: str, token: str, advance: Callable[[int, int], None]) -> Outcome:
    """Send every row of ``path``; ``advance(done, all)`` is called after each.

    Safe to repeat: a row that is there already answers so. Raises `httpx.HTTPError` where the server cannot be
    reached, and `NotAdmittedError` where it takes nothing with this token.
    """
    rows = list(read_rows(path))
    outcome = Outcome()
    gate = asyncio.Semaphore(_AT_ONCE)
    async with httpx.AsyncClient(
        base_url=url.rstrip("/") + "/api/v1", headers={"Authorization": f"Bearer {token}"}, timeout=30
    ) as client:

        async def send(number: int, row: Any) -> None:
            async with gate:
                try:
                    result = await _post(client, _body(form, row))
                except ValueError as error:
                    result, reason = "refused", str(error)
                else:
                    reason = ""
                outcome.counts[result] += 1
                if result == "refused":
                    outcome.refused.append((number, reason))
                advance(outcome.counts.total(), len(rows))

        async with asyncio.TaskGroup() as group:
            for number, row in rows:
                group.create_task(send(number, row))
    outcome.refused.sort()
    return outcome


def _body(form: str, row: Any) -> bytes:
    if isinstance(row, ValueError):
        raise ValueError(f"not JSON: {row}")
    if not isinstance(row, dict):
        raise UnfitDocumentError("it is not a JSON object")
    try:
        return json.dumps(FORMATS[form](row), allow_nan=False).encode()
    except UnicodeEncodeError:
        raise UnfitDocumentError("422 validation: it holds a lone surrogate, which no store can keep") from None


async def _post(client: httpx.AsyncClient, body: bytes) -> str:
    for attempt in range(_TRIES):
        answer = await client.post("/alerts", content=body, headers={"Content-Type": "application/json"})
        if answer.status_code in {200, 201}:
            return "created" if answer.json()["created"] else "already there"
        if answer.status_code not in {429, 503}:
            break
        pause = min(float(answer.headers.get("Retry-After", "1")), _LONGEST_PAUSE)
        await asyncio.sleep(pause * (1 + attempt / 4))
    if answer.status_code in {401, 403} or (answer.status_code == 404 and "code" not in answer.text):
        raise NotAdmittedError(_reason(answer))
    raise ValueError(_reason(answer))


def _reason(answer: httpx.Response) -> str:
    try:
        problem = answer.json()
        errors = "; ".join(f"{error['pointer']}: {error['detail']}" for error in problem.get("errors", []))
        return f"{answer.status_code} {problem['code']}: {errors or problem['detail']}"
    except (ValueError, KeyError, TypeError):
        return f"HTTP {answer.status_code}"
