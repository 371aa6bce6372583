// Runs beside `generated.ts`, which openapi-zod-client writes: zod validates every request and response.
import { env } from "node:process";
import type { AxiosResponse } from "axios";
import { createApiClient } from "./generated";
import { run } from "./scenario";

const api = createApiClient(env.API!, {
  axiosConfig: {
    headers: { Authorization: `Bearer ${env.TOKEN}` },
    paramsSerializer: { indexes: null }, // repeats the name of a parameter, without brackets
  },
});
// Functions return bodies only. The status and headers are those of the last response.
let last: AxiosResponse;
api.axios.interceptors.response.use((response) => (last = response));
const update = (ticket_id: string, etag: string, priority: "p1" | "p4") =>
  api.update_ticket({ priority }, { params: { ticket_id }, headers: { "If-Match": etag } });

await run({
  async list(status) {
    const { items } = await api.list_tickets({ queries: { status, sort: "number" } });
    return items.map((ticket) => ticket.number);
  },
  page: (limit, cursor) => api.list_tickets({ queries: { limit, sort: "number", cursor } }),
  async create(body, key) {
    const ticket = await api.create_ticket(body, { headers: { "Idempotency-Key": key } });
    return { ...ticket, etag: last.headers.etag };
  },
  setPriority: update,
  async setPriorityTooLate(ticketId, etag) {
    const failure = await update(ticketId, etag, "p4").catch((error) => error.response);
    return [failure.status, failure.data.code];
  },
  comment: (ticket_id, body) => api.create_comment({ body }, { params: { ticket_id } }),
  linkTicket: (ticket_id, id) =>
    api.create_link({ target_type: "ticket", target: { id } }, { params: { ticket_id } }),
  linkUrl: (ticket_id, url) =>
    api.create_link({ target_type: "external_reference", target: { url } }, { params: { ticket_id } }),
  async targets(ticket_id) {
    const queries: { target_type: ("ticket" | "external_reference")[] } = { target_type: ["ticket", "external_reference"] };
    const { items } = await api.list_links({ params: { ticket_id }, queries });
    return items.map((link) => {
      if (link.target_type === "ticket") return link.target.id;
      return link.target_type === "external_reference" ? link.target.url : "";
    });
  },
  async timeline(ticket_id) {
    const { items } = await api.list_timeline({ params: { ticket_id }, queries: { sort: "occurred_at" } });
    return items.map((entry) => {
      if (entry.kind !== "updated") return entry.kind;
      return [entry.kind, ...entry.changes.flatMap((one) => [one.field, one.before, one.after])].join(" ");
    });
  },
  report: (alert) =>
    api.create_alert({ ...alert, severity: "low", assets: [{ type: "ip_address", value: "192.0.2.7" }] }),
  async createFromAlert(alert_id) {
    const ticket = await api.create_ticket_from_alert({ priority: "p2" }, { params: { alert_id } });
    return [last.status, ticket];
  },
});
