"""Runs where the client is installed that openapi-python-client writes."""

import os
from datetime import datetime

from generated_client import AuthenticatedClient, models
from generated_client.api.alerts import create_alert
from generated_client.api.comments import create_comment
from generated_client.api.links import create_link, list_links
from generated_client.api.tickets import create_ticket, create_ticket_from_alert, list_tickets, update_ticket
from generated_client.api.timeline import list_timeline
from generated_client.types import UNSET
from scenario import run

api = AuthenticatedClient(base_url=os.environ["API"], token=os.environ["TOKEN"])


class Client:
    def numbers(self, statuses):
        statuses = [models.TicketStatus(status) for status in statuses]
        page = list_tickets.sync(client=api, status=statuses, sort=models.ListTicketsSort.NUMBER)
        return [ticket.number for ticket in page.items]

    def page(self, limit, cursor):
        page = list_tickets.sync(client=api, limit=limit, sort=models.ListTicketsSort.NUMBER, cursor=cursor or UNSET)
        return [(ticket.id, ticket.number) for ticket in page.items], page.next_cursor

    def create(self, title, tags, idempotency_key=None):
        body = models.TicketCreate(title=title, tags=tags)
        created = create_ticket.sync_detailed(client=api, body=body, idempotency_key=idempotency_key or UNSET)
        ticket = created.parsed
        fields = {"id": ticket.id, "priority": ticket.priority.value, "assignee_id": ticket.assignee_id}
        return {**fields, "etag": created.headers["etag"]}

    def set_priority(self, ticket_id, etag, priority):
        body = models.TicketUpdate(priority=models.TicketPriority(priority))
        ticket = update_ticket.sync(ticket_id, client=api, body=body, if_match=etag)
        return ticket.priority.value, ticket.tags

    def set_priority_too_late(self, ticket_id, etag):
        body = models.TicketUpdate(priority=models.TicketPriority.P4)
        answer = update_ticket.sync_detailed(ticket_id, client=api, body=body, if_match=etag)
        assert isinstance(answer.parsed, models.VersionMismatchProblem), answer
        return answer.status_code.value, str(answer.parsed.code)

    def comment(self, ticket_id, body):
        comment = create_comment.sync(ticket_id, client=api, body=models.CommentCreate(body=body))
        return comment.body, comment.visibility.value

    def link_ticket(self, ticket_id, target):
        link = models.TicketLinkCreate(target_type=models.TicketLinkType.TICKET, target=models.RecordTarget(id=target))
        assert isinstance(create_link.sync(ticket_id, client=api, body=link), models.TicketLink)

    def link_url(self, ticket_id, url):
        target = models.ExternalTargetCreate(url=url)
        kind = models.ExternalReferenceLinkType.EXTERNAL_REFERENCE
        link = models.ExternalReferenceLinkCreate(target_type=kind, target=target)
        assert isinstance(create_link.sync(ticket_id, client=api, body=link), models.ExternalReferenceLink)

    def targets(self, ticket_id):
        listed = list_links.sync(ticket_id, client=api).items
        ids = [link.target.id for link in listed if isinstance(link, models.TicketLink)]
        return ids + [link.target.url for link in listed if isinstance(link, models.ExternalReferenceLink)]

    def timeline(self, ticket_id):
        entries = list_timeline.sync(ticket_id, client=api, sort=models.ListTimelineSort.OCCURRED_AT).items
        return [self._described(entry) for entry in entries]

    def _described(self, entry):
        if not isinstance(entry, models.UpdatedEntry):
            return (str(entry.kind),)
        return (str(entry.kind), *(part for one in entry.changes for part in (one.field, one.before, one.after)))

    def report(self, alert):
        assets = [models.AlertAsset(type_=models.AssetType.IP_ADDRESS, value="192.0.2.7")]
        times = {"detected_at": datetime.fromisoformat(alert["detected_at"])}
        body = models.AlertCreate(**alert | times, severity=models.Severity.LOW, assets=assets)
        return create_alert.sync(client=api, body=body).id

    def create_from_alert(self, alert_id):
        body = models.TicketFromAlert(priority=models.TicketPriority.P2)
        created = create_ticket_from_alert.sync_detailed(alert_id, client=api, body=body)
        return created.status_code.value, created.parsed.id, created.parsed.priority.value


run(Client())
