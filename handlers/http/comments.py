"""Comments on tickets."""

from __future__ import annotations

from pydantic import MISSING

from generated import events, models
from generated.operations import (
    CreateComment201,
    CreateCommentRequest,
    CreateCommentResult,
    ListComments200,
    ListCommentsRequest,
    ListCommentsResult,
)
from generated.problems import InvalidCursor
from generated.queries import comments, tickets
from generated.queries.tickets import TicketRow
from handlers import redaction
from handlers.changes import audit, outbox, timeline
from handlers.rules import policies, views
from handlers.rules.change import Change
from handlers.runtime import paging
from handlers.runtime.context import Context
from handlers.runtime.ids import new_id


async def create_comment(context: Context, request: CreateCommentRequest) -> CreateCommentResult:
    """Add a comment; it is internal unless the body says otherwise, and it never moves the ticket's version."""
    await tickets.lock_ticket(context.connection, ticket_id=request.ticket_id)
    ticket = await tickets.get_ticket(context.connection, ticket_id=request.ticket_id)
    if ticket is None:
        return views.not_found("ticket")
    if ticket.status == policies.CLOSED:
        return views.ticket_closed()
    given = request.body.visibility
    comment = models.Comment(
        id=new_id(),
        ticket_id=ticket.id,
        author=views.acting(context.actor),
        body=request.body.body,
        visibility=models.CommentVisibility.internal if given is MISSING else given,
        created_at=context.now,
    )
    await comments.insert_comment(
        context.connection,
        id=comment.id,
        ticket_id=ticket.id,
        author_id=context.actor.principal_id,
        body=comment.body,
        visibility=comment.visibility,
        **redaction.redacted_columns("Comment", {"body": comment.body}),
        now=context.now,
    )
    await _tell(context, ticket, comment)
    return CreateComment201(body=comment)


async def _tell(context: Context, ticket: TicketRow, comment: models.Comment) -> None:
    hidden = comment.visibility == models.CommentVisibility.internal
    changes = [Change(name, None, views.plain(getattr(comment, name))) for name in ("ticket_id", "body", "visibility")]
    audit_id = await audit.record(context, "comment", comment.id, changes, auditor_hidden=hidden)
    await timeline.add(
        context,
        ticket.id,
        kind="comment_added",
        ticket_version=ticket.version,
        audit_id=audit_id,
        data={"comment_id": str(comment.id), "visibility": comment.visibility},
        auditor_hidden=hidden,
    )
    told = {
        "ticket_id": ticket.id,
        "number": ticket.number,
        "comment_id": comment.id,
        "visibility": comment.visibility,
        "author": comment.author,
    }
    await outbox.emit(
        context,
        events.TicketCommentAdded,
        "comment_added",
        ticket.id,
        ticket_version=ticket.version,
        audit_id=audit_id,
        data=told if hidden else {**told, "body": comment.body},
    )


async def list_comments(context: Context, request: ListCommentsRequest) -> ListCommentsResult:
    """Give a page of a ticket's comments."""
    if await tickets.get_ticket(context.connection, ticket_id=request.ticket_id) is None:
        return views.not_found("ticket")
    after = paging.position(context, request)
    if isinstance(after, InvalidCursor):
        return after
    rows = await comments.list_comments(
        context.connection,
        ticket_id=request.ticket_id,
        visibility=request.visibility,
        sort=request.sort,
        after=after,
        limit=request.limit + 1,
    )
    shown, next_cursor = paging.page(context, request, rows)
    return ListComments200(
        body=models.CommentPage(items=[views.comment(row) for row in shown], next_cursor=next_cursor)
    )
