# Generated from specs/problems.yaml by `python -m codegen`. Do not edit.
"""The problems that the API answers with (RFC 9457), one class per code."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from generated import models
from generated.runtime.rendering import Rendered


@dataclass(frozen=True, slots=True)
class FieldError:
    """A validation error: a JSON pointer (RFC 6901) into the body, and what is wrong there."""

    pointer: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A problem; ``action`` is what a client can do about it.

    A mutation that is denied with an ``audited`` problem leaves an audit record.
    """

    code: ClassVar[str]
    title: ClassVar[str]
    status: ClassVar[int]
    action: ClassVar[str]
    audited: ClassVar[bool] = False
    detail: str

    def members(self) -> dict[str, Any]:
        """Return the members that this code adds to the body."""
        return {}

    def headers(self) -> tuple[tuple[str, str], ...]:
        """Return the headers that this code adds."""
        return ()

    def document(self, request_id: UUID, audit_id: UUID | None = None) -> dict[str, Any]:
        """Return the problem as JSON."""
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
        return document | self.members()

    def render(self, request_id: UUID, audit_id: UUID | None = None) -> Rendered:
        """Return the response as application/problem+json."""
        body = json.dumps(self.document(request_id, audit_id), ensure_ascii=False).encode()
        return Rendered(self.status, (("Content-Type", "application/problem+json"), *self.headers()), body)


@dataclass(frozen=True, slots=True, kw_only=True)
class MalformedJson(Problem):
    """The body is not JSON as defined by RFC 8259: it must be UTF-8, without NaN or infinity, without duplicate members, and at most 64 levels deep."""

    code = "malformed-json"
    title = "The body is not valid JSON"
    status = 400
    action = "Send one JSON document in UTF-8. The JSON library of your language produces valid documents."


@dataclass(frozen=True, slots=True, kw_only=True)
class InvalidParameter(Problem):
    """A path, query or header parameter does not match its schema, occurs more than once, or is required and missing."""

    code = "invalid-parameter"
    title = "A parameter is invalid"
    status = 400
    action = "Read `detail`, which names the parameter, and send the parameter once, in the form that the operation documents."


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownParameter(Problem):
    """The query contains a parameter that the operation does not have."""

    code = "unknown-parameter"
    title = "Unknown query parameter"
    status = 400
    action = "Remove the parameter, or correct its spelling; the operation's documentation lists its parameters. To send several values, repeat the parameter (`status=new&status=triaged`) instead of adding brackets to its name."


@dataclass(frozen=True, slots=True, kw_only=True)
class InvalidCursor(Problem):
    """The cursor was issued for a different list, filter, sort, tenant or role. Start again without a cursor."""

    code = "invalid-cursor"
    title = "The cursor is not valid for this request"
    status = 400
    action = "Request the first page again, without `cursor`, and do not change filters or sort while paging."


