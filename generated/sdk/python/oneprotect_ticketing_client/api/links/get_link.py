from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.alert_link import AlertLink
from ...models.asset_link import AssetLink
from ...models.audit_record_link import AuditRecordLink
from ...models.bad_request_problem import BadRequestProblem
from ...models.delivery_record_link import DeliveryRecordLink
from ...models.evidence_link import EvidenceLink
from ...models.external_reference_link import ExternalReferenceLink
from ...models.forbidden_problem import ForbiddenProblem
from ...models.not_acceptable_problem import NotAcceptableProblem
from ...models.not_found_problem import NotFoundProblem
from ...models.rate_limited_problem import RateLimitedProblem
from ...models.ticket_link import TicketLink
from ...models.unauthenticated_problem import UnauthenticatedProblem
from ...models.unavailable_problem import UnavailableProblem
from ...types import Response


def _get_kwargs(
    ticket_id: UUID,
    link_id: UUID,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/tickets/{ticket_id}/links/{link_id}".format(
            ticket_id=quote(str(ticket_id), safe=""),
            link_id=quote(str(link_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    AlertLink
    | AssetLink
    | AuditRecordLink
    | DeliveryRecordLink
    | EvidenceLink
    | ExternalReferenceLink
    | TicketLink
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    if response.status_code == 200:

        def _parse_response_200(
            data: object,
        ) -> (
            AlertLink
            | AssetLink
            | AuditRecordLink
            | DeliveryRecordLink
            | EvidenceLink
            | ExternalReferenceLink
            | TicketLink
        ):
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_link_type_0 = AlertLink.from_dict(data)

                return componentsschemas_link_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_link_type_1 = AssetLink.from_dict(data)

                return componentsschemas_link_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_link_type_2 = EvidenceLink.from_dict(data)

                return componentsschemas_link_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_link_type_3 = DeliveryRecordLink.from_dict(data)

                return componentsschemas_link_type_3
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_link_type_4 = AuditRecordLink.from_dict(data)

                return componentsschemas_link_type_4
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_link_type_5 = TicketLink.from_dict(data)

                return componentsschemas_link_type_5
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_link_type_6 = ExternalReferenceLink.from_dict(data)

            return componentsschemas_link_type_6

        response_200 = _parse_response_200(response.json())

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
    AlertLink
    | AssetLink
    | AuditRecordLink
    | DeliveryRecordLink
    | EvidenceLink
    | ExternalReferenceLink
    | TicketLink
    | BadRequestProblem
    | ForbiddenProblem
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
    link_id: UUID,
    *,
    client: AuthenticatedClient,
) -> Response[
    AlertLink
    | AssetLink
    | AuditRecordLink
    | DeliveryRecordLink
    | EvidenceLink
    | ExternalReferenceLink
    | TicketLink
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """Get a link

     Returns one link of a ticket, from the ticket that it was created on or from the ticket that it
    points to.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        link_id (UUID): A UUID in lowercase with hyphens (RFC 9562).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AlertLink | AssetLink | AuditRecordLink | DeliveryRecordLink | EvidenceLink | ExternalReferenceLink | TicketLink | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        ticket_id=ticket_id,
        link_id=link_id,
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
) -> (
    AlertLink
    | AssetLink
    | AuditRecordLink
    | DeliveryRecordLink
    | EvidenceLink
    | ExternalReferenceLink
    | TicketLink
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """Get a link

     Returns one link of a ticket, from the ticket that it was created on or from the ticket that it
    points to.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        link_id (UUID): A UUID in lowercase with hyphens (RFC 9562).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AlertLink | AssetLink | AuditRecordLink | DeliveryRecordLink | EvidenceLink | ExternalReferenceLink | TicketLink | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return sync_detailed(
        ticket_id=ticket_id,
        link_id=link_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    ticket_id: UUID,
    link_id: UUID,
    *,
    client: AuthenticatedClient,
) -> Response[
    AlertLink
    | AssetLink
    | AuditRecordLink
    | DeliveryRecordLink
    | EvidenceLink
    | ExternalReferenceLink
    | TicketLink
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """Get a link

     Returns one link of a ticket, from the ticket that it was created on or from the ticket that it
    points to.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        link_id (UUID): A UUID in lowercase with hyphens (RFC 9562).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AlertLink | AssetLink | AuditRecordLink | DeliveryRecordLink | EvidenceLink | ExternalReferenceLink | TicketLink | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        ticket_id=ticket_id,
        link_id=link_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    ticket_id: UUID,
    link_id: UUID,
    *,
    client: AuthenticatedClient,
) -> (
    AlertLink
    | AssetLink
    | AuditRecordLink
    | DeliveryRecordLink
    | EvidenceLink
    | ExternalReferenceLink
    | TicketLink
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """Get a link

     Returns one link of a ticket, from the ticket that it was created on or from the ticket that it
    points to.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        link_id (UUID): A UUID in lowercase with hyphens (RFC 9562).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AlertLink | AssetLink | AuditRecordLink | DeliveryRecordLink | EvidenceLink | ExternalReferenceLink | TicketLink | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return (
        await asyncio_detailed(
            ticket_id=ticket_id,
            link_id=link_id,
            client=client,
        )
    ).parsed
