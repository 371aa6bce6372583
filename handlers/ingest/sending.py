"""Sending batches of alerts through the public API, for as long as it takes the server to come back."""

from __future__ import annotations

import asyncio
import json
import random
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx

from handlers.ingest.outage import Outage
from handlers.ingest.reading import Alert, Rejected
from handlers.runtime.errors import OperatorError

MAX_ALERTS = 500
MAX_BYTES = 4 * 1024 * 1024
RETRY_SECONDS = 300.0
_LONGEST_PAUSE = 15.0
_BUSY = frozenset({429, 500, 502, 503, 504})
_REFUSED = frozenset({400, 413, 422})  # a single alert may be the cause
UNKNOWN_FINDING = "closed before it was reported"


class UnusableServerError(OperatorError):
    """The server will not accept alerts, now or later; the message says why and what to do."""


class UnavailableServerError(OperatorError):
    """The server did not accept a batch in time; the message says what the last attempt led to."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """An alert and its JSON, which is encoded once to know its size."""

    alert: Alert
    text: bytes


@dataclass(frozen=True, slots=True)
class Sent:
    """What the server made of one alert: it was created, it was present, or it is rejected or skipped.

    ``is_report`` says that it was present, and that the update or closure was kept as a report of it.
    """

    number: int
    created: bool
    retried: bool
    rejected: Rejected | None = None
    skipped: str = ""
    is_report: bool = False


def encode(alert: Alert) -> Encoded | Rejected:
    """Encode an alert; one that no request can carry is rejected with the reason."""
    try:
        text = json.dumps(alert.body, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError:
        return Rejected(alert.number, "", "contains a lone surrogate, which is not text", alert.document)
    except (ValueError, RecursionError) as error:
        return Rejected(alert.number, "", f"cannot be sent as JSON: {error}", alert.document)
    return Encoded(alert, text)


class Sender:
    """Sends batches to one server.

    ``renew`` returns a new token after the server has refused the present one, or None if there is none. ``unknown`` is
    the number of alerts that were sent in requests whose outcome is not known.
    """

    def __init__(
        self,
        client: httpx.AsyncClient,
        token: str,
        *,
        renew: Callable[[], str | None],
        report: Callable[[str], None],
        retry_seconds: float = RETRY_SECONDS,
    ) -> None:
        self._client = client
        self._token = token
        self._renew = renew
        self._outage = Outage(report)
        self._retry_seconds = retry_seconds
        self._has_answered = False
        self.unknown = 0

    async def send(self, batch: list[Encoded]) -> list[Sent]:
        """Send a batch until the server has answered for each alert.

        A batch that the server refuses as a whole is divided, so that one alert cannot hold up the others. Raises
        `UnusableServerError` and `UnavailableServerError`.
        """
        body = b'{"alerts":[' + b",".join(item.text for item in batch) + b"]}"
        response, retried = await self._post(body, len(batch))
        if response.status_code == 200:
            results = _results(response, len(batch))
            return [_sent(item.alert, result, retried) for item, result in zip(batch, results, strict=True)]
        if response.status_code not in _REFUSED or "code" not in _problem(response):
            raise _unusable(response)
        if len(batch) > 1:
            middle = len(batch) // 2
            first = await self.send(batch[:middle])
            try:
                return [*first, *await self.send(batch[middle:])]
            except BaseException:
                self.unknown += middle  # the answers are lost together with those of the second half
                raise
        rejected = Rejected(batch[0].alert.number, "", _reason(response), batch[0].alert.document)
        return [Sent(rejected.number, created=False, retried=retried, rejected=rejected)]

    async def _post(self, body: bytes, count: int) -> tuple[httpx.Response, bool]:
        """Post until a repetition would change nothing, and return whether it took more than one attempt."""
        attempts = _Attempts()
        try:
            return await self._repeat(body, attempts)
        finally:
            if attempts.is_unknown:
                self.unknown += count

    async def _repeat(self, body: bytes, attempts: _Attempts) -> tuple[httpx.Response, bool]:
        deadline, attempt, renewed = time.monotonic() + self._retry_seconds, 0, False
        while True:
            token = self._token
            try:
                response = await self._client.post(
                    "alerts/batch",
                    content=body,
                    headers={"Content-Type": "application/json", "Authorization": f"Bearer {token}"},
                    extensions={"trace": attempts.trace},
                )
            except httpx.TransportError as error:
                if not self._has_answered and _is_permanent(error):
                    raise UnusableServerError(
                        f"{self._client.base_url} cannot be used: {error}. Check --url."
                    ) from None
                cause, pause = f"{self._client.base_url} does not respond ({_words(error)})", 0.0
            else:
                self._has_answered = True
                attempts.answered(response)
                if response.status_code == 401 and not renewed and self._has_renewed(token):
                    renewed = True
                    continue
                if response.status_code not in _BUSY:
                    self._outage.ends()
                    return response, attempt > 0
                cause, pause = _reason(response), _retry_after(response)
            attempt += 1
            longest = min(_LONGEST_PAUSE, 0.25 * 2 ** min(attempt, 10))
            pause = max(pause, longest * random.uniform(0.5, 1))  # noqa: S311 - jitter
            left = deadline - time.monotonic()
            if pause > left:
                raise UnavailableServerError(
                    f"{cause}; gave up after {self._retry_seconds:.0f} s. Check --url and the server, and run the same "
                    "command again: it creates only the alerts that are missing."
                )
            self._outage.continues(cause, left)
            await asyncio.sleep(pause)

    def _has_renewed(self, refused: str) -> bool:
        """Get a new token, unless another request has done so; False if only the refused one is available."""
        if self._token == refused:
            self._token = self._renew() or refused
        return self._token != refused


class _Attempts:
    """Whether the server may have received the alerts of a request without having answered for them."""

    def __init__(self) -> None:
        self.is_unknown = False
        self._was_unknown = False

    async def trace(self, event: str, _: dict[str, Any]) -> None:
        """Receive an event of httpx's transport."""
        if event.endswith("send_request_headers.started"):
            self._was_unknown, self.is_unknown = self.is_unknown, True

    def answered(self, response: httpx.Response) -> None:
        """Note an answer: for the alerts, or that this attempt had no effect, which only a proxy cannot say."""
        if response.status_code in {200, *_REFUSED}:
            self.is_unknown = False
        elif response.status_code not in _BUSY or "code" in _problem(response):
            self.is_unknown = self._was_unknown


