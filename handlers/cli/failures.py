"""Text of the failures that an operator can fix: what is wrong, where, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.runtime.errors import OperatorError


@dataclass(frozen=True, slots=True)
class Service:
    """A server that a command connects to, the errors of its client, and the settings or options with its address."""

    name: str = ""
    errors: tuple[type[BaseException], ...] = ()
    address: str = ""


def describe(error: BaseException, service: Service) -> str:
    """Return the message for an error of a command that uses this service."""
    if isinstance(error, OperatorError):
        return str(error)
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename} cannot be used ({error.strerror}): check the path and its permissions."
    reason = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, service.errors):
        return f"{service.name} cannot be used ({reason}). Check {service.address}, and that the server is running."
    return reason
