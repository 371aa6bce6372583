from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.alert_link import AlertLink
from ...models.alert_link_create import AlertLinkCreate
from ...models.asset_link import AssetLink
from ...models.asset_link_create import AssetLinkCreate
from ...models.audit_record_link import AuditRecordLink
from ...models.audit_record_link_create import AuditRecordLinkCreate
from ...models.bad_request_problem import BadRequestProblem
from ...models.conflict_problem import ConflictProblem
from ...models.delivery_record_link import DeliveryRecordLink
from ...models.delivery_record_link_create import DeliveryRecordLinkCreate
from ...models.evidence_link import EvidenceLink
from ...models.evidence_link_create import EvidenceLinkCreate
from ...models.external_reference_link import ExternalReferenceLink
from ...models.external_reference_link_create import ExternalReferenceLinkCreate
from ...models.forbidden_problem import ForbiddenProblem
from ...models.not_acceptable_problem import NotAcceptableProblem
from ...models.not_found_problem import NotFoundProblem
from ...models.payload_too_large_problem import PayloadTooLargeProblem
from ...models.rate_limited_problem import RateLimitedProblem
from ...models.ticket_link import TicketLink
from ...models.ticket_link_create import TicketLinkCreate
from ...models.unauthenticated_problem import UnauthenticatedProblem
from ...models.unavailable_problem import UnavailableProblem
from ...models.unprocessable_problem import UnprocessableProblem
from ...models.unsupported_media_type_problem import UnsupportedMediaTypeProblem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    ticket_id: UUID,
    *,
    body: AlertLinkCreate
    | AssetLinkCreate
    | AuditRecordLinkCreate
    | DeliveryRecordLinkCreate
    | EvidenceLinkCreate
    | ExternalReferenceLinkCreate
    | TicketLinkCreate,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/tickets/{ticket_id}/links".format(
            ticket_id=quote(str(ticket_id), safe=""),
        ),
    }

    if isinstance(body, AlertLinkCreate):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, AssetLinkCreate):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, EvidenceLinkCreate):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, DeliveryRecordLinkCreate):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, AuditRecordLinkCreate):
        _kwargs["json"] = body.to_dict()
    elif isinstance(body, TicketLinkCreate):
        _kwargs["json"] = body.to_dict()
    else:
        _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
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
    | ConflictProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | PayloadTooLargeProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
    | UnsupportedMediaTypeProblem
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

    if response.status_code == 201:

        def _parse_response_201(
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

        response_201 = _parse_response_201(response.json())

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

    if response.status_code == 404:
        response_404 = NotFoundProblem.from_dict(response.json())

        return response_404

    if response.status_code == 406:
        response_406 = NotAcceptableProblem.from_dict(response.json())

        return response_406

    if response.status_code == 409:
        response_409 = ConflictProblem.from_dict(response.json())

        return response_409

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
    AlertLink
    | AssetLink
    | AuditRecordLink
    | DeliveryRecordLink
    | EvidenceLink
    | ExternalReferenceLink
    | TicketLink
    | BadRequestProblem
    | ConflictProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | PayloadTooLargeProblem
    | RateLimitedProblem
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
    ticket_id: UUID,
    *,
    client: AuthenticatedClient,
    body: AlertLinkCreate
    | AssetLinkCreate
    | AuditRecordLinkCreate
    | DeliveryRecordLinkCreate
    | EvidenceLinkCreate
    | ExternalReferenceLinkCreate
    | TicketLinkCreate,
    idempotency_key: str | Unset = UNSET,
) -> Response[
    AlertLink
    | AssetLink
    | AuditRecordLink
    | DeliveryRecordLink
    | EvidenceLink
    | ExternalReferenceLink
    | TicketLink
    | BadRequestProblem
    | ConflictProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | PayloadTooLargeProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
    | UnsupportedMediaTypeProblem
]:
    """Add a link

     Links the ticket to a record of the tenant or to an external URL. Repeating the same target_type,
    target and relation returns 200 with the existing link; URLs are compared in their canonical form.
    If the repetition has another label, the link gets this label; a repetition without a label leaves
    it as it is. `related` has no direction, so if the target is a ticket that is already related to
    this one, that link is returned. `blocks` and `duplicates` cannot point both ways between two
    tickets; the second link is 409 `link-conflict`, which names the first. The ticket's version does
    not change.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        idempotency_key (str | Unset):
        body (AlertLinkCreate | AssetLinkCreate | AuditRecordLinkCreate | DeliveryRecordLinkCreate
            | EvidenceLinkCreate | ExternalReferenceLinkCreate | TicketLinkCreate): A new link.
            `target_type` determines the form of `target`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AlertLink | AssetLink | AuditRecordLink | DeliveryRecordLink | EvidenceLink | ExternalReferenceLink | TicketLink | BadRequestProblem | ConflictProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | PayloadTooLargeProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem | UnprocessableProblem | UnsupportedMediaTypeProblem]
    """

    kwargs = _get_kwargs(
        ticket_id=ticket_id,
        body=body,
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
    body: AlertLinkCreate
    | AssetLinkCreate
    | AuditRecordLinkCreate
    | DeliveryRecordLinkCreate
    | EvidenceLinkCreate
    | ExternalReferenceLinkCreate
    | TicketLinkCreate,
    idempotency_key: str | Unset = UNSET,
) -> (
    AlertLink
    | AssetLink
    | AuditRecordLink
    | DeliveryRecordLink
    | EvidenceLink
    | ExternalReferenceLink
    | TicketLink
    | BadRequestProblem
    | ConflictProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | PayloadTooLargeProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
    | UnsupportedMediaTypeProblem
    | None
):
    """Add a link

     Links the ticket to a record of the tenant or to an external URL. Repeating the same target_type,
    target and relation returns 200 with the existing link; URLs are compared in their canonical form.
    If the repetition has another label, the link gets this label; a repetition without a label leaves
    it as it is. `related` has no direction, so if the target is a ticket that is already related to
    this one, that link is returned. `blocks` and `duplicates` cannot point both ways between two
    tickets; the second link is 409 `link-conflict`, which names the first. The ticket's version does
    not change.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        idempotency_key (str | Unset):
        body (AlertLinkCreate | AssetLinkCreate | AuditRecordLinkCreate | DeliveryRecordLinkCreate
            | EvidenceLinkCreate | ExternalReferenceLinkCreate | TicketLinkCreate): A new link.
            `target_type` determines the form of `target`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AlertLink | AssetLink | AuditRecordLink | DeliveryRecordLink | EvidenceLink | ExternalReferenceLink | TicketLink | BadRequestProblem | ConflictProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | PayloadTooLargeProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem | UnprocessableProblem | UnsupportedMediaTypeProblem
    """

    return sync_detailed(
        ticket_id=ticket_id,
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    ticket_id: UUID,
    *,
    client: AuthenticatedClient,
    body: AlertLinkCreate
    | AssetLinkCreate
    | AuditRecordLinkCreate
    | DeliveryRecordLinkCreate
    | EvidenceLinkCreate
    | ExternalReferenceLinkCreate
    | TicketLinkCreate,
    idempotency_key: str | Unset = UNSET,
) -> Response[
    AlertLink
    | AssetLink
    | AuditRecordLink
    | DeliveryRecordLink
    | EvidenceLink
    | ExternalReferenceLink
    | TicketLink
    | BadRequestProblem
    | ConflictProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | PayloadTooLargeProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
    | UnsupportedMediaTypeProblem
]:
    """Add a link

     Links the ticket to a record of the tenant or to an external URL. Repeating the same target_type,
    target and relation returns 200 with the existing link; URLs are compared in their canonical form.
    If the repetition has another label, the link gets this label; a repetition without a label leaves
    it as it is. `related` has no direction, so if the target is a ticket that is already related to
    this one, that link is returned. `blocks` and `duplicates` cannot point both ways between two
    tickets; the second link is 409 `link-conflict`, which names the first. The ticket's version does
    not change.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        idempotency_key (str | Unset):
        body (AlertLinkCreate | AssetLinkCreate | AuditRecordLinkCreate | DeliveryRecordLinkCreate
            | EvidenceLinkCreate | ExternalReferenceLinkCreate | TicketLinkCreate): A new link.
            `target_type` determines the form of `target`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AlertLink | AssetLink | AuditRecordLink | DeliveryRecordLink | EvidenceLink | ExternalReferenceLink | TicketLink | BadRequestProblem | ConflictProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | PayloadTooLargeProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem | UnprocessableProblem | UnsupportedMediaTypeProblem]
    """

    kwargs = _get_kwargs(
        ticket_id=ticket_id,
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    ticket_id: UUID,
    *,
    client: AuthenticatedClient,
    body: AlertLinkCreate
    | AssetLinkCreate
    | AuditRecordLinkCreate
    | DeliveryRecordLinkCreate
    | EvidenceLinkCreate
    | ExternalReferenceLinkCreate
    | TicketLinkCreate,
    idempotency_key: str | Unset = UNSET,
) -> (
    AlertLink
    | AssetLink
    | AuditRecordLink
    | DeliveryRecordLink
    | EvidenceLink
    | ExternalReferenceLink
    | TicketLink
    | BadRequestProblem
    | ConflictProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | PayloadTooLargeProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | UnprocessableProblem
    | UnsupportedMediaTypeProblem
    | None
):
    """Add a link

     Links the ticket to a record of the tenant or to an external URL. Repeating the same target_type,
    target and relation returns 200 with the existing link; URLs are compared in their canonical form.
    If the repetition has another label, the link gets this label; a repetition without a label leaves
    it as it is. `related` has no direction, so if the target is a ticket that is already related to
    this one, that link is returned. `blocks` and `duplicates` cannot point both ways between two
    tickets; the second link is 409 `link-conflict`, which names the first. The ticket's version does
    not change.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        idempotency_key (str | Unset):
        body (AlertLinkCreate | AssetLinkCreate | AuditRecordLinkCreate | DeliveryRecordLinkCreate
            | EvidenceLinkCreate | ExternalReferenceLinkCreate | TicketLinkCreate): A new link.
            `target_type` determines the form of `target`.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AlertLink | AssetLink | AuditRecordLink | DeliveryRecordLink | EvidenceLink | ExternalReferenceLink | TicketLink | BadRequestProblem | ConflictProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | PayloadTooLargeProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem | UnprocessableProblem | UnsupportedMediaTypeProblem
    """

    return (
        await asyncio_detailed(
            ticket_id=ticket_id,
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
