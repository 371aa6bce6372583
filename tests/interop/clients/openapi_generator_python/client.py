"""Runs where the client is installed that openapi-generator's generator `python` writes."""

import json
import os

import generated_client as generated
from generated_client import models
from scenario import run

api = generated.ApiClient(generated.Configuration(host=os.environ["API"], access_token=os.environ["TOKEN"]))
tickets, alerts = generated.TicketsApi(api), generated.AlertsApi(api)
comments, links, timeline = generated.CommentsApi(api), generated.LinksApi(api), generated.TimelineApi(api)


class Client:
    def numbers(self, statuses):
        statuses = [models.TicketStatus(status) for status in statuses]
        return [
            ticket.number for ticket in tickets.list_tickets(status=statuses, sort=models.ListTicketsSort.NUMBER).items
        ]

    def page(self, limit, cursor):
        page = tickets.list_tickets(limit=limit, sort=models.ListTicketsSort.NUMBER, cursor=cursor)
        return [(ticket.id, ticket.number) for ticket in page.items], page.next_cursor

    def create(self, title, tags, idempotency_key=None):
        body = models.TicketCreate(title=title, tags=tags)
        created = tickets.create_ticket_with_http_info(body, idempotency_key=idempotency_key)
        ticket = created.data
        fields = {"id": ticket.id, "priority": ticket.priority.value, "assignee_id": ticket.assignee_id}
        return {**fields, "etag": created.headers["etag"]}

    def set_priority(self, ticket_id, etag, priority):
        body = models.TicketUpdate(priority=models.TicketPriority(priority))
        ticket = tickets.update_ticket(ticket_id, etag, body)
        return ticket.priority.value, ticket.tags

    def set_priority_too_late(self, ticket_id, etag):
        try:
            self.set_priority(ticket_id, etag, "p4")
        except generated.ApiException as error:
            return error.status, json.loads(error.body)["code"]

    def comment(self, ticket_id, body):
        comment = comments.create_comment(ticket_id, models.CommentCreate(body=body))
        return comment.body, comment.visibility.value

    def link_ticket(self, ticket_id, target):
        link = models.TicketLinkCreate(target_type="ticket", target=models.RecordTarget(id=target))
        links.create_link(ticket_id, models.LinkCreate(link))

    def link_url(self, ticket_id, url):
        target = models.ExternalTargetCreate(url=url)
        link = models.ExternalReferenceLinkCreate(target_type="external_reference", target=target)
        links.create_link(ticket_id, models.LinkCreate(link))

    def targets(self, ticket_id):
        listed = [link.actual_instance for link in links.list_links(ticket_id).items]
        ids = [link.target.id for link in listed if isinstance(link, models.TicketLink)]
        return ids + [link.target.url for link in listed if isinstance(link, models.ExternalReferenceLink)]

    def timeline(self, ticket_id):
        entries = timeline.list_timeline(ticket_id, sort=models.ListTimelineSort.OCCURRED_AT).items
        return [self._described(entry.actual_instance) for entry in entries]

    def _described(self, entry):
        if not isinstance(entry, models.UpdatedEntry):
            return (entry.kind,)
        return (entry.kind, *(part for one in entry.changes for part in (one.var_field, one.before, one.after)))

    def report(self, alert):
        assets = [models.AlertAsset(type=models.AssetType.IP_ADDRESS, value="192.0.2.7")]
        return alerts.create_alert(models.AlertCreate(**alert, severity=models.Severity.LOW, assets=assets)).id

    def create_from_alert(self, alert_id):
        body = models.TicketFromAlert(priority=models.TicketPriority.P2)
        created = tickets.create_ticket_from_alert_with_http_info(alert_id, ticket_from_alert=body)
        return created.status_code, created.data.id, created.data.priority.value


run(Client())
