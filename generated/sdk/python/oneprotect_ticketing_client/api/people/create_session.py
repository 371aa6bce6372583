from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.bad_request_problem import BadRequestProblem
from ...models.forbidden_problem import ForbiddenProblem
from ...models.not_acceptable_problem import NotAcceptableProblem
from ...models.payload_too_large_problem import PayloadTooLargeProblem
from ...models.rate_limited_problem import RateLimitedProblem
from ...models.session import Session
from ...models.session_create import SessionCreate
from ...models.unauthenticated_problem import UnauthenticatedProblem
from ...models.unavailable_problem import UnavailableProblem
from ...models.unprocessable_problem import UnprocessableProblem
from ...models.unsupported_media_type_problem import UnsupportedMediaTypeProblem
from ...types import Response


def _get_kwargs(
    *,
    body: SessionCreate,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/session",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | PayloadTooLargeProblem
    | RateLimitedProblem
    | Session
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
    | UnsupportedMediaTypeProblem
    | None
):
    if response.status_code == 201:
        response_201 = Session.from_dict(response.json())

        return response_201

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

    if response.status_code == 413:
        response_413 = PayloadTooLargeProblem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = UnsupportedMediaTypeProblem.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = UnprocessableProblem.from_dict(response.json())

        return response_422

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
    | PayloadTooLargeProblem
    | RateLimitedProblem
    | Session
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
    | UnsupportedMediaTypeProblem
]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: SessionCreate,
) -> Response[
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | PayloadTooLargeProblem
    | RateLimitedProblem
    | Session
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
    | UnsupportedMediaTypeProblem
]:
    """Sign in

     Starts a session of the console and sets its cookie. The request must come from a page of this
    server. The operation takes no Idempotency-Key, because a second sign-in duplicates nothing; it is
    logged and not audited. A server without demo sign-in returns 401; only `oneprotect up` has demo
    sign-in.

    Args:
        body (SessionCreate): The demo identity to sign in as. Only `oneprotect up` has demo
            identities.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | PayloadTooLargeProblem | RateLimitedProblem | Session | UnauthenticatedProblem | UnavailableProblem | UnprocessableProblem | UnsupportedMediaTypeProblem]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: SessionCreate,
) -> (
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | PayloadTooLargeProblem
    | RateLimitedProblem
    | Session
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
    | UnsupportedMediaTypeProblem
    | None
):
    """Sign in

     Starts a session of the console and sets its cookie. The request must come from a page of this
    server. The operation takes no Idempotency-Key, because a second sign-in duplicates nothing; it is
    logged and not audited. A server without demo sign-in returns 401; only `oneprotect up` has demo
    sign-in.

    Args:
        body (SessionCreate): The demo identity to sign in as. Only `oneprotect up` has demo
            identities.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | PayloadTooLargeProblem | RateLimitedProblem | Session | UnauthenticatedProblem | UnavailableProblem | UnprocessableProblem | UnsupportedMediaTypeProblem
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: SessionCreate,
) -> Response[
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | PayloadTooLargeProblem
    | RateLimitedProblem
    | Session
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
    | UnsupportedMediaTypeProblem
]:
    """Sign in

     Starts a session of the console and sets its cookie. The request must come from a page of this
    server. The operation takes no Idempotency-Key, because a second sign-in duplicates nothing; it is
    logged and not audited. A server without demo sign-in returns 401; only `oneprotect up` has demo
    sign-in.

    Args:
        body (SessionCreate): The demo identity to sign in as. Only `oneprotect up` has demo
            identities.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | PayloadTooLargeProblem | RateLimitedProblem | Session | UnauthenticatedProblem | UnavailableProblem | UnprocessableProblem | UnsupportedMediaTypeProblem]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: SessionCreate,
) -> (
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | PayloadTooLargeProblem
    | RateLimitedProblem
    | Session
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
    | UnsupportedMediaTypeProblem
    | None
):
    """Sign in

     Starts a session of the console and sets its cookie. The request must come from a page of this
    server. The operation takes no Idempotency-Key, because a second sign-in duplicates nothing; it is
    logged and not audited. A server without demo sign-in returns 401; only `oneprotect up` has demo
    sign-in.

    Args:
        body (SessionCreate): The demo identity to sign in as. Only `oneprotect up` has demo
            identities.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | PayloadTooLargeProblem | RateLimitedProblem | Session | UnauthenticatedProblem | UnavailableProblem | UnprocessableProblem | UnsupportedMediaTypeProblem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
