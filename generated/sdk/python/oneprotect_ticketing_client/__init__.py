"""A typed client of OneProtect Ticketing."""

from .client import AuthenticatedClient, Client
from .problems import (
    BadRequestError,
    ConflictError,
    ForbiddenError,
    NotAcceptableError,
    NotFoundError,
    PayloadTooLargeError,
    PreconditionRequiredError,
    Problem,
    ProblemError,
    RateLimitedError,
    UnauthenticatedError,
    UnavailableError,
    UnprocessableError,
    UnsupportedMediaTypeError,
    UpdateConflictError,
    VersionMismatchError,
)
from .ticketing import TicketingClient, iterate, iterate_async, unwrap

__all__ = (
    "AuthenticatedClient",
    "Client",
    "Problem",
    "ProblemError",
    "BadRequestError",
    "UnauthenticatedError",
    "ForbiddenError",
    "NotFoundError",
    "NotAcceptableError",
    "ConflictError",
    "VersionMismatchError",
    "PayloadTooLargeError",
    "UnsupportedMediaTypeError",
    "UnprocessableError",
    "PreconditionRequiredError",
    "RateLimitedError",
    "UnavailableError",
    "TicketingClient",
    "UpdateConflictError",
    "iterate",
    "iterate_async",
    "unwrap",
)
