"""Comments on tickets."""

from __future__ import annotations

from generated import models
from generated.operations.comments import (
    CreateComment201,
    CreateCommentRequest,
    CreateCommentResult,
    ListComments200,
    ListCommentsRequest,
    ListCommentsResult,
)
from generated.queries import comments, tickets
from generated.queries.tickets import TicketRow
from handlers import redaction
from handlers.changes.locks import Locked, RowTime, lock_ticket, next_time
from handlers.changes.record import TicketEvent, record_ticket_change
from handlers.rules import policies, refusals, views
from handlers.rules.change import created
from handlers.rules.optional import value_or
from handlers.runtime.context import Context
from handlers.runtime.ids import new_id


async def create_comment(context: Context, request: CreateCommentRequest) -> CreateCommentResult:
    """Add a comment, internal unless the body says otherwise; a comment never changes the ticket's version."""
    locked = await lock_ticket(context, request.ticket_id)
    if locked is None:
        return refusals.not_found("ticket")
    ticket, now = locked.row, next_time(locked)
    if ticket.status == policies.CLOSED:
        return refusals.ticket_closed()
    comment = models.Comment(
        id=new_id(),
        ticket_id=ticket.id,
        author=views.current_actor(context.actor),
        body=request.body.body,
        visibility=value_or(request.body.visibility, models.CommentVisibility.internal),
        created_at=now,
    )
    await comments.insert_comment(
        context.connection,
        id=comment.id,
        ticket_id=ticket.id,
        author_id=context.actor.principal_id,
        body=comment.body,
        visibility=comment.visibility,
        **redaction.redacted_columns("Comment", {"body": comment.body}, locked.known),
        now=now,
    )
    await _record(context, locked, comment, now)
    return CreateComment201(body=comment)


async def _record(context: Context, ticket: Locked[TicketRow], comment: models.Comment, at: RowTime) -> None:
    """Record the comment; an internal one is hidden from auditors, and its event has no body."""
    is_internal = comment.visibility == models.CommentVisibility.internal
    entry = {"comment_id": str(comment.id), "visibility": comment.visibility}
    data = {"comment_id": comment.id, "visibility": comment.visibility, "author": comment.author}
    if not is_internal:
        data["body"] = comment.body
    fields = {name: views.json_value(getattr(comment, name)) for name in ("ticket_id", "body", "visibility")}
    event = TicketEvent(ticket.row, kind="comment_added", entry=entry, data=data)
    await record_ticket_change(
        context,
        "comment",
        comment.id,
        created(fields),
        at=at,
        known=ticket.known,
        events=[event],
        auditor_hidden=is_internal,
    )


async def list_comments(context: Context, request: ListCommentsRequest) -> ListCommentsResult:
    """List the comments of a ticket."""
    if await tickets.get_ticket(context.connection, ticket_id=request.ticket_id) is None:
        return refusals.not_found("ticket")
    rows = await comments.list_comments(
        context.connection,
        ticket_id=request.ticket_id,
        visibility=request.visibility,
        sort=request.sort,
        after=request.after,
        limit=request.limit,
    )
    return ListComments200(body=request.page(rows, views.comment))
