// Runs beside `generated.ts`, which orval writes.
import * as api from "./generated";
import { run } from "./scenario";

// The successful variants of the union of responses that each function returns.
type Success<Response extends { status: number }> = Extract<Response, { status: 200 | 201 }>;
async function ok<Response extends { status: number; data: unknown }>(request: Promise<Response>) {
  const response = await request;
  if (response.status >= 300) throw new Error(JSON.stringify(response.data));
  return response as Success<Response>;
}

await run({
  async list(status) {
    const { data } = await ok(api.listTickets({ status, sort: "number" }));
    return data.items.map((ticket) => ticket.number);
  },
  async page(limit, cursor) {
    return (await ok(api.listTickets({ limit, sort: "number", cursor }))).data;
  },
  async create(body, key) {
    const { data, headers } = await ok(api.createTicket(body, key ? { "Idempotency-Key": key } : {}));
    return { ...data, etag: headers.get("ETag")! };
  },
  async setPriority(ticketId, etag, priority) {
    return (await ok(api.updateTicket(ticketId, { priority }, { "If-Match": etag }))).data;
  },
  async setPriorityTooLate(ticketId, etag) {
    const response = await api.updateTicket(ticketId, { priority: "p4" }, { "If-Match": etag });
    return [response.status, response.status === 412 ? response.data.code : undefined];
  },
  async comment(ticketId, body) {
    return (await ok(api.createComment(ticketId, { body }))).data;
  },
  linkTicket: (ticketId, id) => ok(api.createLink(ticketId, { target_type: "ticket", target: { id } })),
  linkUrl: (ticketId, url) => ok(api.createLink(ticketId, { target_type: "external_reference", target: { url } })),
  async targets(ticketId) {
    const { data } = await ok(api.listLinks(ticketId, { target_type: ["ticket", "external_reference"] }));
    return data.items.map((link) => {
      if (link.target_type === "ticket") return link.target.id;
      return link.target_type === "external_reference" ? link.target.url : "";
    });
  },
  async timeline(ticketId) {
    const { data } = await ok(api.listTimeline(ticketId, { sort: "occurred_at" }));
    return data.items.map((entry) => {
      if (entry.kind !== "updated") return entry.kind;
      return [entry.kind, ...entry.changes.flatMap((one) => [one.field, one.before, one.after])].join(" ");
    });
  },
  async report(alert) {
    const assets: api.AlertAsset[] = [{ type: "ip_address", value: "192.0.2.7" }];
    return (await ok(api.createAlert({ ...alert, severity: "low", assets }))).data;
  },
  async createFromAlert(alertId) {
    const { status, data } = await ok(api.createTicketFromAlert(alertId, { priority: "p2" }));
    return [status, data];
  },
});
