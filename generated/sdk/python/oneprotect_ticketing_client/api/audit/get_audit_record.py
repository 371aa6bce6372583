from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.audit_record import AuditRecord
from ...models.bad_request_problem import BadRequestProblem
from ...models.forbidden_problem import ForbiddenProblem
from ...models.not_acceptable_problem import NotAcceptableProblem
from ...models.not_found_problem import NotFoundProblem
from ...models.rate_limited_problem import RateLimitedProblem
from ...models.unauthenticated_problem import UnauthenticatedProblem
from ...models.unavailable_problem import UnavailableProblem
from ...types import Response


def _get_kwargs(
    audit_record_id: UUID,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/audit-records/{audit_record_id}".format(
            audit_record_id=quote(str(audit_record_id), safe=""),
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    AuditRecord
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
        response_200 = AuditRecord.from_dict(response.json())

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
    AuditRecord
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
    audit_record_id: UUID,
    *,
    client: AuthenticatedClient,
) -> Response[
    AuditRecord
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """Get an audit record

     Returns one audit record.

    Args:
        audit_record_id (UUID): A UUID in lowercase with hyphens (RFC 9562).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AuditRecord | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        audit_record_id=audit_record_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    audit_record_id: UUID,
    *,
    client: AuthenticatedClient,
) -> (
    AuditRecord
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """Get an audit record

     Returns one audit record.

    Args:
        audit_record_id (UUID): A UUID in lowercase with hyphens (RFC 9562).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AuditRecord | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return sync_detailed(
        audit_record_id=audit_record_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    audit_record_id: UUID,
    *,
    client: AuthenticatedClient,
) -> Response[
    AuditRecord
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """Get an audit record

     Returns one audit record.

    Args:
        audit_record_id (UUID): A UUID in lowercase with hyphens (RFC 9562).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AuditRecord | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        audit_record_id=audit_record_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    audit_record_id: UUID,
    *,
    client: AuthenticatedClient,
) -> (
    AuditRecord
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """Get an audit record

     Returns one audit record.

    Args:
        audit_record_id (UUID): A UUID in lowercase with hyphens (RFC 9562).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AuditRecord | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return (
        await asyncio_detailed(
            audit_record_id=audit_record_id,
            client=client,
        )
    ).parsed
