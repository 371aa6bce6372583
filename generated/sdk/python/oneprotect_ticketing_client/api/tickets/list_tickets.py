import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.bad_request_problem import BadRequestProblem
from ...models.forbidden_problem import ForbiddenProblem
from ...models.list_tickets_sort import ListTicketsSort
from ...models.not_acceptable_problem import NotAcceptableProblem
from ...models.rate_limited_problem import RateLimitedProblem
from ...models.severity import Severity
from ...models.ticket_page import TicketPage
from ...models.ticket_priority import TicketPriority
from ...models.ticket_source_kind import TicketSourceKind
from ...models.ticket_status import TicketStatus
from ...models.unauthenticated_problem import UnauthenticatedProblem
from ...models.unavailable_problem import UnavailableProblem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListTicketsSort | Unset = UNSET,
    status: list[TicketStatus] | Unset = UNSET,
    priority: list[TicketPriority] | Unset = UNSET,
    severity: list[Severity] | Unset = UNSET,
    assignee_id: list[str] | Unset = UNSET,
    reporter_id: list[UUID] | Unset = UNSET,
    tag: list[str] | Unset = UNSET,
    source_kind: list[TicketSourceKind] | Unset = UNSET,
    created_from: datetime.datetime | Unset = UNSET,
    created_to: datetime.datetime | Unset = UNSET,
    updated_from: datetime.datetime | Unset = UNSET,
    updated_to: datetime.datetime | Unset = UNSET,
    number: int | Unset = UNSET,
    asset: list[str] | Unset = UNSET,
    q: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    json_sort: str | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = sort.value

    params["sort"] = json_sort

    json_status: list[str] | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = []
        for status_item_data in status:
            status_item = status_item_data.value
            json_status.append(status_item)

    params["status"] = json_status

    json_priority: list[str] | Unset = UNSET
    if not isinstance(priority, Unset):
        json_priority = []
        for priority_item_data in priority:
            priority_item = priority_item_data.value
            json_priority.append(priority_item)

    params["priority"] = json_priority

    json_severity: list[str] | Unset = UNSET
    if not isinstance(severity, Unset):
        json_severity = []
        for severity_item_data in severity:
            severity_item = severity_item_data.value
            json_severity.append(severity_item)

    params["severity"] = json_severity

    json_assignee_id: list[str] | Unset = UNSET
    if not isinstance(assignee_id, Unset):
        json_assignee_id = assignee_id

    params["assignee_id"] = json_assignee_id

    json_reporter_id: list[str] | Unset = UNSET
    if not isinstance(reporter_id, Unset):
        json_reporter_id = []
        for reporter_id_item_data in reporter_id:
            reporter_id_item = str(reporter_id_item_data)
            json_reporter_id.append(reporter_id_item)

    params["reporter_id"] = json_reporter_id

    json_tag: list[str] | Unset = UNSET
    if not isinstance(tag, Unset):
        json_tag = tag

    params["tag"] = json_tag

    json_source_kind: list[str] | Unset = UNSET
    if not isinstance(source_kind, Unset):
        json_source_kind = []
        for source_kind_item_data in source_kind:
            source_kind_item = source_kind_item_data.value
            json_source_kind.append(source_kind_item)

    params["source_kind"] = json_source_kind

    json_created_from: str | Unset = UNSET
    if not isinstance(created_from, Unset):
        json_created_from = created_from.isoformat()
    params["created_from"] = json_created_from

    json_created_to: str | Unset = UNSET
    if not isinstance(created_to, Unset):
        json_created_to = created_to.isoformat()
    params["created_to"] = json_created_to

    json_updated_from: str | Unset = UNSET
    if not isinstance(updated_from, Unset):
        json_updated_from = updated_from.isoformat()
    params["updated_from"] = json_updated_from

    json_updated_to: str | Unset = UNSET
    if not isinstance(updated_to, Unset):
        json_updated_to = updated_to.isoformat()
    params["updated_to"] = json_updated_to

    params["number"] = number

    json_asset: list[str] | Unset = UNSET
    if not isinstance(asset, Unset):
        json_asset = asset

    params["asset"] = json_asset

    params["q"] = q

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/tickets",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | TicketPage
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    if response.status_code == 200:
        response_200 = TicketPage.from_dict(response.json())

        return response_200

    if response.status_code == 400:
        response_400 = BadRequestProblem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = UnauthenticatedProblem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = ForbiddenProblem.from_dict(response.json())

        return response_403

    if response.status_code == 406:
        response_406 = NotAcceptableProblem.from_dict(response.json())

        return response_406

    if response.status_code == 429:
        response_429 = RateLimitedProblem.from_dict(response.json())

        return response_429

    if response.status_code == 503:
        response_503 = UnavailableProblem.from_dict(response.json())

        return response_503

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | TicketPage
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListTicketsSort | Unset = UNSET,
    status: list[TicketStatus] | Unset = UNSET,
    priority: list[TicketPriority] | Unset = UNSET,
    severity: list[Severity] | Unset = UNSET,
    assignee_id: list[str] | Unset = UNSET,
    reporter_id: list[UUID] | Unset = UNSET,
    tag: list[str] | Unset = UNSET,
    source_kind: list[TicketSourceKind] | Unset = UNSET,
    created_from: datetime.datetime | Unset = UNSET,
    created_to: datetime.datetime | Unset = UNSET,
    updated_from: datetime.datetime | Unset = UNSET,
    updated_to: datetime.datetime | Unset = UNSET,
    number: int | Unset = UNSET,
    asset: list[str] | Unset = UNSET,
    q: str | Unset = UNSET,
) -> Response[
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | TicketPage
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List tickets

     Returns the tenant's tickets. `q` searches number, title, description and tags. It also finds
    tickets that have an asset whose whole value is one of the words. If `q` is only a number, with or
    without `#`, the ticket with that number is the first item of the first page, whatever the sort
    order; the others follow in their order.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListTicketsSort | Unset): A sort order; a leading minus sorts in descending order.
        status (list[TicketStatus] | Unset):
        priority (list[TicketPriority] | Unset):
        severity (list[Severity] | Unset):
        assignee_id (list[str] | Unset):
        reporter_id (list[UUID] | Unset):
        tag (list[str] | Unset):
        source_kind (list[TicketSourceKind] | Unset):
        created_from (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        created_to (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        updated_from (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        updated_to (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        number (int | Unset):
        asset (list[str] | Unset):
        q (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | TicketPage | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        sort=sort,
        status=status,
        priority=priority,
        severity=severity,
        assignee_id=assignee_id,
        reporter_id=reporter_id,
        tag=tag,
        source_kind=source_kind,
        created_from=created_from,
        created_to=created_to,
        updated_from=updated_from,
        updated_to=updated_to,
        number=number,
        asset=asset,
        q=q,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListTicketsSort | Unset = UNSET,
    status: list[TicketStatus] | Unset = UNSET,
    priority: list[TicketPriority] | Unset = UNSET,
    severity: list[Severity] | Unset = UNSET,
    assignee_id: list[str] | Unset = UNSET,
    reporter_id: list[UUID] | Unset = UNSET,
    tag: list[str] | Unset = UNSET,
    source_kind: list[TicketSourceKind] | Unset = UNSET,
    created_from: datetime.datetime | Unset = UNSET,
    created_to: datetime.datetime | Unset = UNSET,
    updated_from: datetime.datetime | Unset = UNSET,
    updated_to: datetime.datetime | Unset = UNSET,
    number: int | Unset = UNSET,
    asset: list[str] | Unset = UNSET,
    q: str | Unset = UNSET,
) -> (
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | TicketPage
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List tickets

     Returns the tenant's tickets. `q` searches number, title, description and tags. It also finds
    tickets that have an asset whose whole value is one of the words. If `q` is only a number, with or
    without `#`, the ticket with that number is the first item of the first page, whatever the sort
    order; the others follow in their order.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListTicketsSort | Unset): A sort order; a leading minus sorts in descending order.
        status (list[TicketStatus] | Unset):
        priority (list[TicketPriority] | Unset):
        severity (list[Severity] | Unset):
        assignee_id (list[str] | Unset):
        reporter_id (list[UUID] | Unset):
        tag (list[str] | Unset):
        source_kind (list[TicketSourceKind] | Unset):
        created_from (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        created_to (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        updated_from (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        updated_to (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        number (int | Unset):
        asset (list[str] | Unset):
        q (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | TicketPage | UnauthenticatedProblem | UnavailableProblem
    """

    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        sort=sort,
        status=status,
        priority=priority,
        severity=severity,
        assignee_id=assignee_id,
        reporter_id=reporter_id,
        tag=tag,
        source_kind=source_kind,
        created_from=created_from,
        created_to=created_to,
        updated_from=updated_from,
        updated_to=updated_to,
        number=number,
        asset=asset,
        q=q,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListTicketsSort | Unset = UNSET,
    status: list[TicketStatus] | Unset = UNSET,
    priority: list[TicketPriority] | Unset = UNSET,
    severity: list[Severity] | Unset = UNSET,
    assignee_id: list[str] | Unset = UNSET,
    reporter_id: list[UUID] | Unset = UNSET,
    tag: list[str] | Unset = UNSET,
    source_kind: list[TicketSourceKind] | Unset = UNSET,
    created_from: datetime.datetime | Unset = UNSET,
    created_to: datetime.datetime | Unset = UNSET,
    updated_from: datetime.datetime | Unset = UNSET,
    updated_to: datetime.datetime | Unset = UNSET,
    number: int | Unset = UNSET,
    asset: list[str] | Unset = UNSET,
    q: str | Unset = UNSET,
) -> Response[
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | TicketPage
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List tickets

     Returns the tenant's tickets. `q` searches number, title, description and tags. It also finds
    tickets that have an asset whose whole value is one of the words. If `q` is only a number, with or
    without `#`, the ticket with that number is the first item of the first page, whatever the sort
    order; the others follow in their order.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListTicketsSort | Unset): A sort order; a leading minus sorts in descending order.
        status (list[TicketStatus] | Unset):
        priority (list[TicketPriority] | Unset):
        severity (list[Severity] | Unset):
        assignee_id (list[str] | Unset):
        reporter_id (list[UUID] | Unset):
        tag (list[str] | Unset):
        source_kind (list[TicketSourceKind] | Unset):
        created_from (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        created_to (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        updated_from (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        updated_to (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        number (int | Unset):
        asset (list[str] | Unset):
        q (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | TicketPage | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        sort=sort,
        status=status,
        priority=priority,
        severity=severity,
        assignee_id=assignee_id,
        reporter_id=reporter_id,
        tag=tag,
        source_kind=source_kind,
        created_from=created_from,
        created_to=created_to,
        updated_from=updated_from,
        updated_to=updated_to,
        number=number,
        asset=asset,
        q=q,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListTicketsSort | Unset = UNSET,
    status: list[TicketStatus] | Unset = UNSET,
    priority: list[TicketPriority] | Unset = UNSET,
    severity: list[Severity] | Unset = UNSET,
    assignee_id: list[str] | Unset = UNSET,
    reporter_id: list[UUID] | Unset = UNSET,
    tag: list[str] | Unset = UNSET,
    source_kind: list[TicketSourceKind] | Unset = UNSET,
    created_from: datetime.datetime | Unset = UNSET,
    created_to: datetime.datetime | Unset = UNSET,
    updated_from: datetime.datetime | Unset = UNSET,
    updated_to: datetime.datetime | Unset = UNSET,
    number: int | Unset = UNSET,
    asset: list[str] | Unset = UNSET,
    q: str | Unset = UNSET,
) -> (
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | TicketPage
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List tickets

     Returns the tenant's tickets. `q` searches number, title, description and tags. It also finds
    tickets that have an asset whose whole value is one of the words. If `q` is only a number, with or
    without `#`, the ticket with that number is the first item of the first page, whatever the sort
    order; the others follow in their order.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListTicketsSort | Unset): A sort order; a leading minus sorts in descending order.
        status (list[TicketStatus] | Unset):
        priority (list[TicketPriority] | Unset):
        severity (list[Severity] | Unset):
        assignee_id (list[str] | Unset):
        reporter_id (list[UUID] | Unset):
        tag (list[str] | Unset):
        source_kind (list[TicketSourceKind] | Unset):
        created_from (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        created_to (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        updated_from (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        updated_to (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        number (int | Unset):
        asset (list[str] | Unset):
        q (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | TicketPage | UnauthenticatedProblem | UnavailableProblem
    """

    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            cursor=cursor,
            sort=sort,
            status=status,
            priority=priority,
            severity=severity,
            assignee_id=assignee_id,
            reporter_id=reporter_id,
            tag=tag,
            source_kind=source_kind,
            created_from=created_from,
            created_to=created_to,
            updated_from=updated_from,
            updated_to=updated_to,
            number=number,
            asset=asset,
            q=q,
        )
    ).parsed
