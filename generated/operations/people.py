# Generated from specs/openapi.yaml by `python -m codegen`. Do not edit.
"""The operations of the tag people: their requests and results, and the type of the module that handles them.

A handler returns one of its operation's results: a success, or a problem that the spec declares for it. Everything else
is a type error.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from generated import models, problems
from generated.runtime.paging import Cursors, Page, Position, RowT
from generated.runtime.rendering import JsonResult, Result

ContextT = TypeVar("ContextT", contravariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class GetSessionRequest:
    """GET /api/v1/session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GetSession200(JsonResult[models.Session]):
    """The session."""

    status = 200


GetSessionResult = GetSession200


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateSessionRequest:
    """POST /api/v1/session."""

    body: models.SessionCreate


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateSession201(JsonResult[models.Session]):
    """The caller is signed in."""

    status = 201
    set_cookie: str

    def headers(self) -> tuple[tuple[str, str], ...]:
        return (("Set-Cookie", self.set_cookie),)


CreateSessionResult = CreateSession201 | problems.Unauthenticated | problems.Validation


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteSessionRequest:
    """DELETE /api/v1/session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteSession204(Result):
    """The caller is signed out."""

    status = 204
    set_cookie: str

    def headers(self) -> tuple[tuple[str, str], ...]:
        return (("Set-Cookie", self.set_cookie),)


DeleteSessionResult = DeleteSession204


@dataclass(frozen=True, slots=True, kw_only=True)
class GetMeRequest:
    """GET /api/v1/me."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GetMe200(JsonResult[models.Me]):
    """The caller."""

    status = 200


GetMeResult = GetMe200


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPrincipalsRequest:
    """GET /api/v1/principals."""

    limit: int
    assignable: bool | None
    q: str | None
    after: Position | None
    cursors: Cursors

    def page(self, page: Page[RowT], view: Callable[[RowT], models.Principal]) -> models.PrincipalPage:
        """Return the body of the response: each row as ``view`` shows it, and the cursor of the next page."""
        items = [view(row) for row in page.rows]
        return models.PrincipalPage(items=items, next_cursor=self.cursors.write(page.next))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPrincipals200(JsonResult[models.PrincipalPage]):
    """A page of the list."""

    status = 200


ListPrincipalsResult = ListPrincipals200 | problems.Forbidden


class PeopleHandlers(Protocol[ContextT]):
    """A module with one function per operation of the tag."""

    async def get_session(self, context: ContextT, request: GetSessionRequest) -> GetSessionResult:
        """Get the session."""

    async def create_session(self, context: ContextT, request: CreateSessionRequest) -> CreateSessionResult:
        """Sign in."""

    async def delete_session(self, context: ContextT, request: DeleteSessionRequest) -> DeleteSessionResult:
        """Sign out."""

    async def get_me(self, context: ContextT, request: GetMeRequest) -> GetMeResult:
        """Get the caller."""

    async def list_principals(self, context: ContextT, request: ListPrincipalsRequest) -> ListPrincipalsResult:
        """List principals."""
