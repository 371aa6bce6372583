from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.bad_request_problem import BadRequestProblem
from ...models.forbidden_problem import ForbiddenProblem
from ...models.not_acceptable_problem import NotAcceptableProblem
from ...models.not_found_problem import NotFoundProblem
from ...models.rate_limited_problem import RateLimitedProblem
from ...models.related_page import RelatedPage
from ...models.unauthenticated_problem import UnauthenticatedProblem
from ...models.unavailable_problem import UnavailableProblem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    alert_id: UUID,
    *,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/alerts/{alert_id}/related".format(
            alert_id=quote(str(alert_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | RelatedPage
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    if response.status_code == 200:
        response_200 = RelatedPage.from_dict(response.json())

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
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | RelatedPage
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
    alert_id: UUID,
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
) -> Response[
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | RelatedPage
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List what shares an indicator or the rule of an alert

     Returns the other alerts and the tickets that share an asset, in its canonical form, or the
    detection rule of the same source with the alert, newest first by `created_at`. The assets of a
    ticket are those in its `assets`. The ticket that was created from the alert is not listed. An
    auditor gets what is equal as the auditor sees it; a value or rule that is redacted, even partly,
    counts as different from every other, so that the list shows nothing about hidden values.

    Args:
        alert_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | RelatedPage | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        alert_id=alert_id,
        limit=limit,
        cursor=cursor,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    alert_id: UUID,
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
) -> (
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | RelatedPage
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List what shares an indicator or the rule of an alert

     Returns the other alerts and the tickets that share an asset, in its canonical form, or the
    detection rule of the same source with the alert, newest first by `created_at`. The assets of a
    ticket are those in its `assets`. The ticket that was created from the alert is not listed. An
    auditor gets what is equal as the auditor sees it; a value or rule that is redacted, even partly,
    counts as different from every other, so that the list shows nothing about hidden values.

    Args:
        alert_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | RelatedPage | UnauthenticatedProblem | UnavailableProblem
    """

    return sync_detailed(
        alert_id=alert_id,
        client=client,
        limit=limit,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    alert_id: UUID,
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
) -> Response[
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | RelatedPage
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List what shares an indicator or the rule of an alert

     Returns the other alerts and the tickets that share an asset, in its canonical form, or the
    detection rule of the same source with the alert, newest first by `created_at`. The assets of a
    ticket are those in its `assets`. The ticket that was created from the alert is not listed. An
    auditor gets what is equal as the auditor sees it; a value or rule that is redacted, even partly,
    counts as different from every other, so that the list shows nothing about hidden values.

    Args:
        alert_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | RelatedPage | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        alert_id=alert_id,
        limit=limit,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    alert_id: UUID,
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
) -> (
    BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | RelatedPage
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List what shares an indicator or the rule of an alert

     Returns the other alerts and the tickets that share an asset, in its canonical form, or the
    detection rule of the same source with the alert, newest first by `created_at`. The assets of a
    ticket are those in its `assets`. The ticket that was created from the alert is not listed. An
    auditor gets what is equal as the auditor sees it; a value or rule that is redacted, even partly,
    counts as different from every other, so that the list shows nothing about hidden values.

    Args:
        alert_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | RelatedPage | UnauthenticatedProblem | UnavailableProblem
    """

    return (
        await asyncio_detailed(
            alert_id=alert_id,
            client=client,
            limit=limit,
            cursor=cursor,
        )
    ).parsed
