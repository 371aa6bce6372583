"""The console's sign-in. What it writes is committed apart from the operation, which may be an auditor's."""

from __future__ import annotations

from generated import models
from generated.operations import (
    CreateSession201,
    CreateSessionRequest,
    CreateSessionResult,
    DeleteSession204,
    DeleteSessionRequest,
    DeleteSessionResult,
    GetSession200,
    GetSessionRequest,
    GetSessionResult,
)
from generated.problems import Unauthenticated
from handlers.rules import views
from handlers.runtime.auth import Actor, Session, tenant_id_of, user_actor
from handlers.runtime.context import Context
from handlers.runtime.sessions import Sessions

# Tenant and role; the subject is the role's name, as that of a local token is.
_DEMO = {
    models.DemoIdentity.admin: ("demo", "admin"),
    models.DemoIdentity.analyst: ("demo", "analyst"),
    models.DemoIdentity.auditor: ("demo", "auditor"),
    models.DemoIdentity.second_tenant_analyst: ("second", "analyst"),
}


class SessionHandlers:
    """The handlers that know of sessions; ``issuer`` is whose tokens the demo identities would have."""

    def __init__(self, sessions: Sessions, issuer: str) -> None:
        self._sessions = sessions
        self._issuer = issuer

    async def create_session(self, context: Context, request: CreateSessionRequest) -> CreateSessionResult:
        """Sign in as a demo identity, where the server has any."""
        del context
        if not self._sessions.demo:
            return Unauthenticated(
                detail="This server has no demo sign-in: only `oneprotect up` has one. Send a token with each request."
            )
        tenant, role = _DEMO[request.body.identity]
        actor = await self._sessions.begin(
            user_actor(
                scheme="none",
                issuer=self._issuer,
                tenant_id=tenant_id_of(tenant),
                tenant=tenant,
                subject=role,
                name=role,
                roles=[role],
            )
        )
        return CreateSession201(body=self._shown(actor), set_cookie=self._sessions.cookie(actor, _session(actor)))

    async def get_session(self, context: Context, request: GetSessionRequest) -> GetSessionResult:
        """Show who is signed in."""
        del request
        return GetSession200(body=self._shown(context.actor))

    async def delete_session(self, context: Context, request: DeleteSessionRequest) -> DeleteSessionResult:
        """Sign out."""
        del request
        await self._sessions.end(context.actor, _session(context.actor))
        return DeleteSession204(set_cookie=self._sessions.no_cookie())

    def _shown(self, actor: Actor) -> models.Session:
        session = _session(actor)
        return models.Session(
            me=views.me(actor), csrf_token=self._sessions.csrf_token(session), expires_at=session.expires_at
        )


def _session(actor: Actor) -> Session:
    # The operations take no other credentials than the cookie, so there is one.
    if actor.session is None:
        raise TypeError("the actor has come without a session")
    return actor.session
