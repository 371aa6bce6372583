from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.alert_report_page import AlertReportPage
from ...models.bad_request_problem import BadRequestProblem
from ...models.forbidden_problem import ForbiddenProblem
from ...models.list_alert_reports_sort import ListAlertReportsSort
from ...models.not_acceptable_problem import NotAcceptableProblem
from ...models.not_found_problem import NotFoundProblem
from ...models.rate_limited_problem import RateLimitedProblem
from ...models.unauthenticated_problem import UnauthenticatedProblem
from ...models.unavailable_problem import UnavailableProblem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    alert_id: UUID,
    *,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListAlertReportsSort | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    json_sort: str | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = sort.value

    params["sort"] = json_sort

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/alerts/{alert_id}/reports".format(
            alert_id=quote(str(alert_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    AlertReportPage
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
        response_200 = AlertReportPage.from_dict(response.json())

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
    AlertReportPage
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
    alert_id: UUID,
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListAlertReportsSort | Unset = UNSET,
) -> Response[
    AlertReportPage
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List the reports of an alert

     Returns the reports with the `activity` `update` or `close` that the source sent after the alert was
    created, newest first by default. Other repeats are only counted, in the alert's `seen_count`.

    Args:
        alert_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListAlertReportsSort | Unset): A sort order; a leading minus sorts in descending
            order.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AlertReportPage | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        alert_id=alert_id,
        limit=limit,
        cursor=cursor,
        sort=sort,
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
    sort: ListAlertReportsSort | Unset = UNSET,
) -> (
    AlertReportPage
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List the reports of an alert

     Returns the reports with the `activity` `update` or `close` that the source sent after the alert was
    created, newest first by default. Other repeats are only counted, in the alert's `seen_count`.

    Args:
        alert_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListAlertReportsSort | Unset): A sort order; a leading minus sorts in descending
            order.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AlertReportPage | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return sync_detailed(
        alert_id=alert_id,
        client=client,
        limit=limit,
        cursor=cursor,
        sort=sort,
    ).parsed


async def asyncio_detailed(
    alert_id: UUID,
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListAlertReportsSort | Unset = UNSET,
) -> Response[
    AlertReportPage
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List the reports of an alert

     Returns the reports with the `activity` `update` or `close` that the source sent after the alert was
    created, newest first by default. Other repeats are only counted, in the alert's `seen_count`.

    Args:
        alert_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListAlertReportsSort | Unset): A sort order; a leading minus sorts in descending
            order.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AlertReportPage | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        alert_id=alert_id,
        limit=limit,
        cursor=cursor,
        sort=sort,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    alert_id: UUID,
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListAlertReportsSort | Unset = UNSET,
) -> (
    AlertReportPage
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List the reports of an alert

     Returns the reports with the `activity` `update` or `close` that the source sent after the alert was
    created, newest first by default. Other repeats are only counted, in the alert's `seen_count`.

    Args:
        alert_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListAlertReportsSort | Unset): A sort order; a leading minus sorts in descending
            order.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AlertReportPage | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return (
        await asyncio_detailed(
            alert_id=alert_id,
            client=client,
            limit=limit,
            cursor=cursor,
            sort=sort,
        )
    ).parsed
