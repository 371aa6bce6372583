from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.bad_request_problem import BadRequestProblem
from ...models.forbidden_problem import ForbiddenProblem
from ...models.link_direction import LinkDirection
from ...models.link_page import LinkPage
from ...models.link_target_type import LinkTargetType
from ...models.not_acceptable_problem import NotAcceptableProblem
from ...models.not_found_problem import NotFoundProblem
from ...models.rate_limited_problem import RateLimitedProblem
from ...models.unauthenticated_problem import UnauthenticatedProblem
from ...models.unavailable_problem import UnavailableProblem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    ticket_id: UUID,
    *,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    target_type: list[LinkTargetType] | Unset = UNSET,
    direction: LinkDirection | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    json_target_type: list[str] | Unset = UNSET
    if not isinstance(target_type, Unset):
        json_target_type = []
        for target_type_item_data in target_type:
            target_type_item = target_type_item_data.value
            json_target_type.append(target_type_item)

    params["target_type"] = json_target_type

    json_direction: str | Unset = UNSET
    if not isinstance(direction, Unset):
        json_direction = direction.value

    params["direction"] = json_direction

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/tickets/{ticket_id}/links".format(
            ticket_id=quote(str(ticket_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    BadRequestProblem
    | ForbiddenProblem
    | LinkPage
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    if response.status_code == 200:
        response_200 = LinkPage.from_dict(response.json())

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

    if response.status_code == 404:
        response_404 = NotFoundProblem.from_dict(response.json())

        return response_404

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
    | LinkPage
    | NotAcceptableProblem
    | NotFoundProblem
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
    ticket_id: UUID,
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    target_type: list[LinkTargetType] | Unset = UNSET,
    direction: LinkDirection | Unset = UNSET,
) -> Response[
    BadRequestProblem
    | ForbiddenProblem
    | LinkPage
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List links

     Returns the links that were created on this ticket (`outbound`) and the links from other tickets to
    it (`inbound`), oldest first.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        target_type (list[LinkTargetType] | Unset):
        direction (LinkDirection | Unset): `outbound` if the link was created on this ticket,
            `inbound` if it was created on the ticket that points to this one.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestProblem | ForbiddenProblem | LinkPage | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        ticket_id=ticket_id,
        limit=limit,
        cursor=cursor,
        target_type=target_type,
        direction=direction,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    ticket_id: UUID,
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    target_type: list[LinkTargetType] | Unset = UNSET,
    direction: LinkDirection | Unset = UNSET,
) -> (
    BadRequestProblem
    | ForbiddenProblem
    | LinkPage
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List links

     Returns the links that were created on this ticket (`outbound`) and the links from other tickets to
    it (`inbound`), oldest first.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        target_type (list[LinkTargetType] | Unset):
        direction (LinkDirection | Unset): `outbound` if the link was created on this ticket,
            `inbound` if it was created on the ticket that points to this one.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestProblem | ForbiddenProblem | LinkPage | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return sync_detailed(
        ticket_id=ticket_id,
        client=client,
        limit=limit,
        cursor=cursor,
        target_type=target_type,
        direction=direction,
    ).parsed


async def asyncio_detailed(
    ticket_id: UUID,
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    target_type: list[LinkTargetType] | Unset = UNSET,
    direction: LinkDirection | Unset = UNSET,
) -> Response[
    BadRequestProblem
    | ForbiddenProblem
    | LinkPage
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List links

     Returns the links that were created on this ticket (`outbound`) and the links from other tickets to
    it (`inbound`), oldest first.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        target_type (list[LinkTargetType] | Unset):
        direction (LinkDirection | Unset): `outbound` if the link was created on this ticket,
            `inbound` if it was created on the ticket that points to this one.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestProblem | ForbiddenProblem | LinkPage | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        ticket_id=ticket_id,
        limit=limit,
        cursor=cursor,
        target_type=target_type,
        direction=direction,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    ticket_id: UUID,
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    target_type: list[LinkTargetType] | Unset = UNSET,
    direction: LinkDirection | Unset = UNSET,
) -> (
    BadRequestProblem
    | ForbiddenProblem
    | LinkPage
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List links

     Returns the links that were created on this ticket (`outbound`) and the links from other tickets to
    it (`inbound`), oldest first.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        target_type (list[LinkTargetType] | Unset):
        direction (LinkDirection | Unset): `outbound` if the link was created on this ticket,
            `inbound` if it was created on the ticket that points to this one.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestProblem | ForbiddenProblem | LinkPage | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return (
        await asyncio_detailed(
            ticket_id=ticket_id,
            client=client,
            limit=limit,
            cursor=cursor,
            target_type=target_type,
            direction=direction,
        )
    ).parsed
