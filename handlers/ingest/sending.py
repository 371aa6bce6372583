"""Sending batches of alerts through the public API, for as long as it takes the server to come back."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx

from handlers.ingest.reading import Alert, Rejected
from handlers.runtime.errors import OperatorError

MAX_ALERTS = 500
MAX_BYTES = 4 * 1024 * 1024
PATIENCE_SECONDS = 300.0
_LONGEST_PAUSE = 15.0
_BUSY = frozenset({429, 500, 502, 503, 504})
_SPLIT = frozenset({400, 413, 422})


class NotAdmittedError(OperatorError):
    """The server accepts no alerts with this token; the message says why and what to do."""


class ServerUnavailableError(OperatorError):
    """The server did not accept a batch for as long as we were patient; the message says what it answered last."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """An alert and its JSON, which is encoded once to know its size."""

    alert: Alert
    text: bytes


@dataclass(frozen=True, slots=True)
class Sent:
    """What the server made of one alert: it was created, it was present, or it is rejected."""

    number: int
    created: bool
    retried: bool
    rejected: Rejected | None = None


def encode(alert: Alert) -> Encoded | Rejected:
    """Encode an alert; one that no request can carry is rejected with the reason."""
    try:
        text = json.dumps(alert.body, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError:
        return Rejected(alert.number, "", "holds a lone surrogate, which is not text")
    except (ValueError, RecursionError) as error:
        return Rejected(alert.number, "", f"cannot be sent as JSON: {error}")
    return Encoded(alert, text)


class Sender:
    """Sends batches to one server. ``renew`` returns a fresh token, or None where only the caller can get one."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        token: str,
        *,
        renew: Callable[[], str | None],
        report: Callable[[str], None],
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._client = client
        self._token = token
        self._renew = renew
        self._report = report
        self._patience = patience

    async def send(self, batch: list[Encoded]) -> list[Sent]:
        """Send a batch until the server has answered for each alert.

        A batch that the server refuses as a whole is divided, so that one alert cannot hold up the others. Raises
        `NotAdmittedError` and `ServerUnavailableError`.
        """
        body = b'{"alerts":[' + b",".join(item.text for item in batch) + b"]}"
        response, retried = await self._post(body)
        if response.status_code == 200:
            results = response.json()["results"]
            return [_sent(item.alert, result, retried) for item, result in zip(batch, results, strict=True)]
        if response.status_code in _SPLIT and len(batch) > 1:
            middle = len(batch) // 2
            return [*await self.send(batch[:middle]), *await self.send(batch[middle:])]
        if response.status_code in _SPLIT:
            rejected = Rejected(batch[0].alert.number, "", _reason(response))
            return [Sent(rejected.number, created=False, retried=retried, rejected=rejected)]
        raise NotAdmittedError(f"{self._client.base_url} accepts no alerts with this token: {_reason(response)}")

    async def _post(self, body: bytes) -> tuple[httpx.Response, bool]:
        """Post until there is an answer that repeating cannot change; tell whether it took more than one attempt."""
        deadline, attempt, renewed = time.monotonic() + self._patience, 0, False
        while True:
            try:
                response = await self._client.post(
                    "/alerts/batch",
                    content=body,
                    headers={"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"},
                )
            except httpx.TransportError as error:
                cause, pause = type(error).__name__, 0.0
            else:
                if response.status_code == 401 and not renewed and (token := self._renew()) is not None:
                    self._token, renewed = token, True
                    continue
                if response.status_code not in _BUSY:
                    return response, attempt > 0
                cause, pause = _reason(response), _retry_after(response)
            attempt += 1
            pause = max(pause, min(_LONGEST_PAUSE, 0.25 * 2**attempt) * random.uniform(0.5, 1))  # noqa: S311 - jitter
            left = deadline - time.monotonic()
            if pause > left:
                raise ServerUnavailableError(
                    f"{self._client.base_url} did not accept a batch for {self._patience:.0f} s ({cause}). Check the "
                    "server and run the same command again: what is in already is not created twice."
                )
            self._report(f"{cause}; trying again for up to {left:.0f} s")
            await asyncio.sleep(pause)


def _sent(alert: Alert, result: dict[str, Any], retried: bool) -> Sent:
    if result["status"] in {200, 201}:
        return Sent(alert.number, created=result["created"], retried=retried)
    errors = result.get("errors") or [{"pointer": "", "detail": result["detail"]}]
    # What the server calls /raw/… is the row itself; a row's own adapter made the rest.
    pointer = errors[0]["pointer"].removeprefix("/raw")
    reason = "; ".join(f"{error['pointer']} {error['detail']}".strip() for error in errors[:3])
    rejected = Rejected(alert.number, pointer, f"{result['status']} {result['code']}: {reason}")
    return Sent(alert.number, created=False, retried=retried, rejected=rejected)


def _retry_after(response: httpx.Response) -> float:
    try:
        return min(float(response.headers.get("Retry-After", "0")), _LONGEST_PAUSE)
    except ValueError:
        return 0.0


def _reason(response: httpx.Response) -> str:
    try:
        problem = response.json()
        errors = "; ".join(f"{error['pointer']}: {error['detail']}" for error in problem.get("errors", [])[:3])
        return f"{response.status_code} {problem['code']}: {errors or problem['detail']}"
    except (ValueError, KeyError, TypeError):
        return f"HTTP {response.status_code}"
