"""Reports the rows of a file as alerts, through the public API."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from handlers.ingest.formats import FORMATS, InvalidDocumentError
from handlers.runtime.errors import OperatorError

_CONCURRENCY = 8
_ATTEMPTS = 8
_MAX_PAUSE = 10.0  # seconds


class NotAuthorizedError(OperatorError):
    """The server accepts no alerts with this token."""


@dataclass
class Outcome:
    """Counts of rows by result (`created`, `present`, `rejected`), and number and reason of each rejected row."""

    counts: Counter[str] = field(default_factory=Counter)
    rejected: list[tuple[int, str]] = field(default_factory=list)


def read_rows(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield the rows of a file with their numbers from 1: one JSON document per line, or the items of one JSON array.

    A row that is not JSON is a `ValueError` with the reason, so that the other rows are still sent.
    """
    text = path.read_text(encoding="utf-8-sig", errors="surrogateescape")
    if text.lstrip().startswith("["):
        yield from enumerate(_parse(text), start=1) if isinstance(_parse(text), list) else [(1, _parse(text))]
        return
    document = _parse(text) if text.lstrip().startswith("{") else None
    if isinstance(document, dict):
        yield 1, document
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, _parse(line)


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        return error
    except RecursionError:
        return ValueError("it is nested too deeply")


async def ingest(path: Path, *, form: str, url: str, token: str, advance: Callable[[int, int], None]) -> Outcome:
    """Send every row of ``path``; ``advance(done, total)`` is called after each.

    Safe to repeat: rows that are already present are counted as such. Raises `httpx.HTTPError` if the server cannot be
    reached, and `NotAuthorizedError` if it accepts no alerts with this token.
    """
    rows = list(read_rows(path))
    outcome = Outcome()
    slots = asyncio.Semaphore(_CONCURRENCY)
    async with httpx.AsyncClient(
        base_url=url.rstrip("/") + "/api/v1", headers={"Authorization": f"Bearer {token}"}, timeout=30
    ) as client:

        async def send(number: int, row: Any) -> None:
            async with slots:
                try:
                    result = await _post(client, _body(form, row))
                except ValueError as error:
                    result = "rejected"
                    outcome.rejected.append((number, str(error)))
                outcome.counts[result] += 1
                advance(outcome.counts.total(), len(rows))

        try:
            async with asyncio.TaskGroup() as group:
                for number, row in rows:
                    group.create_task(send(number, row))
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None
    outcome.rejected.sort()
    return outcome


def _body(form: str, row: Any) -> bytes:
    if isinstance(row, ValueError):
        raise ValueError(f"not JSON: {row}")
    if not isinstance(row, dict):
        raise InvalidDocumentError("it is not a JSON object")
    try:
        return json.dumps(FORMATS[form](row), allow_nan=False).encode()
    except UnicodeEncodeError:
        raise InvalidDocumentError("422 validation: it contains a lone surrogate, which UTF-8 cannot encode") from None


async def _post(client: httpx.AsyncClient, body: bytes) -> str:
    for attempt in range(_ATTEMPTS):
        response = await client.post("/alerts", content=body, headers={"Content-Type": "application/json"})
        if response.status_code in {200, 201}:
            return "created" if response.json()["created"] else "present"
        if response.status_code not in {429, 503}:
            break
        pause = min(float(response.headers.get("Retry-After", "1")), _MAX_PAUSE)
        await asyncio.sleep(pause * (1 + attempt / 4))
    if response.status_code in {401, 403} or (response.status_code == 404 and "code" not in response.text):
        raise NotAuthorizedError(
            f"{response.url} accepts no alerts with this token ({_reason(response)}): use another token or server."
        )
    raise ValueError(_reason(response))


def _reason(response: httpx.Response) -> str:
    try:
        problem = response.json()
        errors = "; ".join(f"{error['pointer']}: {error['detail']}" for error in problem.get("errors", []))
        return f"{response.status_code} {problem['code']}: {errors or problem['detail']}"
    except (ValueError, KeyError, TypeError):
        return f"HTTP {response.status_code}"
