"""Problems that several operations answer with, each worded once."""

from __future__ import annotations

from generated.problems import FieldError, NotFound, TicketClosed, Validation, VersionMismatch
from handlers.runtime.etags import etag


def not_found(kind: str) -> NotFound:
    """Refuse an unknown id; the answer is the same for another tenant's record and for one that never existed."""
    return NotFound(detail=f"There is no {kind} with this id in your tenant. Check the id.")


def unknown_finding() -> NotFound:
    """Refuse a report that closes a finding which no alert stands for."""
    return NotFound(
        detail="No alert has this source and source_alert_id, and a report that closes a finding does not create one. "
        "There is nothing to close, so do not repeat the report."
    )


def version_mismatch(kind: str, version: int) -> VersionMismatch:
    """Refuse a change that is based on an outdated version."""
    return VersionMismatch(
        detail=f"The {kind} has changed since you read it. Read it again and apply your change to the new version.",
        etag=etag(version),
    )


def ticket_closed() -> TicketClosed:
    """Refuse every change to a closed ticket except reopening it."""
    return TicketClosed(detail="The ticket is closed. Reopen it first by setting its status to in_progress.")


def invalid_field(pointer: str, detail: str) -> Validation:
    """Refuse a body whose member at ``pointer`` (RFC 6901) breaks a rule that the schema cannot express."""
    return Validation(detail="The body has 1 validation error.", errors=(FieldError(pointer, detail),))
