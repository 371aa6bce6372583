// Runs beside `generated/`, which @hey-api/openapi-ts writes.
import { env } from "node:process";
import * as api from "./generated";
import { client } from "./generated/client.gen";
import { run } from "./scenario";

client.setConfig({ baseUrl: env.API!, auth: () => env.TOKEN! });
const throwOnError = true;

await run({
  async list(status) {
    const { data } = await api.listTickets({ query: { status, sort: "number" }, throwOnError });
    return data.items.map((ticket) => ticket.number);
  },
  async page(limit, cursor) {
    return (await api.listTickets({ query: { limit, sort: "number", cursor }, throwOnError })).data;
  },
  async create(body, key) {
    const { data, response } = await api.createTicket({ body, headers: { "Idempotency-Key": key }, throwOnError });
    return { ...data, etag: response.headers.get("ETag")! };
  },
  async setPriority(ticket_id, etag, priority) {
    const headers = { "If-Match": etag };
    return (await api.updateTicket({ path: { ticket_id }, body: { priority }, headers, throwOnError })).data;
  },
  async setPriorityTooLate(ticket_id, etag) {
    const headers = { "If-Match": etag };
    const { error, response } = await api.updateTicket({ path: { ticket_id }, body: { priority: "p4" }, headers });
    return [response?.status, error?.code];
  },
  async comment(ticket_id, body) {
    return (await api.createComment({ path: { ticket_id }, body: { body }, throwOnError })).data;
  },
  linkTicket(ticket_id, id) {
    return api.createLink({ path: { ticket_id }, body: { target_type: "ticket", target: { id } }, throwOnError });
  },
  linkUrl(ticket_id, url) {
    const body: api.LinkCreate = { target_type: "external_reference", target: { url } };
    return api.createLink({ path: { ticket_id }, body, throwOnError });
  },
  async targets(ticket_id) {
    const query: api.ListLinksData["query"] = { target_type: ["ticket", "external_reference"] };
    const { data } = await api.listLinks({ path: { ticket_id }, query, throwOnError });
    return data.items.map((link) => {
      if (link.target_type === "ticket") return link.target.id;
      return link.target_type === "external_reference" ? link.target.url : "";
    });
  },
  async timeline(ticket_id) {
    const { data } = await api.listTimeline({ path: { ticket_id }, query: { sort: "occurred_at" }, throwOnError });
    return data.items.map((entry) => {
      if (entry.kind !== "updated") return entry.kind;
      return [entry.kind, ...entry.changes.flatMap((one) => [one.field, one.before, one.after])].join(" ");
    });
  },
  async report(alert) {
    const assets: api.AlertAsset[] = [{ type: "ip_address", value: "192.0.2.7" }];
    return (await api.createAlert({ body: { ...alert, severity: "low", assets }, throwOnError })).data;
  },
  async createFromAlert(alert_id) {
    const body: api.TicketFromAlert = { priority: "p2" };
    const { data, response } = await api.createTicketFromAlert({ path: { alert_id }, body, throwOnError });
    return [response.status, data];
  },
});
