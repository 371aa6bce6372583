from http import HTTPStatus
from typing import Any

import httpx

from ... import errors
from ...client import AuthenticatedClient, Client
from ...models.asset_page import AssetPage
from ...models.asset_type import AssetType
from ...models.bad_request_problem import BadRequestProblem
from ...models.forbidden_problem import ForbiddenProblem
from ...models.list_assets_sort import ListAssetsSort
from ...models.not_acceptable_problem import NotAcceptableProblem
from ...models.rate_limited_problem import RateLimitedProblem
from ...models.unauthenticated_problem import UnauthenticatedProblem
from ...models.unavailable_problem import UnavailableProblem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListAssetsSort | Unset = UNSET,
    type_: list[AssetType] | Unset = UNSET,
    value: list[str] | Unset = UNSET,
    q: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["limit"] = limit

    params["cursor"] = cursor

    json_sort: str | Unset = UNSET
    if not isinstance(sort, Unset):
        json_sort = sort.value

    params["sort"] = json_sort

    json_type_: list[str] | Unset = UNSET
    if not isinstance(type_, Unset):
        json_type_ = []
        for type_item_data in type_:
            type_item = type_item_data.value
            json_type_.append(type_item)

    params["type"] = json_type_

    json_value: list[str] | Unset = UNSET
    if not isinstance(value, Unset):
        json_value = value

    params["value"] = json_value

    params["q"] = q

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/assets",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> (
    AssetPage
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    if response.status_code == 200:
        response_200 = AssetPage.from_dict(response.json())

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
    AssetPage
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
    sort: ListAssetsSort | Unset = UNSET,
    type_: list[AssetType] | Unset = UNSET,
    value: list[str] | Unset = UNSET,
    q: str | Unset = UNSET,
) -> Response[
    AssetPage
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List assets

     Returns the tenant's assets. `q` searches value and name.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListAssetsSort | Unset): A sort order; a leading minus sorts in descending order.
        type_ (list[AssetType] | Unset):
        value (list[str] | Unset):
        q (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AssetPage | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        sort=sort,
        type_=type_,
        value=value,
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
    sort: ListAssetsSort | Unset = UNSET,
    type_: list[AssetType] | Unset = UNSET,
    value: list[str] | Unset = UNSET,
    q: str | Unset = UNSET,
) -> (
    AssetPage
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List assets

     Returns the tenant's assets. `q` searches value and name.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListAssetsSort | Unset): A sort order; a leading minus sorts in descending order.
        type_ (list[AssetType] | Unset):
        value (list[str] | Unset):
        q (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AssetPage | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return sync_detailed(
        client=client,
        limit=limit,
        cursor=cursor,
        sort=sort,
        type_=type_,
        value=value,
        q=q,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListAssetsSort | Unset = UNSET,
    type_: list[AssetType] | Unset = UNSET,
    value: list[str] | Unset = UNSET,
    q: str | Unset = UNSET,
) -> Response[
    AssetPage
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
]:
    """List assets

     Returns the tenant's assets. `q` searches value and name.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListAssetsSort | Unset): A sort order; a leading minus sorts in descending order.
        type_ (list[AssetType] | Unset):
        value (list[str] | Unset):
        q (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AssetPage | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem]
    """

    kwargs = _get_kwargs(
        limit=limit,
        cursor=cursor,
        sort=sort,
        type_=type_,
        value=value,
        q=q,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    limit: int | Unset = 50,
    cursor: str | Unset = UNSET,
    sort: ListAssetsSort | Unset = UNSET,
    type_: list[AssetType] | Unset = UNSET,
    value: list[str] | Unset = UNSET,
    q: str | Unset = UNSET,
) -> (
    AssetPage
    | BadRequestProblem
    | ForbiddenProblem
    | NotAcceptableProblem
    | RateLimitedProblem
    | UnauthenticatedProblem
    | UnavailableProblem
    | None
):
    """List assets

     Returns the tenant's assets. `q` searches value and name.

    Args:
        limit (int | Unset):  Default: 50.
        cursor (str | Unset):
        sort (ListAssetsSort | Unset): A sort order; a leading minus sorts in descending order.
        type_ (list[AssetType] | Unset):
        value (list[str] | Unset):
        q (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AssetPage | BadRequestProblem | ForbiddenProblem | NotAcceptableProblem | RateLimitedProblem | UnauthenticatedProblem | UnavailableProblem
    """

    return (
        await asyncio_detailed(
            client=client,
            limit=limit,
            cursor=cursor,
            sort=sort,
            type_=type_,
            value=value,
            q=q,
        )
    ).parsed
