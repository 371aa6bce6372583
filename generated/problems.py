# Generated from specs/problems.yaml by `python -m codegen`. Do not edit.
"""The closed list of problems (RFC 9457), one class per code."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from generated import models
from generated.runtime.rendering import Rendered


@dataclass(frozen=True, slots=True)
class FieldError:
    """One place of a body that breaks the schema: a JSON pointer (RFC 6901) and what is wrong there."""

    pointer: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What every problem has; ``action`` is what a client does about it.

    ``audited`` says that the denial of a mutation with it leaves an audit record.
    """

    code: ClassVar[str]
    title: ClassVar[str]
    status: ClassVar[int]
    action: ClassVar[str]
    audited: ClassVar[bool] = False
    detail: str

    def members(self) -> dict[str, Any]:
        """Give what the code adds to the body."""
        return {}

    def headers(self) -> tuple[tuple[str, str], ...]:
        """Give what the code adds to the headers."""
        return ()

    def render(self, request_id: UUID, audit_id: UUID | None = None) -> Rendered:
        """Give the answer as application/problem+json."""
        document: dict[str, Any] = {
            "type": f"/problems/{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "code": self.code,
            "request_id": str(request_id),
        }
        if audit_id is not None:
            document["audit_id"] = str(audit_id)
        document |= self.members()
        body = json.dumps(document, ensure_ascii=False).encode()
        return Rendered(self.status, (("Content-Type", "application/problem+json"), *self.headers()), body)


@dataclass(frozen=True, slots=True, kw_only=True)
class MalformedJson(Problem):
    """RFC 8259 in UTF-8, no NaN or infinity, no member twice, at most 64 levels deep."""

    code = "malformed-json"
    title = "The body is not JSON"
    status = 400
    action = "Send one JSON document in UTF-8; a JSON library of your language writes it right."


