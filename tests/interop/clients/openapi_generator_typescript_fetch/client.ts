// Runs beside `source/`, which openapi-generator's generator `typescript-fetch` writes.
import { env } from "node:process";
import { run } from "./scenario";
import * as api from "./source";

const configuration = new api.Configuration({ basePath: env.API!, accessToken: env.TOKEN! });
const tickets = new api.TicketsApi(configuration);
const links = new api.LinksApi(configuration);
const comments = new api.CommentsApi(configuration);
const alerts = new api.AlertsApi(configuration);
const timeline = new api.TimelineApi(configuration);

await run({
  async list(status) {
    return (await tickets.listTickets({ status, sort: "number" })).items.map((ticket) => ticket.number);
  },
  async page(limit, cursor) {
    const { items, nextCursor } = await tickets.listTickets({ limit, sort: "number", cursor });
    return { items, next_cursor: nextCursor };
  },
  async create(ticketCreate, idempotencyKey) {
    const { raw, value } = await wrapped(tickets.createTicketRaw({ ticketCreate, idempotencyKey }));
    const { id, priority, assigneeId } = value;
    return { id, priority, assignee_id: assigneeId, etag: raw.headers.get("ETag")! };
  },
  async setPriority(ticketId, ifMatch, priority) {
    const ticket = await tickets.updateTicket({ ticketId, ifMatch, ticketUpdate: { priority } });
    return { priority: ticket.priority, tags: [...ticket.tags] };
  },
  async setPriorityTooLate(ticketId, ifMatch) {
    const change = tickets.updateTicket({ ticketId, ifMatch, ticketUpdate: { priority: "p4" } });
    const error = await change.catch((reason: unknown) => reason);
    if (!(error instanceof api.ResponseError)) throw error;
    return [error.response.status, api.VersionMismatchProblemFromJSON(await error.response.json()).code];
  },
  comment(ticketId, body) {
    return comments.createComment({ ticketId, commentCreate: { body } });
  },
  linkTicket(ticketId, id) {
    return links.createLink({ ticketId, linkCreate: { targetType: "ticket", target: { id } } });
  },
  linkUrl(ticketId, url) {
    return links.createLink({ ticketId, linkCreate: { targetType: "external_reference", target: { url } } });
  },
  async targets(ticketId) {
    const page = await links.listLinks({ ticketId, targetType: ["ticket", "external_reference"] });
    return page.items.map((link) => {
      if (link.targetType === "ticket") return link.target.id;
      return link.targetType === "external_reference" ? link.target.url : "";
    });
  },
  async timeline(ticketId) {
    const { items } = await timeline.listTimeline({ ticketId, sort: "occurred_at" });
    return items.map((entry) => {
      if (entry.kind !== "updated") return entry.kind;
      return [entry.kind, ...entry.changes.flatMap((one) => [one.field, one.before, one.after])].join(" ");
    });
  },
  report({ source, source_alert_id, title, detected_at }) {
    const alertCreate: api.AlertCreate = {
      source,
      sourceAlertId: source_alert_id,
      title,
      severity: "low",
      detectedAt: new Date(detected_at),
      assets: [{ type: "ip_address", value: "192.0.2.7" }],
    };
    return alerts.createAlert({ alertCreate });
  },
  async createFromAlert(alertId) {
    const create = tickets.createTicketFromAlertRaw({ alertId, ticketFromAlert: { priority: "p2" } });
    const { raw, value } = await wrapped(create);
    return [raw.status, value];
  },
});

// The response of a request, and the value in its body.
async function wrapped<Value>(request: Promise<api.ApiResponse<Value>>): Promise<{ raw: Response; value: Value }> {
  const response = await request;
  return { raw: response.raw, value: await response.value() };
}
