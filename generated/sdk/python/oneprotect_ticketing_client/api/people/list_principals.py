from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.bad_request_problem import BadRequestProblem
from ...models.forbidden_problem import ForbiddenProblem
from ...models.not_acceptable_problem import NotAcceptableProblem
from ...models.principal_page import PrincipalPage
from ...models.rate_limited_problem import RateLimitedProblem
from ...models.unauthenticated_problem import UnauthenticatedProblem
from ...models.unavailable_problem import UnavailableProblem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    assignable: bool | Unset = UNSET,
    q: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    params["assignable"] = assignable

    params["q"] = q

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/principals",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | PrincipalPage
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    if response.status_code == 200:
        response_200 = PrincipalPage.from_dict(response.json())

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
    | PrincipalPage
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
    assignable: bool | Unset = UNSET,
    q: str | Unset = UNSET,
) -> Response[
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | PrincipalPage
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List principals

     Returns the principals of the tenant, sorted by name. `assignable=true` returns those to whom
    tickets can be assigned. `q` searches the name.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        assignable (bool | Unset):
        q (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | PrincipalPage | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        assignable=assignable,
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
    assignable: bool | Unset = UNSET,
    q: str | Unset = UNSET,
) -> (
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | PrincipalPage
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List principals

     Returns the principals of the tenant, sorted by name. `assignable=true` returns those to whom
    tickets can be assigned. `q` searches the name.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        assignable (bool | Unset):
        q (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | PrincipalPage | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        assignable=assignable,
        q=q,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    assignable: bool | Unset = UNSET,
    q: str | Unset = UNSET,
) -> Response[
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | PrincipalPage
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List principals

     Returns the principals of the tenant, sorted by name. `assignable=true` returns those to whom
    tickets can be assigned. `q` searches the name.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        assignable (bool | Unset):
        q (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | PrincipalPage | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        assignable=assignable,
        q=q,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    assignable: bool | Unset = UNSET,
    q: str | Unset = UNSET,
) -> (
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | PrincipalPage
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List principals

     Returns the principals of the tenant, sorted by name. `assignable=true` returns those to whom
    tickets can be assigned. `q` searches the name.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        assignable (bool | Unset):
        q (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | PrincipalPage | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            cursor=cursor,
            assignable=assignable,
            q=q,
        )
    ).parsed
