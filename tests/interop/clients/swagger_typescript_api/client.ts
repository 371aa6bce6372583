// Runs beside `generated.ts`, which swagger-typescript-api writes.
import { env } from "node:process";
import * as api from "./generated";
import { run } from "./scenario";

const client = new api.Api<string>({
  baseUrl: env.API!,
  securityWorker: (token) => ({ headers: { Authorization: `Bearer ${token}` } }),
});
client.setSecurityData(env.TOKEN!);

await run({
  async list(status) {
    const { data } = await client.tickets.listTickets({ status, sort: "number" });
    return data.items.map((ticket) => ticket.number);
  },
  async page(limit, cursor) {
    return (await client.tickets.listTickets({ limit, sort: "number", cursor })).data;
  },
  async create(body, key) {
    const { data, headers } = await client.tickets.createTicket(body, { headers: key ? { "Idempotency-Key": key } : {} });
    return { ...data, etag: headers.get("ETag")! };
  },
  async setPriority(ticketId, etag, priority) {
    const headers = { "If-Match": etag };
    return (await client.tickets.updateTicket(ticketId, { priority }, { headers })).data;
  },
  async setPriorityTooLate(ticketId, etag) {
    const headers = { "If-Match": etag };
    // A failed request rejects with the response, whose `error` is the problem.
    const change = client.tickets.updateTicket(ticketId, { priority: "p4" }, { headers });
    const failure: Awaited<typeof change> = await change.catch((response) => response);
    return [failure.status, failure.error?.code];
  },
  async comment(ticketId, body) {
    return (await client.tickets.createComment(ticketId, { body })).data;
  },
  linkTicket: (ticketId, id) =>
    client.tickets.createLink(ticketId, { target_type: "ticket", target: { id } }),
  linkUrl: (ticketId, url) =>
    client.tickets.createLink(ticketId, { target_type: "external_reference", target: { url } }),
  async targets(ticketId) {
    const types: api.LinkTargetType[] = ["ticket", "external_reference"];
    const { data } = await client.tickets.listLinks(ticketId, { target_type: types });
    return data.items.map((link) => {
      if (link.target_type === "ticket") return link.target.id;
      return link.target_type === "external_reference" ? link.target.url : "";
    });
  },
  async timeline(ticketId) {
    const { data } = await client.tickets.listTimeline(ticketId, { sort: "occurred_at" });
    return data.items.map((entry) => {
      if (entry.kind !== "updated") return entry.kind;
      return [entry.kind, ...entry.changes.flatMap((one) => [one.field, one.before, one.after])].join(" ");
    });
  },
  async report(alert) {
    const assets: api.AlertAsset[] = [{ type: "ip_address", value: "192.0.2.7" }];
    return (await client.alerts.createAlert({ ...alert, severity: "low", assets })).data;
  },
  async createFromAlert(alertId) {
    const body: api.TicketFromAlert = { priority: "p2" };
    const { status, data } = await client.alerts.createTicketFromAlert(alertId, body);
    return [status, data];
  },
});
