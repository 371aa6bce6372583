# Generated from specs/problems.yaml by `python -m codegen`. Do not edit.
"""The closed list of problems (RFC 9457), one class per code."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from generated import models
from generated.rendering import Rendered


@dataclass(frozen=True, slots=True)
class FieldError:
    """One place of a body that breaks the schema: a JSON pointer (RFC 6901) and what is wrong there."""

    pointer: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What every problem has; ``audited`` says that the denial of a mutation with it leaves an audit record."""

    code: ClassVar[str]
    title: ClassVar[str]
    status: ClassVar[int]
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


@dataclass(frozen=True, slots=True, kw_only=True)
class InvalidParameter(Problem):
    """A path, query or header parameter breaks its schema, is given twice or is missing."""

    code = "invalid-parameter"
    title = "A parameter is invalid"
    status = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownParameter(Problem):
    """The query has a parameter that the operation does not take."""

    code = "unknown-parameter"
    title = "There is no such parameter"
    status = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class InvalidCursor(Problem):
    """A cursor belongs to the caller's tenant and view, the list, its filters and its sort. Start again without it."""

    code = "invalid-cursor"
    title = "The cursor does not fit"
    status = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Unauthenticated(Problem):
    """The token is missing, expired or not accepted here."""

    code = "unauthenticated"
    title = "Not signed in"
    status = 401

    def headers(self) -> tuple[tuple[str, str], ...]:
        """Give what the code adds to the headers."""
        return (("WWW-Authenticate", "Bearer"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden(Problem):
    """The caller's roles do not allow this. Ask an administrator of the tenant."""

    code = "forbidden"
    title = "Not allowed"
    status = 403
    audited = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CsrfFailed(Problem):
    """A write with the session cookie needs a same-origin Origin and X-CSRF-Token."""

    code = "csrf-failed"
    title = "The request does not come from the console"
    status = 403


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound(Problem):
    """The tenant has no such thing. Another tenant's id reads the same as one that never was."""

    code = "not-found"
    title = "Not found"
    status = 404
    audited = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodNotAllowed(Problem):
    """Allow names the methods that it takes."""

    code = "method-not-allowed"
    title = "The path does not take this method"
    status = 405
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PayloadTooLarge(Problem):
    """Bodies have at most 1 MiB, unless the operation says less."""

    code = "payload-too-large"
    title = "The body is too large"
    status = 413


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsupportedMediaType(Problem):
    """Bodies are application/json in UTF-8, without a Content-Encoding."""

    code = "unsupported-media-type"
    title = "The body's media type is not taken"
    status = 415


@dataclass(frozen=True, slots=True, kw_only=True)
class InvalidTransition(Problem):
    """See x-transitions of TicketStatus."""

    code = "invalid-transition"
    title = "The status cannot move there"
    status = 409
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


@dataclass(frozen=True, slots=True, kw_only=True)
class IdempotencyInProgress(Problem):
    """Repeat the request in a moment to have the first one's answer."""

    code = "idempotency-in-progress"
    title = "The first request is still at work"
    status = 409


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionMismatch(Problem):
    """ETag carries the current version. Read again, then repeat the change on that."""

    code = "version-mismatch"
    title = "Somebody else changed it first"
    status = 412
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation(Problem):
    """Each of errors points to a place in the body (RFC 6901) and says what is wrong there."""

    code = "validation"
    title = "The body breaks the schema"
    status = 422
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


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownTarget(Problem):
    """The tenant has no such record to link to."""

    code = "unknown-target"
    title = "There is no such target"
    status = 422
    audited = True


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownAssignee(Problem):
    """Tickets are assigned to principals of the tenant that were last seen with tickets:write."""

    code = "unknown-assignee"
    title = "There is no such assignee"
    status = 422
    audited = True


@dataclass(frozen=True, slots=True, kw_only=True)
class IdempotencyKeyReused(Problem):
    """Use a new key for each new request."""

    code = "idempotency-key-reused"
    title = "The Idempotency-Key belongs to another request"
    status = 422


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimited(Problem):
    """Retry-After says in how many seconds to go on."""

    code = "rate-limited"
    title = "Too many requests"
    status = 429
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
    retry_after: int

    def headers(self) -> tuple[tuple[str, str], ...]:
        """Give what the code adds to the headers."""
        return (("Retry-After", str(self.retry_after)),)