def _results(response: httpx.Response, count: int) -> list[dict[str, Any]]:
    try:
        results = response.json()["results"]
    except (ValueError, KeyError, TypeError):
        results = None
    if not isinstance(results, list) or len(results) != count:
        raise _unusable(response)
    return results


def _unusable(response: httpx.Response) -> UnusableServerError:
    if response.status_code in {401, 403} and "code" in _problem(response):
        return UnusableServerError(
            f"{response.url} accepts no alerts with this token ({_reason(response)}): use a token with role ingest."
        )
    return UnusableServerError(
        f"{response.url} is not the alert batch of a OneProtect server (HTTP {response.status_code}). Check --url."
    )


def _is_permanent(error: BaseException | None) -> bool:
    """Whether a repetition cannot help: another protocol, an unknown host, or a certificate that is not trusted."""
    while error is not None:
        if isinstance(error, httpx.UnsupportedProtocol | httpx.LocalProtocolError | ssl.SSLCertVerificationError):
            return True
        if isinstance(error, socket.gaierror) and error.errno == socket.EAI_NONAME:
            return True
        error = error.__cause__ or error.__context__
    return False


def _words(error: httpx.TransportError) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _problem(response: httpx.Response) -> dict[str, Any]:
    """Return the problem document of a response, or an empty one if it has none."""
    try:
        problem = response.json()
    except ValueError:
        return {}
    return problem if isinstance(problem, dict) else {}


def _sent(alert: Alert, result: dict[str, Any], retried: bool) -> Sent:
    activity = alert.body.get("activity", "create")
    if result["status"] in {200, 201}:
        is_report = not result["created"] and activity != "create"
        return Sent(alert.number, created=result["created"], retried=retried, is_report=is_report)
    if (result["status"], result["code"], activity) == (404, "not-found", "close"):
        return Sent(alert.number, created=False, retried=retried, skipped=UNKNOWN_FINDING)
    errors = result.get("errors") or [{"pointer": "", "detail": result["detail"]}]
    # What the server calls /raw/… is the row itself; a row's own adapter made the rest.
    pointer = errors[0]["pointer"].removeprefix("/raw")
    reason = "; ".join(f"{error['pointer']} {error['detail']}".strip() for error in errors[:3])
    rejected = Rejected(alert.number, pointer, f"{result['status']} {result['code']}: {reason}", alert.document)
    return Sent(alert.number, created=False, retried=retried, rejected=rejected)


def _retry_after(response: httpx.Response) -> float:
    try:
        return min(float(response.headers.get("Retry-After", "0")), _LONGEST_PAUSE)
    except ValueError:
        return 0.0


def _reason(response: httpx.Response) -> str:
    problem = _problem(response)
    if "code" not in problem:
        return f"HTTP {response.status_code}"
    errors = "; ".join(f"{error['pointer']}: {error['detail']}" for error in problem.get("errors", [])[:3])
    return f"{response.status_code} {problem['code']}: {errors or problem.get('detail')}"