@dataclass(frozen=True, slots=True, kw_only=True)
class Unauthenticated(Problem):
    """The credentials are missing, expired or not accepted by this server."""

    code = "unauthenticated"
    title = "Authentication required"
    status = 401
    action = "Get a new token from the identity provider (locally with `oneprotect token`) and send it in the `Authorization` header, after `Bearer`."

    def headers(self) -> tuple[tuple[str, str], ...]:
        return (("WWW-Authenticate", "Bearer"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden(Problem):
    """The caller's roles or token do not allow this request."""

    code = "forbidden"
    title = "Not allowed"
    status = 403
    action = "Ask an administrator of the tenant for a role that has the operation's scope. `GET /me` returns the scopes that you have."
    audited = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CsrfFailed(Problem):
    """A write with the session cookie must carry the session's `X-CSRF-Token` and an `Origin` that names this server."""

    code = "csrf-failed"
    title = "The request did not come from the console"
    status = 403
    action = "Reload the console. A program should send a token instead of the cookie; this check then does not apply."


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound(Problem):
    """The tenant has no such resource. An ID of another tenant is treated exactly like an ID that does not exist."""

    code = "not-found"
    title = "Not found"
    status = 404
    action = "Check the path and the ID, and check that the token belongs to the tenant that owns the resource."
    audited = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodNotAllowed(Problem):
    """The path does not support this method. `Allow` lists the methods that it supports."""

    code = "method-not-allowed"
    title = "Method not allowed"
    status = 405
    action = "Use one of the methods in `Allow`."
    allow: str

    def headers(self) -> tuple[tuple[str, str], ...]:
        return (("Allow", self.allow),)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAcceptable(Problem):
    """Responses are `application/json`, which the `Accept` header excludes."""

    code = "not-acceptable"
    title = "No acceptable media type"
    status = 406
    action = "Send an `Accept` header that includes `application/json`, or none."


@dataclass(frozen=True, slots=True, kw_only=True)
class PayloadTooLarge(Problem):
    """A request body can have at most 1 MiB, unless the operation states another limit."""

    code = "payload-too-large"
    title = "The body is too large"
    status = 413
    action = "Send less in one request. Keep large material elsewhere and link to it."


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsupportedMediaType(Problem):
    """A request body must be `application/json` in UTF-8, without `Content-Encoding`. PATCH also accepts `application/merge-patch+json`."""

    code = "unsupported-media-type"
    title = "Unsupported media type"
    status = 415
    action = "Send a `Content-Type` that `Accept` or, for PATCH, `Accept-Patch` in the response lists, and no `Content-Encoding`."
    accept: str | None = None
    accept_patch: str | None = None

    def headers(self) -> tuple[tuple[str, str], ...]:
        return (
            *(() if self.accept is None else (("Accept", self.accept),)),
            *(() if self.accept_patch is None else (("Accept-Patch", self.accept_patch),)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class InvalidTransition(Problem):
    """A ticket can change its status only as `x-transitions` of TicketStatus states."""

    code = "invalid-transition"
    title = "This status change is not allowed"
    status = 409
    action = "Read the ticket again. `allowed` lists the statuses that can follow `current`."
    audited = True
    current: models.TicketStatus
    allowed: tuple[models.TicketStatus, ...]

    def members(self) -> dict[str, Any]:
        return {
            "current": self.current,
            "allowed": list(self.allowed),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketClosed(Problem):
    """A closed ticket can only be reopened."""

    code = "ticket-closed"
    title = "The ticket is closed"
    status = 409
    action = "Reopen the ticket by changing its status to `in_progress`. The same request can change other fields."


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkConflict(Problem):
    """The relations `blocks` and `duplicates` cannot point both ways between two tickets. `link_id` names the existing link."""

    code = "link-conflict"
    title = "The opposite link exists"
    status = 409
    action = "Remove the link that `link_id` names, from either ticket, then send the request again. Or use another relation."
    link_id: str

    def members(self) -> dict[str, Any]:
        return {
            "link_id": self.link_id,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class IdempotencyInProgress(Problem):
    """An earlier request with this Idempotency-Key has not finished. Retry shortly to get its response."""

    code = "idempotency-in-progress"
    title = "The first request is still in progress"
    status = 409
    action = "Wait a second, then repeat the same request with the same `Idempotency-Key`."


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionMismatch(Problem):
    """`If-Match` does not name the current version, which `ETag` carries. Read the resource again, then repeat the change."""

    code = "version-mismatch"
    title = "The resource has changed since you read it"
    status = 412
    action = "Read the resource again, decide whether your change still applies, and send the new `ETag` as `If-Match`."
    etag: str

    def headers(self) -> tuple[tuple[str, str], ...]:
        return (("ETag", self.etag),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreconditionRequired(Problem):
    """The request must carry the ETag that was last read in `If-Match`, so that it cannot overwrite another user's change."""

    code = "precondition-required"
    title = "If-Match is required"
    status = 428
    action = "Read the resource, and send its `ETag` as `If-Match`."


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation(Problem):
    """The body does not match its schema. Each entry of `errors` points to a member of the body (RFC 6901) and states what is wrong with it."""

    code = "validation"
    title = "The body is invalid"
    status = 422
    action = "Fix each member that `errors` points to, then send the request again."
    errors: tuple[FieldError, ...]

    def members(self) -> dict[str, Any]:
        return {
            "errors": [{"pointer": error.pointer, "detail": error.detail} for error in self.errors],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionRequired(Problem):
    """A ticket needs `resolution.reason` to become resolved and to stay resolved."""

    code = "resolution-required"
    title = "A resolution is required"
    status = 422
    action = "Send `resolution` with a reason, in the same request as the status."


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownTarget(Problem):
    """The tenant has no record of this type with this ID to link to."""

    code = "unknown-target"
    title = "The link target does not exist"
    status = 422
    action = "Check the type and ID of the target. The record must belong to the tenant of the token."
    audited = True


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownAssignee(Problem):
    """Tickets can be assigned only to principals of the tenant that had the scope tickets:write when last seen."""

    code = "unknown-assignee"
    title = "This principal cannot be assigned tickets"
    status = 422
    action = "Choose one of the principals that `GET /principals?assignable=true` returns."
    audited = True


@dataclass(frozen=True, slots=True, kw_only=True)
class IdempotencyKeyReused(Problem):
    """An earlier request with this Idempotency-Key was different. Use a new key for each new request."""

    code = "idempotency-key-reused"
    title = "The Idempotency-Key belongs to a different request"
    status = 422
    action = "To retry the earlier request, repeat it unchanged under this key. For a different request, use a new key."


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimited(Problem):
    """The caller has exceeded its rate limit. `Retry-After` states how many seconds to wait."""

    code = "rate-limited"
    title = "Too many requests"
    status = 429
    action = "Wait for the number of seconds in `Retry-After`, and send requests less often."
    retry_after: int

    def headers(self) -> tuple[tuple[str, str], ...]:
        return (("Retry-After", str(self.retry_after)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unavailable(Problem):
    """The server cannot process the request now. Retry with the same Idempotency-Key: if the request did take effect, the retry returns its response."""

    code = "unavailable"
    title = "Temporarily unavailable"
    status = 503
    action = "Wait for the number of seconds in `Retry-After` and repeat the request. If the problem persists, report `request_id` to the operator."
    retry_after: int

    def headers(self) -> tuple[tuple[str, str], ...]:
        return (("Retry-After", str(self.retry_after)),)
