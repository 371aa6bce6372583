from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.bad_request_problem import BadRequestProblem
from ...models.evidence_page import EvidencePage
from ...models.forbidden_problem import ForbiddenProblem
from ...models.list_evidence_sort import ListEvidenceSort
from ...models.not_acceptable_problem import NotAcceptableProblem
from ...models.rate_limited_problem import RateLimitedProblem
from ...models.unauthenticated_problem import UnauthenticatedProblem
from ...models.unavailable_problem import UnavailableProblem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListEvidenceSort | Unset = UNSET,
    sha256: str | Unset = UNSET,
    q: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    json_sort: str | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = sort.value

    params["sort"] = json_sort

    params["sha256"] = sha256

    params["q"] = q

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/evidence",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    BadRequestProblem
    | EvidencePage
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    if response.status_code == 200:
        response_200 = EvidencePage.from_dict(response.json())

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
    BadRequestProblem
    | EvidencePage
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
    sort: ListEvidenceSort | Unset = UNSET,
    sha256: str | Unset = UNSET,
    q: str | Unset = UNSET,
) -> Response[
    BadRequestProblem
    | EvidencePage
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List evidence

     Returns the metadata of the tenant's evidence. `q` searches name and description.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListEvidenceSort | Unset): A sort order; a leading minus sorts in descending order.
        sha256 (str | Unset): A SHA-256 digest in hexadecimal, in either case. It is stored and
            returned in lowercase.
        q (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestProblem | EvidencePage | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        sort=sort,
        sha256=sha256,
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
    sort: ListEvidenceSort | Unset = UNSET,
    sha256: str | Unset = UNSET,
    q: str | Unset = UNSET,
) -> (
    BadRequestProblem
    | EvidencePage
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List evidence

     Returns the metadata of the tenant's evidence. `q` searches name and description.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListEvidenceSort | Unset): A sort order; a leading minus sorts in descending order.
        sha256 (str | Unset): A SHA-256 digest in hexadecimal, in either case. It is stored and
            returned in lowercase.
        q (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestProblem | EvidencePage | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        sort=sort,
        sha256=sha256,
        q=q,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListEvidenceSort | Unset = UNSET,
    sha256: str | Unset = UNSET,
    q: str | Unset = UNSET,
) -> Response[
    BadRequestProblem
    | EvidencePage
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List evidence

     Returns the metadata of the tenant's evidence. `q` searches name and description.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListEvidenceSort | Unset): A sort order; a leading minus sorts in descending order.
        sha256 (str | Unset): A SHA-256 digest in hexadecimal, in either case. It is stored and
            returned in lowercase.
        q (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[BadRequestProblem | EvidencePage | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        sort=sort,
        sha256=sha256,
        q=q,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListEvidenceSort | Unset = UNSET,
    sha256: str | Unset = UNSET,
    q: str | Unset = UNSET,
) -> (
    BadRequestProblem
    | EvidencePage
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List evidence

     Returns the metadata of the tenant's evidence. `q` searches name and description.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListEvidenceSort | Unset): A sort order; a leading minus sorts in descending order.
        sha256 (str | Unset): A SHA-256 digest in hexadecimal, in either case. It is stored and
            returned in lowercase.
        q (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        BadRequestProblem | EvidencePage | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            cursor=cursor,
            sort=sort,
            sha256=sha256,
            q=q,
        )
    ).parsed
