import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.audit_outcome import AuditOutcome
from ...models.audit_record_page import AuditRecordPage
from ...models.audit_target_type import AuditTargetType
from ...models.bad_request_problem import BadRequestProblem
from ...models.forbidden_problem import ForbiddenProblem
from ...models.list_audit_records_sort import ListAuditRecordsSort
from ...models.not_acceptable_problem import NotAcceptableProblem
from ...models.rate_limited_problem import RateLimitedProblem
from ...models.unauthenticated_problem import UnauthenticatedProblem
from ...models.unavailable_problem import UnavailableProblem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListAuditRecordsSort | Unset = UNSET,
    outcome: AuditOutcome | Unset = UNSET,
    actor_id: list[UUID] | Unset = UNSET,
    operation_id: list[str] | Unset = UNSET,
    target_type: list[AuditTargetType] | Unset = UNSET,
    target_id: UUID | Unset = UNSET,
    occurred_from: datetime.datetime | Unset = UNSET,
    occurred_to: datetime.datetime | Unset = UNSET,
    request_id: UUID | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    json_sort: str | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = sort.value

    params["sort"] = json_sort

    json_outcome: str | Unset = UNSET
    if not isinstance(outcome, Unset):
        json_outcome = outcome.value

    params["outcome"] = json_outcome

    json_actor_id: list[str] | Unset = UNSET
    if not isinstance(actor_id, Unset):
        json_actor_id = []
        for actor_id_item_data in actor_id:
            actor_id_item = str(actor_id_item_data)
            json_actor_id.append(actor_id_item)

    params["actor_id"] = json_actor_id

    json_operation_id: list[str] | Unset = UNSET
    if not isinstance(operation_id, Unset):
        json_operation_id = operation_id

    params["operation_id"] = json_operation_id

    json_target_type: list[str] | Unset = UNSET
    if not isinstance(target_type, Unset):
        json_target_type = []
        for target_type_item_data in target_type:
            target_type_item = target_type_item_data.value
            json_target_type.append(target_type_item)

    params["target_type"] = json_target_type

    json_target_id: str | Unset = UNSET
    if not isinstance(target_id, Unset):
        json_target_id = str(target_id)
    params["target_id"] = json_target_id

    json_occurred_from: str | Unset = UNSET
    if not isinstance(occurred_from, Unset):
        json_occurred_from = occurred_from.isoformat()
    params["occurred_from"] = json_occurred_from

    json_occurred_to: str | Unset = UNSET
    if not isinstance(occurred_to, Unset):
        json_occurred_to = occurred_to.isoformat()
    params["occurred_to"] = json_occurred_to

    json_request_id: str | Unset = UNSET
    if not isinstance(request_id, Unset):
        json_request_id = str(request_id)
    params["request_id"] = json_request_id

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/audit-records",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    AuditRecordPage
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    if response.status_code == 200:
        response_200 = AuditRecordPage.from_dict(response.json())

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
    AuditRecordPage
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
    sort: ListAuditRecordsSort | Unset = UNSET,
    outcome: AuditOutcome | Unset = UNSET,
    actor_id: list[UUID] | Unset = UNSET,
    operation_id: list[str] | Unset = UNSET,
    target_type: list[AuditTargetType] | Unset = UNSET,
    target_id: UUID | Unset = UNSET,
    occurred_from: datetime.datetime | Unset = UNSET,
    occurred_to: datetime.datetime | Unset = UNSET,
    request_id: UUID | Unset = UNSET,
) -> Response[
    AuditRecordPage
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List audit records

     Returns every mutation and every denied mutation, newest first by default. The `audit_id` of a
    problem is the ID of its record; the `request_id` of any response finds the records of that request.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListAuditRecordsSort | Unset): A sort order; a leading minus sorts in descending
            order.
        outcome (AuditOutcome | Unset): Whether the mutation was performed.
        actor_id (list[UUID] | Unset):
        operation_id (list[str] | Unset):
        target_type (list[AuditTargetType] | Unset):
        target_id (UUID | Unset): A UUID in lowercase with hyphens (RFC 9562).
        occurred_from (datetime.datetime | Unset): An RFC 3339 timestamp with any offset.
            Responses return the same instant in UTC. Digits beyond the microsecond are dropped.
        occurred_to (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        request_id (UUID | Unset): A UUID in lowercase with hyphens (RFC 9562).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AuditRecordPage | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        sort=sort,
        outcome=outcome,
        actor_id=actor_id,
        operation_id=operation_id,
        target_type=target_type,
        target_id=target_id,
        occurred_from=occurred_from,
        occurred_to=occurred_to,
        request_id=request_id,
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
    sort: ListAuditRecordsSort | Unset = UNSET,
    outcome: AuditOutcome | Unset = UNSET,
    actor_id: list[UUID] | Unset = UNSET,
    operation_id: list[str] | Unset = UNSET,
    target_type: list[AuditTargetType] | Unset = UNSET,
    target_id: UUID | Unset = UNSET,
    occurred_from: datetime.datetime | Unset = UNSET,
    occurred_to: datetime.datetime | Unset = UNSET,
    request_id: UUID | Unset = UNSET,
) -> (
    AuditRecordPage
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List audit records

     Returns every mutation and every denied mutation, newest first by default. The `audit_id` of a
    problem is the ID of its record; the `request_id` of any response finds the records of that request.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListAuditRecordsSort | Unset): A sort order; a leading minus sorts in descending
            order.
        outcome (AuditOutcome | Unset): Whether the mutation was performed.
        actor_id (list[UUID] | Unset):
        operation_id (list[str] | Unset):
        target_type (list[AuditTargetType] | Unset):
        target_id (UUID | Unset): A UUID in lowercase with hyphens (RFC 9562).
        occurred_from (datetime.datetime | Unset): An RFC 3339 timestamp with any offset.
            Responses return the same instant in UTC. Digits beyond the microsecond are dropped.
        occurred_to (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        request_id (UUID | Unset): A UUID in lowercase with hyphens (RFC 9562).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AuditRecordPage | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        sort=sort,
        outcome=outcome,
        actor_id=actor_id,
        operation_id=operation_id,
        target_type=target_type,
        target_id=target_id,
        occurred_from=occurred_from,
        occurred_to=occurred_to,
        request_id=request_id,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListAuditRecordsSort | Unset = UNSET,
    outcome: AuditOutcome | Unset = UNSET,
    actor_id: list[UUID] | Unset = UNSET,
    operation_id: list[str] | Unset = UNSET,
    target_type: list[AuditTargetType] | Unset = UNSET,
    target_id: UUID | Unset = UNSET,
    occurred_from: datetime.datetime | Unset = UNSET,
    occurred_to: datetime.datetime | Unset = UNSET,
    request_id: UUID | Unset = UNSET,
) -> Response[
    AuditRecordPage
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List audit records

     Returns every mutation and every denied mutation, newest first by default. The `audit_id` of a
    problem is the ID of its record; the `request_id` of any response finds the records of that request.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListAuditRecordsSort | Unset): A sort order; a leading minus sorts in descending
            order.
        outcome (AuditOutcome | Unset): Whether the mutation was performed.
        actor_id (list[UUID] | Unset):
        operation_id (list[str] | Unset):
        target_type (list[AuditTargetType] | Unset):
        target_id (UUID | Unset): A UUID in lowercase with hyphens (RFC 9562).
        occurred_from (datetime.datetime | Unset): An RFC 3339 timestamp with any offset.
            Responses return the same instant in UTC. Digits beyond the microsecond are dropped.
        occurred_to (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        request_id (UUID | Unset): A UUID in lowercase with hyphens (RFC 9562).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AuditRecordPage | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        sort=sort,
        outcome=outcome,
        actor_id=actor_id,
        operation_id=operation_id,
        target_type=target_type,
        target_id=target_id,
        occurred_from=occurred_from,
        occurred_to=occurred_to,
        request_id=request_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListAuditRecordsSort | Unset = UNSET,
    outcome: AuditOutcome | Unset = UNSET,
    actor_id: list[UUID] | Unset = UNSET,
    operation_id: list[str] | Unset = UNSET,
    target_type: list[AuditTargetType] | Unset = UNSET,
    target_id: UUID | Unset = UNSET,
    occurred_from: datetime.datetime | Unset = UNSET,
    occurred_to: datetime.datetime | Unset = UNSET,
    request_id: UUID | Unset = UNSET,
) -> (
    AuditRecordPage
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List audit records

     Returns every mutation and every denied mutation, newest first by default. The `audit_id` of a
    problem is the ID of its record; the `request_id` of any response finds the records of that request.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListAuditRecordsSort | Unset): A sort order; a leading minus sorts in descending
            order.
        outcome (AuditOutcome | Unset): Whether the mutation was performed.
        actor_id (list[UUID] | Unset):
        operation_id (list[str] | Unset):
        target_type (list[AuditTargetType] | Unset):
        target_id (UUID | Unset): A UUID in lowercase with hyphens (RFC 9562).
        occurred_from (datetime.datetime | Unset): An RFC 3339 timestamp with any offset.
            Responses return the same instant in UTC. Digits beyond the microsecond are dropped.
        occurred_to (datetime.datetime | Unset): An RFC 3339 timestamp with any offset. Responses
            return the same instant in UTC. Digits beyond the microsecond are dropped.
        request_id (UUID | Unset): A UUID in lowercase with hyphens (RFC 9562).

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AuditRecordPage | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            cursor=cursor,
            sort=sort,
            outcome=outcome,
            actor_id=actor_id,
            operation_id=operation_id,
            target_type=target_type,
            target_id=target_id,
            occurred_from=occurred_from,
            occurred_to=occurred_to,
            request_id=request_id,
        )
    ).parsed
