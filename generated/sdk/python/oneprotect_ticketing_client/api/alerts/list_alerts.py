import datetime
from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.alert_page import AlertPage
from ...models.alert_status import AlertStatus
from ...models.alert_verdict import AlertVerdict
from ...models.bad_request_problem import BadRequestProblem
from ...models.forbidden_problem import ForbiddenProblem
from ...models.list_alerts_sort import ListAlertsSort
from ...models.not_acceptable_problem import NotAcceptableProblem
from ...models.rate_limited_problem import RateLimitedProblem
from ...models.severity import Severity
from ...models.unauthenticated_problem import UnauthenticatedProblem
from ...models.unavailable_problem import UnavailableProblem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListAlertsSort | Unset = UNSET,
    status: list[AlertStatus] | Unset = UNSET,
    severity: list[Severity] | Unset = UNSET,
    source: list[str] | Unset = UNSET,
    verdict: list[AlertVerdict] | Unset = UNSET,
    has_ticket: bool | Unset = UNSET,
    detected_from: datetime.datetime | Unset = UNSET,
    detected_to: datetime.datetime | Unset = UNSET,
    rule_id: list[str] | Unset = UNSET,
    asset: list[str] | Unset = UNSET,
    q: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    json_sort: str | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = sort.value

    params["sort"] = json_sort

    json_status: list[str] | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = []
        for status_item_data in status:
            status_item = status_item_data.value
            json_status.append(status_item)

    params["status"] = json_status

    json_severity: list[str] | Unset = UNSET
    if not isinstance(severity, Unset):
        json_severity = []
        for severity_item_data in severity:
            severity_item = severity_item_data.value
            json_severity.append(severity_item)

    params["severity"] = json_severity

    json_source: list[str] | Unset = UNSET
    if not isinstance(source, Unset):
        json_source = source

    params["source"] = json_source

    json_verdict: list[str] | Unset = UNSET
    if not isinstance(verdict, Unset):
        json_verdict = []
        for verdict_item_data in verdict:
            verdict_item = verdict_item_data.value
            json_verdict.append(verdict_item)

    params["verdict"] = json_verdict

    params["has_ticket"] = has_ticket

    json_detected_from: str | Unset = UNSET
    if not isinstance(detected_from, Unset):
        json_detected_from = detected_from.isoformat()
    params["detected_from"] = json_detected_from

    json_detected_to: str | Unset = UNSET
    if not isinstance(detected_to, Unset):
        json_detected_to = detected_to.isoformat()
    params["detected_to"] = json_detected_to

    json_rule_id: list[str] | Unset = UNSET
    if not isinstance(rule_id, Unset):
        json_rule_id = rule_id

    params["rule_id"] = json_rule_id

    json_asset: list[str] | Unset = UNSET
    if not isinstance(asset, Unset):
        json_asset = asset

    params["asset"] = json_asset

    params["q"] = q

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/alerts",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    AlertPage
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    if response.status_code == 200:
        response_200 = AlertPage.from_dict(response.json())

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
    AlertPage
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
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
    sort: ListAlertsSort | Unset = UNSET,
    status: list[AlertStatus] | Unset = UNSET,
    severity: list[Severity] | Unset = UNSET,
    source: list[str] | Unset = UNSET,
    verdict: list[AlertVerdict] | Unset = UNSET,
    has_ticket: bool | Unset = UNSET,
    detected_from: datetime.datetime | Unset = UNSET,
    detected_to: datetime.datetime | Unset = UNSET,
    rule_id: list[str] | Unset = UNSET,
    asset: list[str] | Unset = UNSET,
    q: str | Unset = UNSET,
) -> Response[
    AlertPage
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List alerts

     Returns the tenant's alerts without their original documents. `q` searches title, description,
    rule_id, source, source_alert_id, assets and evidence.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListAlertsSort | Unset): A sort order; a leading minus sorts in descending order.
        status (list[AlertStatus] | Unset):
        severity (list[Severity] | Unset):
        source (list[str] | Unset):
        verdict (list[AlertVerdict] | Unset):
        has_ticket (bool | Unset):
        detected_from (datetime.datetime | Unset): An RFC 3339 timestamp with any offset.
            Responses return the same instant in UTC. Digits beyond the microsecond are dropped.
        detected_to (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        rule_id (list[str] | Unset):
        asset (list[str] | Unset):
        q (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AlertPage | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        sort=sort,
        status=status,
        severity=severity,
        source=source,
        verdict=verdict,
        has_ticket=has_ticket,
        detected_from=detected_from,
        detected_to=detected_to,
        rule_id=rule_id,
        asset=asset,
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
    sort: ListAlertsSort | Unset = UNSET,
    status: list[AlertStatus] | Unset = UNSET,
    severity: list[Severity] | Unset = UNSET,
    source: list[str] | Unset = UNSET,
    verdict: list[AlertVerdict] | Unset = UNSET,
    has_ticket: bool | Unset = UNSET,
    detected_from: datetime.datetime | Unset = UNSET,
    detected_to: datetime.datetime | Unset = UNSET,
    rule_id: list[str] | Unset = UNSET,
    asset: list[str] | Unset = UNSET,
    q: str | Unset = UNSET,
) -> (
    AlertPage
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List alerts

     Returns the tenant's alerts without their original documents. `q` searches title, description,
    rule_id, source, source_alert_id, assets and evidence.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListAlertsSort | Unset): A sort order; a leading minus sorts in descending order.
        status (list[AlertStatus] | Unset):
        severity (list[Severity] | Unset):
        source (list[str] | Unset):
        verdict (list[AlertVerdict] | Unset):
        has_ticket (bool | Unset):
        detected_from (datetime.datetime | Unset): An RFC 3339 timestamp with any offset.
            Responses return the same instant in UTC. Digits beyond the microsecond are dropped.
        detected_to (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        rule_id (list[str] | Unset):
        asset (list[str] | Unset):
        q (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AlertPage | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        sort=sort,
        status=status,
        severity=severity,
        source=source,
        verdict=verdict,
        has_ticket=has_ticket,
        detected_from=detected_from,
        detected_to=detected_to,
        rule_id=rule_id,
        asset=asset,
        q=q,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListAlertsSort | Unset = UNSET,
    status: list[AlertStatus] | Unset = UNSET,
    severity: list[Severity] | Unset = UNSET,
    source: list[str] | Unset = UNSET,
    verdict: list[AlertVerdict] | Unset = UNSET,
    has_ticket: bool | Unset = UNSET,
    detected_from: datetime.datetime | Unset = UNSET,
    detected_to: datetime.datetime | Unset = UNSET,
    rule_id: list[str] | Unset = UNSET,
    asset: list[str] | Unset = UNSET,
    q: str | Unset = UNSET,
) -> Response[
    AlertPage
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List alerts

     Returns the tenant's alerts without their original documents. `q` searches title, description,
    rule_id, source, source_alert_id, assets and evidence.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListAlertsSort | Unset): A sort order; a leading minus sorts in descending order.
        status (list[AlertStatus] | Unset):
        severity (list[Severity] | Unset):
        source (list[str] | Unset):
        verdict (list[AlertVerdict] | Unset):
        has_ticket (bool | Unset):
        detected_from (datetime.datetime | Unset): An RFC 3339 timestamp with any offset.
            Responses return the same instant in UTC. Digits beyond the microsecond are dropped.
        detected_to (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        rule_id (list[str] | Unset):
        asset (list[str] | Unset):
        q (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AlertPage | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        sort=sort,
        status=status,
        severity=severity,
        source=source,
        verdict=verdict,
        has_ticket=has_ticket,
        detected_from=detected_from,
        detected_to=detected_to,
        rule_id=rule_id,
        asset=asset,
        q=q,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListAlertsSort | Unset = UNSET,
    status: list[AlertStatus] | Unset = UNSET,
    severity: list[Severity] | Unset = UNSET,
    source: list[str] | Unset = UNSET,
    verdict: list[AlertVerdict] | Unset = UNSET,
    has_ticket: bool | Unset = UNSET,
    detected_from: datetime.datetime | Unset = UNSET,
    detected_to: datetime.datetime | Unset = UNSET,
    rule_id: list[str] | Unset = UNSET,
    asset: list[str] | Unset = UNSET,
    q: str | Unset = UNSET,
) -> (
    AlertPage
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List alerts

     Returns the tenant's alerts without their original documents. `q` searches title, description,
    rule_id, source, source_alert_id, assets and evidence.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListAlertsSort | Unset): A sort order; a leading minus sorts in descending order.
        status (list[AlertStatus] | Unset):
        severity (list[Severity] | Unset):
        source (list[str] | Unset):
        verdict (list[AlertVerdict] | Unset):
        has_ticket (bool | Unset):
        detected_from (datetime.datetime | Unset): An RFC 3339 timestamp with any offset.
            Responses return the same instant in UTC. Digits beyond the microsecond are dropped.
        detected_to (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        rule_id (list[str] | Unset):
        asset (list[str] | Unset):
        q (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AlertPage | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            cursor=cursor,
            sort=sort,
            status=status,
            severity=severity,
            source=source,
            verdict=verdict,
            has_ticket=has_ticket,
            detected_from=detected_from,
            detected_to=detected_to,
            rule_id=rule_id,
            asset=asset,
            q=q,
        )
    ).parsed
