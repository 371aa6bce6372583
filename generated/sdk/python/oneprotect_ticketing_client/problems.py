"""The problems of the contract as exceptions: a class for each status, and `code` for the problem itself."""

from __future__ import annotations

from typing import Any, Protocol, TypeAlias

import httpx

from .errors import UnexpectedStatus
from .models import (
    BadRequestProblem,
    ConflictProblem,
    ForbiddenProblem,
    NotAcceptableProblem,
    NotFoundProblem,
    PayloadTooLargeProblem,
    PreconditionRequiredProblem,
    RateLimitedProblem,
    Ticket,
    UnauthenticatedProblem,
    UnavailableProblem,
    UnprocessableProblem,
    UnsupportedMediaTypeProblem,
    VersionMismatchProblem,
)

Problem: TypeAlias = (
    BadRequestProblem
    | UnauthenticatedProblem
    | ForbiddenProblem
    | NotFoundProblem
    | NotAcceptableProblem
    | ConflictProblem
    | VersionMismatchProblem
    | PayloadTooLargeProblem
    | UnsupportedMediaTypeProblem
    | UnprocessableProblem
    | PreconditionRequiredProblem
    | RateLimitedProblem
    | UnavailableProblem
)


class ProblemError(Exception):
    """The API answered with a problem (RFC 9457).

    Attributes:
        problem: All members of the problem.
        retry_after: The seconds to wait before the next attempt, if the response states them.
    """

    problem: Problem
    retry_after: int | None = None

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        errors = (self.problem.errors or []) if isinstance(self.problem, UnprocessableProblem) else []
        details = "".join(f" {error.pointer or 'The body'}: {error.detail}" for error in errors)
        return f"{self.code}: {self.problem.detail}{details}"

    @property
    def code(self) -> str:
        """Identifies the problem, such as `ticket-closed`. A later version of the API may return other codes."""
        return str(self.problem.code)

    @property
    def status(self) -> int:
        """The HTTP status of the response."""
        return self.problem.status


class BadRequestError(ProblemError):
    """The API answered with the status 400."""

    problem: BadRequestProblem


class UnauthenticatedError(ProblemError):
    """The API answered with the status 401."""

    problem: UnauthenticatedProblem


class ForbiddenError(ProblemError):
    """The API answered with the status 403."""

    problem: ForbiddenProblem


class NotFoundError(ProblemError):
    """The API answered with the status 404."""

    problem: NotFoundProblem


class NotAcceptableError(ProblemError):
    """The API answered with the status 406."""

    problem: NotAcceptableProblem


class ConflictError(ProblemError):
    """The API answered with the status 409."""

    problem: ConflictProblem


class VersionMismatchError(ProblemError):
    """The API answered with the status 412."""

    problem: VersionMismatchProblem


class PayloadTooLargeError(ProblemError):
    """The API answered with the status 413."""

    problem: PayloadTooLargeProblem


class UnsupportedMediaTypeError(ProblemError):
    """The API answered with the status 415."""

    problem: UnsupportedMediaTypeProblem


class UnprocessableError(ProblemError):
    """The API answered with the status 422."""

    problem: UnprocessableProblem


class PreconditionRequiredError(ProblemError):
    """The API answered with the status 428."""

    problem: PreconditionRequiredProblem


class RateLimitedError(ProblemError):
    """The API answered with the status 429."""

    problem: RateLimitedProblem


class UnavailableError(ProblemError):
    """The API answered with the status 503."""

    problem: UnavailableProblem


class UpdateConflictError(VersionMismatchError):
    """A ticket changed between reading it and changing it.

    Attributes:
        read: The version that was read, and that the change was meant for.
        current: The present version.
    """

    read: Ticket
    current: Ticket

    def __init__(self, problem: VersionMismatchProblem, read: Ticket, current: Ticket) -> None:
        super().__init__(problem)
        self.args = (problem, read, current)
        self.read = read
        self.current = current


class _Model(Protocol):
    def from_dict(self, src_dict: Any) -> Any: ...


_CLASSES: dict[int, tuple[_Model, type[ProblemError]]] = {
    400: (BadRequestProblem, BadRequestError),
    401: (UnauthenticatedProblem, UnauthenticatedError),
    403: (ForbiddenProblem, ForbiddenError),
    404: (NotFoundProblem, NotFoundError),
    406: (NotAcceptableProblem, NotAcceptableError),
    409: (ConflictProblem, ConflictError),
    412: (VersionMismatchProblem, VersionMismatchError),
    413: (PayloadTooLargeProblem, PayloadTooLargeError),
    415: (UnsupportedMediaTypeProblem, UnsupportedMediaTypeError),
    422: (UnprocessableProblem, UnprocessableError),
    428: (PreconditionRequiredProblem, PreconditionRequiredError),
    429: (RateLimitedProblem, RateLimitedError),
    503: (UnavailableProblem, UnavailableError),
}


def error_from_problem(problem: Problem) -> ProblemError:
    """Return the exception for a problem that an operation returned."""
    return _CLASSES[problem.status][1](problem)


def error_from_response(response: httpx.Response) -> ProblemError | UnexpectedStatus:
    """Return the exception for an error response; whatever is not a problem of the API is an unexpected status."""
    try:
        error = error_from_problem(_CLASSES[response.status_code][0].from_dict(response.json()))
    except (KeyError, ValueError, TypeError, AttributeError):  # as from a gateway in front of the API
        return UnexpectedStatus(response.status_code, response.content)
    seconds = response.headers.get("Retry-After", "")
    error.retry_after = int(seconds) if seconds.isdecimal() else None
    return error