@dataclass(frozen=True, slots=True, kw_only=True)
class InvalidParameter(Problem):
    """A path, query or header parameter breaks its schema, is given twice or is missing."""

    code = "invalid-parameter"
    title = "A parameter is invalid"
    status = 400
    action = (
        "Look at `detail`, which names the parameter. Give it once, in the form that the operation's parameters say."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownParameter(Problem):
    """The query has a parameter that the operation does not take."""

    code = "unknown-parameter"
    title = "There is no such parameter"
    status = 400
    action = "Take the parameter out of the query, or look for its spelling among the operation's parameters."


@dataclass(frozen=True, slots=True, kw_only=True)
class InvalidCursor(Problem):
    """A cursor belongs to the caller's tenant and view, the list, its filters and its sort. Start again without it."""

    code = "invalid-cursor"
    title = "The cursor does not fit"
    status = 400
    action = "Ask for the first page again, without cursor. Keep filters and sort as they are while you page."


@dataclass(frozen=True, slots=True, kw_only=True)
class Unauthenticated(Problem):
    """The token is missing, expired or not accepted here."""

    code = "unauthenticated"
    title = "Not signed in"
    status = 401
    action = "Get a new token from the identity provider (locally from `oneprotect token`) and send it in `Authorization` after the word `Bearer`."

    def headers(self) -> tuple[tuple[str, str], ...]:
        """Give what the code adds to the headers."""
        return (("WWW-Authenticate", "Bearer"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden(Problem):
    """The caller's roles do not allow this. Ask an administrator of the tenant."""

    code = "forbidden"
    title = "Not allowed"
    status = 403
    action = (
        "Ask an administrator of the tenant for a role that has the operation's scope; `GET /me` shows which you have."
    )
    audited = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CsrfFailed(Problem):
    """A write with the session cookie needs a same-origin Origin and X-CSRF-Token."""

    code = "csrf-failed"
    title = "The request does not come from the console"
    status = 403
    action = "Reload the console. A program uses a token and no cookie, and does not meet this."


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound(Problem):
    """The tenant has no such thing. Another tenant's id reads the same as one that never was."""

    code = "not-found"
    title = "Not found"
    status = 404
    action = "Check the path and the id, and that the token is one of the tenant that the thing belongs to."
    audited = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodNotAllowed(Problem):
    """Allow names the methods that it takes."""

    code = "method-not-allowed"
    title = "The path does not take this method"
    status = 405
    action = "Use one of the methods that `Allow` names."
    allow: str

    def headers(self) -> tuple[tuple[str, str], ...]:
        """Give what the code adds to the headers."""
        return (("Allow", self.allow),)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAcceptable(Problem):
    """Answers are application/json."""

    code = "not-acceptable"
    title = "No acceptable media type"
    status = 406
    action = "Send `Accept` with `application/json`, or none at all."


@dataclass(frozen=True, slots=True, kw_only=True)
class PayloadTooLarge(Problem):
    """Bodies have at most 1 MiB, unless the operation says less."""

    code = "payload-too-large"
    title = "The body is too large"
    status = 413
    action = "Send less at once; large material belongs elsewhere and is linked."


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsupportedMediaType(Problem):
    """Bodies are application/json in UTF-8, without a Content-Encoding."""

    code = "unsupported-media-type"
    title = "The body's media type is not taken"
    status = 415
    action = "Send the `Content-Type` that the operation names, `application/json` for most, and no `Content-Encoding`."


@dataclass(frozen=True, slots=True, kw_only=True)
class InvalidTransition(Problem):
    """A ticket moves only along `x-transitions` of TicketStatus."""

    code = "invalid-transition"
    title = "The status cannot move there"
    status = 409
    action = "Read the ticket again; `allowed` lists where it can go from `current`."
    audited = True
    current: models.TicketStatus
    allowed: tuple[models.TicketStatus, ...]

    def members(self) -> dict[str, Any]:
        """Give what the code adds to the body."""
        return {
            "current": self.current,
            "allowed": list(self.allowed),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketClosed(Problem):
    """A closed ticket accepts only its reopening."""

    code = "ticket-closed"
    title = "The ticket is closed"
    status = 409
    action = "Reopen the ticket (status `in_progress`), which may bring other changes with it."


@dataclass(frozen=True, slots=True, kw_only=True)
class IdempotencyInProgress(Problem):
    """Repeat the request in a moment to have the first one's answer."""

    code = "idempotency-in-progress"
    title = "The first request is still at work"
    status = 409
    action = "Wait a second and repeat the same request with the same `Idempotency-Key`."


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionMismatch(Problem):
    """ETag carries the current version. Read again, then repeat the change on that."""

    code = "version-mismatch"
    title = "Somebody else changed it first"
    status = 412
    action = "Read it again, decide anew on what is there now, and send the `ETag` of that as `If-Match`."
    etag: str

    def headers(self) -> tuple[tuple[str, str], ...]:
        """Give what the code adds to the headers."""
        return (("ETag", self.etag),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreconditionRequired(Problem):
    """Send the ETag that was last read, so that nobody else's change is lost."""

    code = "precondition-required"
    title = "If-Match is required"
    status = 428
    action = "Read it, and send its `ETag` as `If-Match`."


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation(Problem):
    """Each of errors points to a place in the body (RFC 6901) and says what is wrong there."""

    code = "validation"
    title = "The body breaks the schema"
    status = 422
    action = "Mend each place that `errors` points to, then send the request again."
    errors: tuple[FieldError, ...]

    def members(self) -> dict[str, Any]:
        """Give what the code adds to the body."""
        return {
            "errors": [{"pointer": error.pointer, "detail": error.detail} for error in self.errors],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionRequired(Problem):
    """To go to resolved, and to stay there, a ticket needs resolution.reason."""

    code = "resolution-required"
    title = "A resolution is required"
    status = 422
    action = "Send `resolution` with a reason, together with the status or before it."


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownTarget(Problem):
    """The tenant has no such record to link to."""

    code = "unknown-target"
    title = "There is no such target"
    status = 422
    action = "Check the id and type of the target; the record must be one of the tenant of the token."
    audited = True


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownAssignee(Problem):
    """Tickets are assigned to principals of the tenant that were last seen with tickets:write."""

    code = "unknown-assignee"
    title = "There is no such assignee"
    status = 422
    action = "Choose among `GET /principals?assignable=true`."
    audited = True


@dataclass(frozen=True, slots=True, kw_only=True)
class IdempotencyKeyReused(Problem):
    """Use a new key for each new request."""

    code = "idempotency-key-reused"
    title = "The Idempotency-Key belongs to another request"
    status = 422
    action = "Repeat the first request as it was under this key, or give the other request a key of its own."


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimited(Problem):
    """Retry-After says in how many seconds to go on."""

    code = "rate-limited"
    title = "Too many requests"
    status = 429
    action = "Wait as many seconds as `Retry-After` says, and slow down."
    retry_after: int

    def headers(self) -> tuple[tuple[str, str], ...]:
        """Give what the code adds to the headers."""
        return (("Retry-After", str(self.retry_after)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unavailable(Problem):
    """Nothing has happened that the answer does not tell of. Try again, with the same Idempotency-Key."""

    code = "unavailable"
    title = "Not available now"
    status = 503
    action = "Wait as many seconds as `Retry-After` says and repeat the request. If it stays, give `request_id` to who runs the server."
    retry_after: int

    def headers(self) -> tuple[tuple[str, str], ...]:
        """Give what the code adds to the headers."""
        return (("Retry-After", str(self.retry_after)),)
