from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.bad_request_problem import BadRequestProblem
from ...models.conflict_problem import ConflictProblem
from ...models.forbidden_problem import ForbiddenProblem
from ...models.not_acceptable_problem import NotAcceptableProblem
from ...models.not_found_problem import NotFoundProblem
from ...models.rate_limited_problem import RateLimitedProblem
from ...models.unauthenticated_problem import UnauthenticatedProblem
from ...models.unavailable_problem import UnavailableProblem
from ...models.unprocessable_problem import UnprocessableProblem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    ticket_id: UUID,
    link_id: UUID,
    *,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "delete",
        "url": "/tickets/{ticket_id}/links/{link_id}".format(
            ticket_id=quote(str(ticket_id), safe=""),
            link_id=quote(str(link_id), safe=""),
        ),
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    Any
    | BadRequestProblem
    | ConflictProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
    | None
):
    if response.status_code == 204:
        response_204 = cast(Any, None)
        return response_204

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

    if response.status_code == 409:
        response_409 = ConflictProblem.from_dict(response.json())

        return response_409

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
    Any
    | BadRequestProblem
    | ConflictProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    ticket_id: UUID,
    link_id: UUID,
    *,
    client: AuthenticatedClient,
    idempotency_key: str | Unset = UNSET,
) -> Response[
    Any
    | BadRequestProblem
    | ConflictProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
]:
    """Remove a link

     Removes a link, from the ticket that it was created on or from the ticket that it points to. The
    timelines of both tickets record the removal. If the ticket in the path is closed, the request is
    refused, whatever the status of the other ticket. Repeating the request returns 204 again and writes
    no second audit record.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        link_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | BadRequestProblem | ConflictProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem | UnprocessableProblem]
    """

    kwargs = _get_kwargs(
        ticket_id=ticket_id,
        link_id=link_id,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    ticket_id: UUID,
    link_id: UUID,
    *,
    client: AuthenticatedClient,
    idempotency_key: str | Unset = UNSET,
) -> (
    Any
    | BadRequestProblem
    | ConflictProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
    | None
):
    """Remove a link

     Removes a link, from the ticket that it was created on or from the ticket that it points to. The
    timelines of both tickets record the removal. If the ticket in the path is closed, the request is
    refused, whatever the status of the other ticket. Repeating the request returns 204 again and writes
    no second audit record.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        link_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | BadRequestProblem | ConflictProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem | UnprocessableProblem
    """

    return sync_detailed(
        ticket_id=ticket_id,
        link_id=link_id,
        client=client,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    ticket_id: UUID,
    link_id: UUID,
    *,
    client: AuthenticatedClient,
    idempotency_key: str | Unset = UNSET,
) -> Response[
    Any
    | BadRequestProblem
    | ConflictProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
]:
    """Remove a link

     Removes a link, from the ticket that it was created on or from the ticket that it points to. The
    timelines of both tickets record the removal. If the ticket in the path is closed, the request is
    refused, whatever the status of the other ticket. Repeating the request returns 204 again and writes
    no second audit record.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        link_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | BadRequestProblem | ConflictProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem | UnprocessableProblem]
    """

    kwargs = _get_kwargs(
        ticket_id=ticket_id,
        link_id=link_id,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    ticket_id: UUID,
    link_id: UUID,
    *,
    client: AuthenticatedClient,
    idempotency_key: str | Unset = UNSET,
) -> (
    Any
    | BadRequestProblem
    | ConflictProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
    | None
):
    """Remove a link

     Removes a link, from the ticket that it was created on or from the ticket that it points to. The
    timelines of both tickets record the removal. If the ticket in the path is closed, the request is
    refused, whatever the status of the other ticket. Repeating the request returns 204 again and writes
    no second audit record.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        link_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        idempotency_key (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | BadRequestProblem | ConflictProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem | UnprocessableProblem
    """

    return (
        await asyncio_detailed(
            ticket_id=ticket_id,
            link_id=link_id,
            client=client,
            idempotency_key=idempotency_key,
        )
    ).parsed
