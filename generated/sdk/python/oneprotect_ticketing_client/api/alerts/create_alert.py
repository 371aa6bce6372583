from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.alert_create import AlertCreate
from ...models.alert_receipt import AlertReceipt
from ...models.bad_request_problem import BadRequestProblem
from ...models.conflict_problem import ConflictProblem
from ...models.forbidden_problem import ForbiddenProblem
from ...models.not_acceptable_problem import NotAcceptableProblem
from ...models.not_found_problem import NotFoundProblem
from ...models.payload_too_large_problem import PayloadTooLargeProblem
from ...models.rate_limited_problem import RateLimitedProblem
from ...models.unauthenticated_problem import UnauthenticatedProblem
from ...models.unavailable_problem import UnavailableProblem
from ...models.unprocessable_problem import UnprocessableProblem
from ...models.unsupported_media_type_problem import UnsupportedMediaTypeProblem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: AlertCreate,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/alerts",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    AlertReceipt
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
        response_200 = AlertReceipt.from_dict(response.json())

        return response_200

    if response.status_code == 201:
        response_201 = AlertReceipt.from_dict(response.json())

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
    AlertReceipt
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
    *,
    client: AuthenticatedClient,
    body: AlertCreate,
    idempotency_key: str | Unset = UNSET,
) -> Response[
    AlertReceipt
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
    """Report an alert

     Reports an alert. Repeating the same `source` and `source_alert_id` returns 200 with the ID of the
    existing alert and leaves that alert unchanged. `oneprotect ingest` uses the SHA-256 of the
    document's canonical form (RFC 8785) as `source_alert_id` if the source gives its alerts no ID of
    their own. A repeat updates `last_seen_at` and `seen_count` only; one with the `activity` `update`
    or `close` also adds a report to the alert. A `close` of an alert that does not exist is 404 `not-
    found` and creates nothing. A token that names `sources` can report alerts from those sources only.

    Args:
        idempotency_key (str | Unset):
        body (AlertCreate): An alert as its source reports it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AlertReceipt | BadRequestProblem | ConflictProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | PayloadTooLargeProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem | UnprocessableProblem | UnsupportedMediaTypeProblem]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: AlertCreate,
    idempotency_key: str | Unset = UNSET,
) -> (
    AlertReceipt
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
    """Report an alert

     Reports an alert. Repeating the same `source` and `source_alert_id` returns 200 with the ID of the
    existing alert and leaves that alert unchanged. `oneprotect ingest` uses the SHA-256 of the
    document's canonical form (RFC 8785) as `source_alert_id` if the source gives its alerts no ID of
    their own. A repeat updates `last_seen_at` and `seen_count` only; one with the `activity` `update`
    or `close` also adds a report to the alert. A `close` of an alert that does not exist is 404 `not-
    found` and creates nothing. A token that names `sources` can report alerts from those sources only.

    Args:
        idempotency_key (str | Unset):
        body (AlertCreate): An alert as its source reports it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AlertReceipt | BadRequestProblem | ConflictProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | PayloadTooLargeProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem | UnprocessableProblem | UnsupportedMediaTypeProblem
    """

    return sync_detailed(
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: AlertCreate,
    idempotency_key: str | Unset = UNSET,
) -> Response[
    AlertReceipt
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
    """Report an alert

     Reports an alert. Repeating the same `source` and `source_alert_id` returns 200 with the ID of the
    existing alert and leaves that alert unchanged. `oneprotect ingest` uses the SHA-256 of the
    document's canonical form (RFC 8785) as `source_alert_id` if the source gives its alerts no ID of
    their own. A repeat updates `last_seen_at` and `seen_count` only; one with the `activity` `update`
    or `close` also adds a report to the alert. A `close` of an alert that does not exist is 404 `not-
    found` and creates nothing. A token that names `sources` can report alerts from those sources only.

    Args:
        idempotency_key (str | Unset):
        body (AlertCreate): An alert as its source reports it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AlertReceipt | BadRequestProblem | ConflictProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | PayloadTooLargeProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem | UnprocessableProblem | UnsupportedMediaTypeProblem]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: AlertCreate,
    idempotency_key: str | Unset = UNSET,
) -> (
    AlertReceipt
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
    """Report an alert

     Reports an alert. Repeating the same `source` and `source_alert_id` returns 200 with the ID of the
    existing alert and leaves that alert unchanged. `oneprotect ingest` uses the SHA-256 of the
    document's canonical form (RFC 8785) as `source_alert_id` if the source gives its alerts no ID of
    their own. A repeat updates `last_seen_at` and `seen_count` only; one with the `activity` `update`
    or `close` also adds a report to the alert. A `close` of an alert that does not exist is 404 `not-
    found` and creates nothing. A token that names `sources` can report alerts from those sources only.

    Args:
        idempotency_key (str | Unset):
        body (AlertCreate): An alert as its source reports it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AlertReceipt | BadRequestProblem | ConflictProblem | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | PayloadTooLargeProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem | UnprocessableProblem | UnsupportedMediaTypeProblem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
