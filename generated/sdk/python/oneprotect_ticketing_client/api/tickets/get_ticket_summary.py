from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.bad_request_problem import BadRequestProblem
from ...models.forbidden_problem import ForbiddenProblem
from ...models.not_acceptable_problem import NotAcceptableProblem
from ...models.rate_limited_problem import RateLimitedProblem
from ...models.ticket_summary import TicketSummary
from ...models.unauthenticated_problem import UnauthenticatedProblem
from ...models.unavailable_problem import UnavailableProblem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    days: int | Unset = 30,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["days"] = days

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/tickets/summary",
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
    | TicketSummary
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    if response.status_code == 200:
        response_200 = TicketSummary.from_dict(response.json())

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
    | TicketSummary
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
    days: int | Unset = 30,
) -> Response[
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | TicketSummary
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """Count tickets

     Returns the number of open tickets by severity, and the number of tickets created and resolved on
    each of the last days, in UTC and including today. A ticket is open unless it is resolved or closed.
    A ticket that was reopened does not count as resolved.

    Args:
        days (int | Unset):  Default: 30.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | TicketSummary | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        days=days,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    days: int | Unset = 30,
) -> (
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | TicketSummary
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """Count tickets

     Returns the number of open tickets by severity, and the number of tickets created and resolved on
    each of the last days, in UTC and including today. A ticket is open unless it is resolved or closed.
    A ticket that was reopened does not count as resolved.

    Args:
        days (int | Unset):  Default: 30.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | TicketSummary | UnauthenticatedProblem | UnavailableProblem
    """

    return sync_detailed(
        client=client,
        days=days,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    days: int | Unset = 30,
) -> Response[
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | TicketSummary
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """Count tickets

     Returns the number of open tickets by severity, and the number of tickets created and resolved on
    each of the last days, in UTC and including today. A ticket is open unless it is resolved or closed.
    A ticket that was reopened does not count as resolved.

    Args:
        days (int | Unset):  Default: 30.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | TicketSummary | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        days=days,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    days: int | Unset = 30,
) -> (
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | TicketSummary
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """Count tickets

     Returns the number of open tickets by severity, and the number of tickets created and resolved on
    each of the last days, in UTC and including today. A ticket is open unless it is resolved or closed.
    A ticket that was reopened does not count as resolved.

    Args:
        days (int | Unset):  Default: 30.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | TicketSummary | UnauthenticatedProblem | UnavailableProblem
    """

    return (
        await asyncio_detailed(
            client=client,
            days=days,
        )
    ).parsed
