"""Who calls, and who there is."""

from __future__ import annotations

from generated import models
from generated.operations import (
    GetMe200,
    GetMeRequest,
    GetMeResult,
    ListPrincipals200,
    ListPrincipalsRequest,
    ListPrincipalsResult,
)
from generated.problems import InvalidCursor
from generated.queries import tenancy
from handlers.rules import views
from handlers.runtime import paging
from handlers.runtime.context import Context


async def get_me(context: Context, request: GetMeRequest) -> GetMeResult:
    """Show the caller as the verified token has it."""
    del request
    return GetMe200(body=views.me(context.actor))


async def list_principals(context: Context, request: ListPrincipalsRequest) -> ListPrincipalsResult:
    """Give a page of the tenant's principals, by name."""
    after = paging.position(context, request)
    if isinstance(after, InvalidCursor):
        return after
    rows = await tenancy.list_principals(
        context.connection,
        q=None if request.q is None else views.like(request.q),
        assignable=request.assignable,
        sort="display_name",
        after=after,
        limit=request.limit + 1,
    )
    shown, next_cursor = paging.page(context, request, rows)
    items = [views.principal(row) for row in shown]
    return ListPrincipals200(body=models.PrincipalPage(items=items, next_cursor=next_cursor))
