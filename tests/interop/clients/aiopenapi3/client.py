"""Reads the document when it starts, and calls its operations with aiopenapi3, which makes pydantic models."""

import json
import os
from pathlib import Path

import httpx2
from aiopenapi3 import FileSystemLoader, OpenAPI
from aiopenapi3.errors import HTTPClientError
from scenario import run

loader = FileSystemLoader(Path.cwd())
# The path of the document's server, /api/v1, is relative to the address of the document.
api = OpenAPI.load_file(os.environ["API"], Path("openapi.json"), session_factory=httpx2.Client, loader=loader)
api.authenticate(bearerAuth=os.environ["TOKEN"])


def call(operation, body=None, **parameters):
    """Return headers, body and response of an operation."""
    named = {name: value for name, value in parameters.items() if value is not None}
    return api.createRequest(operation).request(data=body, parameters=named)


def model(operation, **members):
    """Return the request body of an operation, validated by its model, without members that are not set.

    aiopenapi3 sends these as null if it is called with the model.
    """
    body = api.createRequest(operation).data.get_type()(**members)
    return body.model_dump(mode="json", exclude_unset=True)


class Client:
    def numbers(self, statuses):
        return [ticket.number for ticket in call("list_tickets", status=statuses, sort="number")[1].items]

    def page(self, limit, cursor):
        page = call("list_tickets", limit=limit, sort="number", cursor=cursor)[1]
        return [(ticket.id, ticket.number) for ticket in page.items], page.next_cursor

    def create(self, title, tags, idempotency_key=None):
        body = model("create_ticket", title=title, tags=tags)
        headers, ticket, _ = call("create_ticket", body, **{"Idempotency-Key": idempotency_key})
        fields = {"id": ticket.id, "priority": ticket.priority, "assignee_id": ticket.assignee_id}
        return {**fields, "etag": headers["ETag"]}

    def set_priority(self, ticket_id, etag, priority):
        body = model("update_ticket", priority=priority)
        ticket = call("update_ticket", body, ticket_id=ticket_id, **{"If-Match": etag})[1]
        return ticket.priority, ticket.tags

    def set_priority_too_late(self, ticket_id, etag):
        try:
            self.set_priority(ticket_id, etag, "p4")
        except HTTPClientError as error:
            return error.status_code, json.loads(error.data)["code"]  # aiopenapi3 parses only application/json

    def comment(self, ticket_id, body):
        comment = call("create_comment", model("create_comment", body=body), ticket_id=ticket_id)[1]
        return comment.body, comment.visibility

    def link_ticket(self, ticket_id, target):
        body = model("create_link", target_type="ticket", target={"id": target})
        call("create_link", body, ticket_id=ticket_id)

    def link_url(self, ticket_id, url):
        body = model("create_link", target_type="external_reference", target={"url": url})
        call("create_link", body, ticket_id=ticket_id)

    def targets(self, ticket_id):
        links = [link.root for link in call("list_links", ticket_id=ticket_id)[1].items]
        return [link.target.id if link.target_type == "ticket" else link.target.url for link in links]

    def timeline(self, ticket_id):
        entries = call("list_timeline", ticket_id=ticket_id, sort="occurred_at")[1].items
        return [self._described(entry.root) for entry in entries]

    def _described(self, entry):
        if entry.kind != "updated":
            return (entry.kind,)
        return (entry.kind, *(part for one in entry.changes for part in (one.field, one.before, one.after)))

    def report(self, alert):
        assets = [{"type": "ip_address", "value": "192.0.2.7"}]
        return call("create_alert", model("create_alert", **alert, severity="low", assets=assets))[1].id

    def create_from_alert(self, alert_id):
        body = model("create_ticket_from_alert", priority="p2")
        _, ticket, response = call("create_ticket_from_alert", body, alert_id=alert_id)
        return response.status_code, ticket.id, ticket.priority


run(Client())
