from http import HTTPStatus
from typing import Any
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.bad_request_problem import BadRequestProblem
from ...models.delivery_record_page import DeliveryRecordPage
from ...models.delivery_status import DeliveryStatus
from ...models.forbidden_problem import ForbiddenProblem
from ...models.list_delivery_records_sort import ListDeliveryRecordsSort
from ...models.not_acceptable_problem import NotAcceptableProblem
from ...models.rate_limited_problem import RateLimitedProblem
from ...models.unauthenticated_problem import UnauthenticatedProblem
from ...models.unavailable_problem import UnavailableProblem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListDeliveryRecordsSort | Unset = UNSET,
    ticket_id: UUID | Unset = UNSET,
    status: list[DeliveryStatus] | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    json_sort: str | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = sort.value

    params["sort"] = json_sort

    json_ticket_id: str | Unset = UNSET
    if not isinstance(ticket_id, Unset):
        json_ticket_id = str(ticket_id)
    params["ticket_id"] = json_ticket_id

    json_status: list[str] | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = []
        for status_item_data in status:
            status_item = status_item_data.value
            json_status.append(status_item)

    params["status"] = json_status

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/delivery-records",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    BadRequestProblem
    | DeliveryRecordPage
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    if response.status_code == 200:
        response_200 = DeliveryRecordPage.from_dict(response.json())

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
    | DeliveryRecordPage
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
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
    sort: ListDeliveryRecordsSort | Unset = UNSET,
    ticket_id: UUID | Unset = UNSET,
    status: list[DeliveryStatus] | Unset = UNSET,
) -> Response[
    BadRequestProblem
    | DeliveryRecordPage
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List delivery records

     Returns what outbound integrations reported about the tenant's tickets; see the delivery channels in
    /asyncapi.json.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListDeliveryRecordsSort | Unset): A sort order; a leading minus sorts in descending
            order.
        ticket_id (UUID | Unset): A UUID in lowercase with hyphens (RFC 9562).
        status (list[DeliveryStatus] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestProblem | DeliveryRecordPage | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        sort=sort,
        ticket_id=ticket_id,
        status=status,
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
    sort: ListDeliveryRecordsSort | Unset = UNSET,
    ticket_id: UUID | Unset = UNSET,
    status: list[DeliveryStatus] | Unset = UNSET,
) -> (
    BadRequestProblem
    | DeliveryRecordPage
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List delivery records

     Returns what outbound integrations reported about the tenant's tickets; see the delivery channels in
    /asyncapi.json.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListDeliveryRecordsSort | Unset): A sort order; a leading minus sorts in descending
            order.
        ticket_id (UUID | Unset): A UUID in lowercase with hyphens (RFC 9562).
        status (list[DeliveryStatus] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestProblem | DeliveryRecordPage | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        sort=sort,
        ticket_id=ticket_id,
        status=status,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListDeliveryRecordsSort | Unset = UNSET,
    ticket_id: UUID | Unset = UNSET,
    status: list[DeliveryStatus] | Unset = UNSET,
) -> Response[
    BadRequestProblem
    | DeliveryRecordPage
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List delivery records

     Returns what outbound integrations reported about the tenant's tickets; see the delivery channels in
    /asyncapi.json.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListDeliveryRecordsSort | Unset): A sort order; a leading minus sorts in descending
            order.
        ticket_id (UUID | Unset): A UUID in lowercase with hyphens (RFC 9562).
        status (list[DeliveryStatus] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestProblem | DeliveryRecordPage | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        sort=sort,
        ticket_id=ticket_id,
        status=status,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListDeliveryRecordsSort | Unset = UNSET,
    ticket_id: UUID | Unset = UNSET,
    status: list[DeliveryStatus] | Unset = UNSET,
) -> (
    BadRequestProblem
    | DeliveryRecordPage
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List delivery records

     Returns what outbound integrations reported about the tenant's tickets; see the delivery channels in
    /asyncapi.json.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListDeliveryRecordsSort | Unset): A sort order; a leading minus sorts in descending
            order.
        ticket_id (UUID | Unset): A UUID in lowercase with hyphens (RFC 9562).
        status (list[DeliveryStatus] | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestProblem | DeliveryRecordPage | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            cursor=cursor,
            sort=sort,
            ticket_id=ticket_id,
            status=status,
        )
    ).parsed
