from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.bad_request_problem import BadRequestProblem
from ...models.comment_page import CommentPage
from ...models.comment_visibility import CommentVisibility
from ...models.forbidden_problem import ForbiddenProblem
from ...models.list_comments_sort import ListCommentsSort
from ...models.not_acceptable_problem import NotAcceptableProblem
from ...models.not_found_problem import NotFoundProblem
from ...models.rate_limited_problem import RateLimitedProblem
from ...models.unauthenticated_problem import UnauthenticatedProblem
from ...models.unavailable_problem import UnavailableProblem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    ticket_id: UUID,
    *,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListCommentsSort | Unset = UNSET,
    visibility: CommentVisibility | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    json_sort: str | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = sort.value

    params["sort"] = json_sort

    json_visibility: str | Unset = UNSET
    if not isinstance(visibility, Unset):
        json_visibility = visibility.value

    params["visibility"] = json_visibility

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/tickets/{ticket_id}/comments".format(
            ticket_id=quote(str(ticket_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    BadRequestProblem
    | CommentPage
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    if response.status_code == 200:
        response_200 = CommentPage.from_dict(response.json())

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
    | CommentPage
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
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListCommentsSort | Unset = UNSET,
    visibility: CommentVisibility | Unset = UNSET,
) -> Response[
    BadRequestProblem
    | CommentPage
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List comments

     Returns the comments of a ticket.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListCommentsSort | Unset): A sort order; a leading minus sorts in descending order.
        visibility (CommentVisibility | Unset): Who can read the comment. For an auditor, an
            internal comment does not exist.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestProblem | CommentPage | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        ticket_id=ticket_id,
        limit=limit,
        cursor=cursor,
        sort=sort,
        visibility=visibility,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    ticket_id: UUID,
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListCommentsSort | Unset = UNSET,
    visibility: CommentVisibility | Unset = UNSET,
) -> (
    BadRequestProblem
    | CommentPage
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List comments

     Returns the comments of a ticket.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListCommentsSort | Unset): A sort order; a leading minus sorts in descending order.
        visibility (CommentVisibility | Unset): Who can read the comment. For an auditor, an
            internal comment does not exist.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestProblem | CommentPage | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return sync_detailed(
        ticket_id=ticket_id,
        client=client,
        limit=limit,
        cursor=cursor,
        sort=sort,
        visibility=visibility,
    ).parsed


async def asyncio_detailed(
    ticket_id: UUID,
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListCommentsSort | Unset = UNSET,
    visibility: CommentVisibility | Unset = UNSET,
) -> Response[
    BadRequestProblem
    | CommentPage
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List comments

     Returns the comments of a ticket.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListCommentsSort | Unset): A sort order; a leading minus sorts in descending order.
        visibility (CommentVisibility | Unset): Who can read the comment. For an auditor, an
            internal comment does not exist.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestProblem | CommentPage | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        ticket_id=ticket_id,
        limit=limit,
        cursor=cursor,
        sort=sort,
        visibility=visibility,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    ticket_id: UUID,
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListCommentsSort | Unset = UNSET,
    visibility: CommentVisibility | Unset = UNSET,
) -> (
    BadRequestProblem
    | CommentPage
    | ForbiddenProblem
    | NotAcceptableProblem
    | NotFoundProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List comments

     Returns the comments of a ticket.

    Args:
        ticket_id (UUID): A UUID in lowercase with hyphens (RFC 9562).
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListCommentsSort | Unset): A sort order; a leading minus sorts in descending order.
        visibility (CommentVisibility | Unset): Who can read the comment. For an auditor, an
            internal comment does not exist.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestProblem | CommentPage | ForbiddenProblem | NotAcceptableProblem | NotFoundProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return (
        await asyncio_detailed(
            ticket_id=ticket_id,
            client=client,
            limit=limit,
            cursor=cursor,
            sort=sort,
            visibility=visibility,
        )
    ).parsed
