"""The caller, the principals of the tenant, and the console's sign-in."""

from __future__ import annotations

from generated import models
from generated.operations.people import (
    CreateSession201,
    CreateSessionRequest,
    CreateSessionResult,
    DeleteSession204,
    DeleteSessionRequest,
    DeleteSessionResult,
    GetMe200,
    GetMeRequest,
    GetMeResult,
    GetSession200,
    GetSessionRequest,
    GetSessionResult,
    ListPrincipals200,
    ListPrincipalsRequest,
    ListPrincipalsResult,
)
from generated.problems import Unauthenticated
from generated.queries import people
from handlers.rules import search, views
from handlers.runtime.context import Context, RequestContext
from handlers.runtime.identity.actors import Actor, Session, tenant_id_of, user_actor
from handlers.runtime.identity.sessions import Sessions

# Tenant and role; the subject is the role's name, as in local tokens.
_DEMO = {
    models.DemoIdentity.admin: ("demo", "admin"),
    models.DemoIdentity.analyst: ("demo", "analyst"),
    models.DemoIdentity.auditor: ("demo", "auditor"),
    models.DemoIdentity.second_tenant_analyst: ("second", "analyst"),
}


async def get_me(context: Context, request: GetMeRequest) -> GetMeResult:
    """Return the caller as its verified credentials describe it."""
    del request
    return GetMe200(body=views.me(context.actor))


async def list_principals(context: Context, request: ListPrincipalsRequest) -> ListPrincipalsResult:
    """List the principals of the tenant by name."""
    rows = await people.list_principals(
        context.connection,
        words=search.search_words(request.q),
        assignable=request.assignable,
        sort="display_name",
        after=request.after,
        limit=request.limit,
    )
    return ListPrincipals200(body=request.page(rows, views.principal))


async def create_session(context: RequestContext, request: CreateSessionRequest) -> CreateSessionResult:
    """Sign in as a demo identity, if the server has demo sign-in; the session commits in a transaction of its own."""
    sessions = context.sessions
    if not sessions.demo:
        return Unauthenticated(
            detail="This server has no demo sign-in: only `oneprotect up` has one. Send a token with each request."
        )
    tenant, role = _DEMO[request.body.identity]
    actor = await sessions.begin(
        user_actor(
            scheme="none",
            issuer=sessions.issuer,
            tenant_id=tenant_id_of(tenant),
            tenant=tenant,
            subject=role,
            name=role,
            roles=[role],
        )
    )
    return CreateSession201(body=_view(sessions, actor), set_cookie=sessions.cookie(actor, _session(actor)))


async def get_session(context: RequestContext, request: GetSessionRequest) -> GetSessionResult:
    """Return the signed-in caller and the session's CSRF token."""
    del request
    return GetSession200(body=_view(context.sessions, context.actor))


async def delete_session(context: RequestContext, request: DeleteSessionRequest) -> DeleteSessionResult:
    """Sign out."""
    del request
    await context.sessions.end(context.actor, _session(context.actor))
    return DeleteSession204(set_cookie=context.sessions.expired_cookie())


def _view(sessions: Sessions, actor: Actor) -> models.Session:
    session = _session(actor)
    return models.Session(me=views.me(actor), csrf_token=sessions.csrf_token(session), expires_at=session.expires_at)


def _session(actor: Actor) -> Session:
    # These operations accept no credentials except the session cookie.
    if actor.session is None:
        raise TypeError("the actor has no session")
    return actor.session
