"""A client that retries safely and raises problems, an iterator over the items of all pages, and updates of tickets."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from typing import Any, Never, ParamSpec, Protocol, TypeVar, overload
from uuid import UUID, uuid4

import httpx
from attrs import define, field

from .api.tickets import get_ticket, update_ticket
from .client import AuthenticatedClient
from .errors import UnexpectedStatus
from .models import (
    Alert,
    AlertBatchResult,
    AlertLink,
    AlertPage,
    AlertReceipt,
    AlertReportPage,
    Asset,
    AssetLink,
    AssetPage,
    AuditRecord,
    AuditRecordLink,
    AuditRecordPage,
    Comment,
    CommentPage,
    DeliveryRecord,
    DeliveryRecordLink,
    DeliveryRecordPage,
    Evidence,
    EvidenceLink,
    EvidencePage,
    ExternalReferenceLink,
    LinkPage,
    Me,
    PrincipalPage,
    RelatedPage,
    Ticket,
    TicketLink,
    TicketPage,
    TicketSummary,
    TicketUpdate,
    TimelinePage,
)
from .problems import (
    Problem,
    ProblemError,
    UpdateConflictError,
    VersionMismatchError,
    error_from_problem,
    error_from_response,
)

P = ParamSpec("P")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
# What operations return. With any other bound, mypy takes a union of several of these for an object.
R = TypeVar(
    "R",
    Alert,
    AlertBatchResult,
    AlertLink,
    AlertPage,
    AlertReceipt,
    AlertReportPage,
    Asset,
    AssetLink,
    AssetPage,
    AuditRecord,
    AuditRecordLink,
    AuditRecordPage,
    Comment,
    CommentPage,
    DeliveryRecord,
    DeliveryRecordLink,
    DeliveryRecordPage,
    Evidence,
    EvidenceLink,
    EvidencePage,
    ExternalReferenceLink,
    LinkPage,
    Me,
    PrincipalPage,
    RelatedPage,
    Ticket,
    TicketLink,
    TicketPage,
    TicketSummary,
    TimelinePage,
)

# After these, it is unknown whether the request took effect.
_LOST = (httpx.NetworkError, httpx.TimeoutException, httpx.RemoteProtocolError)
_TRANSIENT_STATUSES = frozenset({429, 502, 503, 504})
_FIRST_WAIT = 0.5


class Page(Protocol[T_co]):
    """A page of any list."""

    @property
    def items(self) -> Sequence[T_co]: ...

    @property
    def next_cursor(self) -> str | None: ...


class _Detailed(Protocol[T_co]):
    """What the detailed variant of an operation returns."""

    @property
    def parsed(self) -> T_co: ...

    @property
    def headers(self) -> Mapping[str, str]: ...


@define
class TicketingClient(AuthenticatedClient):
    """An authenticated client that repeats what failed temporarily, and raises `ProblemError` for every problem.

    Writes carry an Idempotency-Key: one whose response was lost takes effect once. Pass `idempotency_key` to an
    operation to use a key of your own, which you can repeat after a restart for 24 hours.

    Attributes:
        retries: How often a request is repeated after a lost response, or a status that is temporary.
        max_wait: The longest wait before a repetition, in seconds. If the API asks for more, the problem is raised.
    """

    retries: int = field(default=3, kw_only=True)
    max_wait: float = field(default=60, kw_only=True)
    raise_on_unexpected_status: bool = field(default=True, kw_only=True)
    _timeout: httpx.Timeout | None = field(factory=lambda: httpx.Timeout(30), kw_only=True, alias="timeout")

    def get_httpx_client(self) -> httpx.Client:
        """Return the underlying client, which is created on the first call."""
        if self._client is None:
            self._client = _RetryingClient(self._wait, **self._settings())
        return self._client

    def get_async_httpx_client(self) -> httpx.AsyncClient:
        """Return the underlying asynchronous client, which is created on the first call."""
        if self._async_client is None:
            self._async_client = _RetryingAsyncClient(self._wait, **self._settings())
        return self._async_client

    def update_ticket(self, ticket_id: UUID, change: TicketUpdate | Callable[[Ticket], TicketUpdate]) -> Ticket:
        """Read a ticket, and change it unless it has changed in between.

        ``change`` can be a function of the ticket that was read. Raises `UpdateConflictError` with both versions if
        the ticket changed in between.
        """
        ticket, etag = _with_etag(get_ticket.sync_detailed(ticket_id, client=self))
        body = change(ticket) if callable(change) else change
        try:
            return unwrap(update_ticket.sync(ticket_id, client=self, body=body, if_match=etag))
        except VersionMismatchError as error:
            current = unwrap(get_ticket.sync(ticket_id, client=self))
            raise UpdateConflictError(error.problem, ticket, current) from error

    async def update_ticket_async(
        self, ticket_id: UUID, change: TicketUpdate | Callable[[Ticket], TicketUpdate]
    ) -> Ticket:
        """Do what `update_ticket` does, asynchronously."""
        ticket, etag = _with_etag(await get_ticket.asyncio_detailed(ticket_id, client=self))
        body = change(ticket) if callable(change) else change
        try:
            return unwrap(await update_ticket.asyncio(ticket_id, client=self, body=body, if_match=etag))
        except VersionMismatchError as error:
            current = unwrap(await get_ticket.asyncio(ticket_id, client=self))
            raise UpdateConflictError(error.problem, ticket, current) from error

    def _settings(self) -> dict[str, Any]:
        authorization = f"{self.prefix} {self.token}" if self.prefix else self.token
        return {
            "base_url": self._base_url,
            "cookies": self._cookies,
            "headers": {**self._headers, self.auth_header_name: authorization},
            "timeout": self._timeout,
            "verify": self._verify_ssl,
            "follow_redirects": self._follow_redirects,
            **self._httpx_args,
        }

    def _wait(self, attempts: int, error: Exception) -> float:
        """Return the seconds to wait before the next attempt; raise the error if there is none."""
        if attempts > self.retries or not _is_transient(error):
            raise error
        backoff: float = _FIRST_WAIT * 2 ** (attempts - 1) * random.uniform(0.5, 1)
        wait = max(backoff, (isinstance(error, ProblemError) and error.retry_after) or 0)
        if wait > self.max_wait:
            raise error
        return wait


@overload
def unwrap(response: Problem | None) -> Never: ...
@overload
def unwrap(response: R | Problem | None) -> R: ...
def unwrap(response: R | Problem | None) -> R:
    """Return what an operation returned, without the problems in its type; raise a problem as `ProblemError`."""
    return _checked(response)


def _checked(response: T | Problem | None) -> T:
    if isinstance(response, Problem):
        raise error_from_problem(response)
    if response is None:
        raise ValueError("The response has no body: call the operation without unwrap.")
    return response


def iterate(operation: Callable[P, Page[T] | Problem | None], *args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
    """Yield the items of all pages of a list, such as `iterate(list_tickets.sync, client=client, q="printer")`."""
    cursor: str | None = ""
    while cursor is not None:
        page = _checked(operation(*args, **kwargs))
        yield from page.items
        kwargs["cursor"] = cursor = page.next_cursor


async def iterate_async(
    operation: Callable[P, Awaitable[Page[T] | Problem | None]], *args: P.args, **kwargs: P.kwargs
) -> AsyncIterator[T]:
    """Yield the items of all pages of a list, such as `iterate_async(list_tickets.asyncio, client=client)`."""
    cursor: str | None = ""
    while cursor is not None:
        page = _checked(await operation(*args, **kwargs))
        for item in page.items:
            yield item
        kwargs["cursor"] = cursor = page.next_cursor


class _RetryingClient(httpx.Client):
    def __init__(self, wait: Callable[[int, Exception], float], **settings: Any) -> None:
        super().__init__(**settings)
        self._wait = wait

    def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        _add_idempotency_key(request)
        attempts = 1
        while True:
            try:
                response = super().send(request, **options)
                if not response.is_error:
                    return response
                response.read()
                raise error_from_response(response)
            except (*_LOST, ProblemError, UnexpectedStatus) as error:
                seconds = self._wait(attempts, error)
            attempts += 1
            time.sleep(seconds)


class _RetryingAsyncClient(httpx.AsyncClient):
    def __init__(self, wait: Callable[[int, Exception], float], **settings: Any) -> None:
        super().__init__(**settings)
        self._wait = wait

    async def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        _add_idempotency_key(request)
        attempts = 1
        while True:
            try:
                response = await super().send(request, **options)
                if not response.is_error:
                    return response
                await response.aread()
                raise error_from_response(response)
            except (*_LOST, ProblemError, UnexpectedStatus) as error:
                seconds = self._wait(attempts, error)
            attempts += 1
            await asyncio.sleep(seconds)


def _add_idempotency_key(request: httpx.Request) -> None:
    if request.method != "GET":
        request.headers.setdefault("Idempotency-Key", str(uuid4()))


def _is_transient(error: Exception) -> bool:
    if isinstance(error, ProblemError):
        return error.status in _TRANSIENT_STATUSES or error.code == "idempotency-in-progress"
    return isinstance(error, _LOST) or (
        isinstance(error, UnexpectedStatus) and error.status_code in _TRANSIENT_STATUSES
    )


def _with_etag(response: _Detailed[Ticket | Problem | None]) -> tuple[Ticket, str]:
    return unwrap(response.parsed), response.headers["ETag"]
