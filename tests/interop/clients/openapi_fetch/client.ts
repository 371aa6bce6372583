// Runs beside `generated.ts`, which openapi-typescript writes, with openapi-fetch.
import { env } from "node:process";
import createClient from "openapi-fetch";
import type { components, paths } from "./generated";
import { run } from "./scenario";

const api = createClient<paths>({ baseUrl: env.API!, headers: { Authorization: `Bearer ${env.TOKEN}` } });
type Schemas = components["schemas"];

async function ok<Data, Failure>(request: Promise<{ data?: Data; error?: Failure; response: Response }>) {
  const { data, error, response } = await request;
  if (data === undefined) throw new Error(JSON.stringify(error));
  return { data, response };
}

const update = (ticket_id: string, etag: string, body: Schemas["TicketUpdate"]) =>
  api.PATCH("/tickets/{ticket_id}", { params: { path: { ticket_id }, header: { "If-Match": etag } }, body });
const link = (ticket_id: string, body: Schemas["LinkCreate"]) =>
  ok(api.POST("/tickets/{ticket_id}/links", { params: { path: { ticket_id } }, body }));

await run({
  async list(status) {
    const { data } = await ok(api.GET("/tickets", { params: { query: { status, sort: "number" } } }));
    return data.items.map((ticket) => ticket.number);
  },
  async page(limit, cursor) {
    const query = { limit, sort: "number", ...(cursor && { cursor }) } as const;
    return (await ok(api.GET("/tickets", { params: { query } }))).data;
  },
  async create(body, key) {
    const header = key ? { "Idempotency-Key": key } : {};
    const { data, response } = await ok(api.POST("/tickets", { params: { header }, body }));
    return { ...data, etag: response.headers.get("ETag")! };
  },
  async setPriority(ticketId, etag, priority) {
    return (await ok(update(ticketId, etag, { priority }))).data;
  },
  async setPriorityTooLate(ticketId, etag) {
    const { error, response } = await update(ticketId, etag, { priority: "p4" });
    return [response.status, error?.code];
  },
  async comment(ticket_id, body) {
    return (await ok(api.POST("/tickets/{ticket_id}/comments", { params: { path: { ticket_id } }, body: { body } }))).data;
  },
  linkTicket: (ticketId, id) => link(ticketId, { target_type: "ticket", target: { id } }),
  linkUrl: (ticketId, url) => link(ticketId, { target_type: "external_reference", target: { url } }),
  async targets(ticket_id) {
    const query: { target_type: Schemas["LinkTargetType"][] } = { target_type: ["ticket", "external_reference"] };
    const { data } = await ok(api.GET("/tickets/{ticket_id}/links", { params: { path: { ticket_id }, query } }));
    return data.items.map((one) => {
      if (one.target_type === "ticket") return one.target.id;
      return one.target_type === "external_reference" ? one.target.url : "";
    });
  },
  async timeline(ticket_id) {
    const params = { path: { ticket_id }, query: { sort: "occurred_at" } } as const;
    const { data } = await ok(api.GET("/tickets/{ticket_id}/timeline", { params }));
    return data.items.map((entry) => {
      if (entry.kind !== "updated") return entry.kind;
      return [entry.kind, ...entry.changes.flatMap((one) => [one.field, one.before, one.after])].join(" ");
    });
  },
  async report(alert) {
    const assets: Schemas["AlertAsset"][] = [{ type: "ip_address", value: "192.0.2.7" }];
    return (await ok(api.POST("/alerts", { body: { ...alert, severity: "low", assets } }))).data;
  },
  async createFromAlert(alert_id) {
    const body: Schemas["TicketFromAlert"] = { priority: "p2" };
    const { data, response } = await ok(api.POST("/alerts/{alert_id}/ticket", { params: { path: { alert_id } }, body }));
    return [response.status, data];
  },
});
