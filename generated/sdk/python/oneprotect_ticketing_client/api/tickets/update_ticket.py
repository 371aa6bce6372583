from http import HTTPStatus
from typing import Any
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
from ...models.payload_too_large_problem import PayloadTooLargeProblem
from ...models.precondition_required_problem import PreconditionRequiredProblem
from ...models.rate_limited_problem import RateLimitedProblem
from ...models.ticket import Ticket
from ...models.ticket_update import TicketUpdate
from ...models.unauthenticated_problem import UnauthenticatedProblem
from ...models.unavailable_problem import UnavailableProblem
from ...models.unprocessable_problem import UnprocessableProblem
from ...models.unsupported_media_type_problem import UnsupportedMediaTypeProblem
from ...models.version_mismatch_problem import VersionMismatchProblem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    ticket_id: UUID,
    *,
    body: TicketUpdate,
    if_match: str,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    headers["If-Match"] = if_match

    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "patch",
        "url": "/tickets/{ticket_id}".format(
            ticket_id=quote(str(ticket_id), safe=""),
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    BadRequestProblem
    | ConflictProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | PayloadTooLargeProblem
    | PreconditionRequiredProblem
    | RateLimitedProblem
    | Ticket
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
    | UnsupportedMediaTypeProblem
    | VersionMismatchProblem
    | None
):
    if response.status_code == 200:
        response_200 = Ticket.from_dict(response.json())

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

    if response.status_code == 409:
        response_409 = ConflictProblem.from_dict(response.json())

        return response_409

    if response.status_code == 412:
        response_412 = VersionMismatchProblem.from_dict(response.json())

        return response_412

    if response.status_code == 413:
        response_413 = PayloadTooLargeProblem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = UnsupportedMediaTypeProblem.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = UnprocessableProblem.from_dict(response.json())

        return response_422

    if response.status_code == 428:
        response_428 = PreconditionRequiredProblem.from_dict(response.json())

        return response_428

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
    | ConflictProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | PayloadTooLargeProblem
    | PreconditionRequiredProblem
    | RateLimitedProblem
    | Ticket
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
    | UnsupportedMediaTypeProblem
    | VersionMismatchProblem
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
    body: TicketUpdate,
    if_match: str,
    idempotency_key: str | Unset = UNSET,
) -> Response[
    BadRequestProblem
    | ConflictProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | PayloadTooLargeProblem
    | PreconditionRequiredProblem
    | RateLimitedProblem
    | Ticket
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
    | UnsupportedMediaTypeProblem
    | VersionMismatchProblem
]:
    """Change a ticket

     Changes the fields that the body names. A change of `status` must follow `x-transitions` of
    TicketStatus; it does not assign the ticket and does not change its alert. A closed ticket can only
    be reopened, which clears the resolution; the same request can change other fields. A request that
    changes nothing returns 200 with the same version and publishes no event.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        if_match (str):
        idempotency_key (str | Unset):
        body (TicketUpdate): A change of a ticket, as a JSON merge patch (RFC 7396). An absent
            member stays as it is; null unassigns the ticket. Null for an array leaves it as it is.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestProblem | ConflictProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | PayloadTooLargeProblem | PreconditionRequiredProblem | RateLimitedProblem | Ticket | UnauthenticatedProblem | UnavailableProblem | UnprocessableProblem | UnsupportedMediaTypeProblem | VersionMismatchProblem]
    """

    kwargs = _get_kwargs(
        ticket_id=ticket_id,
        body=body,
        if_match=if_match,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    ticket_id: UUID,
    *,
    client: AuthenticatedClient,
    body: TicketUpdate,
    if_match: str,
    idempotency_key: str | Unset = UNSET,
) -> (
    BadRequestProblem
    | ConflictProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | PayloadTooLargeProblem
    | PreconditionRequiredProblem
    | RateLimitedProblem
    | Ticket
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
    | UnsupportedMediaTypeProblem
    | VersionMismatchProblem
    | None
):
    """Change a ticket

     Changes the fields that the body names. A change of `status` must follow `x-transitions` of
    TicketStatus; it does not assign the ticket and does not change its alert. A closed ticket can only
    be reopened, which clears the resolution; the same request can change other fields. A request that
    changes nothing returns 200 with the same version and publishes no event.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        if_match (str):
        idempotency_key (str | Unset):
        body (TicketUpdate): A change of a ticket, as a JSON merge patch (RFC 7396). An absent
            member stays as it is; null unassigns the ticket. Null for an array leaves it as it is.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestProblem | ConflictProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | PayloadTooLargeProblem | PreconditionRequiredProblem | RateLimitedProblem | Ticket | UnauthenticatedProblem | UnavailableProblem | UnprocessableProblem | UnsupportedMediaTypeProblem | VersionMismatchProblem
    """

    return sync_detailed(
        ticket_id=ticket_id,
        client=client,
        body=body,
        if_match=if_match,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    ticket_id: UUID,
    *,
    client: AuthenticatedClient,
    body: TicketUpdate,
    if_match: str,
    idempotency_key: str | Unset = UNSET,
) -> Response[
    BadRequestProblem
    | ConflictProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | PayloadTooLargeProblem
    | PreconditionRequiredProblem
    | RateLimitedProblem
    | Ticket
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
    | UnsupportedMediaTypeProblem
    | VersionMismatchProblem
]:
    """Change a ticket

     Changes the fields that the body names. A change of `status` must follow `x-transitions` of
    TicketStatus; it does not assign the ticket and does not change its alert. A closed ticket can only
    be reopened, which clears the resolution; the same request can change other fields. A request that
    changes nothing returns 200 with the same version and publishes no event.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        if_match (str):
        idempotency_key (str | Unset):
        body (TicketUpdate): A change of a ticket, as a JSON merge patch (RFC 7396). An absent
            member stays as it is; null unassigns the ticket. Null for an array leaves it as it is.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestProblem | ConflictProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | PayloadTooLargeProblem | PreconditionRequiredProblem | RateLimitedProblem | Ticket | UnauthenticatedProblem | UnavailableProblem | UnprocessableProblem | UnsupportedMediaTypeProblem | VersionMismatchProblem]
    """

    kwargs = _get_kwargs(
        ticket_id=ticket_id,
        body=body,
        if_match=if_match,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    ticket_id: UUID,
    *,
    client: AuthenticatedClient,
    body: TicketUpdate,
    if_match: str,
    idempotency_key: str | Unset = UNSET,
) -> (
    BadRequestProblem
    | ConflictProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | PayloadTooLargeProblem
    | PreconditionRequiredProblem
    | RateLimitedProblem
    | Ticket
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
    | UnsupportedMediaTypeProblem
    | VersionMismatchProblem
    | None
):
    """Change a ticket

     Changes the fields that the body names. A change of `status` must follow `x-transitions` of
    TicketStatus; it does not assign the ticket and does not change its alert. A closed ticket can only
    be reopened, which clears the resolution; the same request can change other fields. A request that
    changes nothing returns 200 with the same version and publishes no event.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        if_match (str):
        idempotency_key (str | Unset):
        body (TicketUpdate): A change of a ticket, as a JSON merge patch (RFC 7396). An absent
            member stays as it is; null unassigns the ticket. Null for an array leaves it as it is.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestProblem | ConflictProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | PayloadTooLargeProblem | PreconditionRequiredProblem | RateLimitedProblem | Ticket | UnauthenticatedProblem | UnavailableProblem | UnprocessableProblem | UnsupportedMediaTypeProblem | VersionMismatchProblem
    """

    return (
        await asyncio_detailed(
            ticket_id=ticket_id,
            client=client,
            body=body,
            if_match=if_match,
            idempotency_key=idempotency_key,
        )
    ).parsed
