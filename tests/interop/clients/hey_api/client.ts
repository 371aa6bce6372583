// Runs beside `generated/`, which @hey-api/openapi-ts generates.
import { env } from "node:process";
import * as api from "./generated";
import { client } from "./generated/client.gen";
import { equal, step } from "./steps";

client.setConfig({ baseUrl: env.API!, auth: () => env.TOKEN! });
const throwOnError = true;

await step("list", async () => {
  const { data } = await api.listTickets({ query: { status: ["new", "triaged"], sort: "number" }, throwOnError });
  equal(data.items.map((ticket) => ticket.number), [1, 2, 3, 4]);
});

const tickets: api.Ticket[] = [];
await step("page", async () => {
  let cursor: string | null | undefined;
  do {
    const query = { limit: 2, sort: "number", ...(cursor && { cursor }) } as const;
    const { data } = await api.listTickets({ query, throwOnError });
    tickets.push(...data.items);
    cursor = data.next_cursor;
  } while (cursor);
  equal(tickets.map((ticket) => ticket.number), [1, 2, 3, 4, 5]);
});

let path: { ticket_id: string };
let etag: string;
await step("create", async () => {
  const { data, response } = await api.createTicket({ body: { title: "Printer on fire", tags: ["a", "b"] }, throwOnError });
  path = { ticket_id: data.id };
  etag = response.headers.get("ETag")!;
  equal([data.title, data.priority, data.assignee_id], ["Printer on fire", "p3", null]);
});

const change = (priority: api.TicketPriority) => api.updateTicket({ path, body: { priority }, headers: { "If-Match": etag } });
await step("patch", async () => {
  const { data } = await change("p1");
  equal([data?.priority, data?.tags], ["p1", ["a", "b"]]);
});

await step("stale", async () => {
  const { error, response } = await change("p4");
  equal([response?.status, error?.code], [412, "version-mismatch"]);
});

await step("comment", async () => {
  const { data } = await api.createComment({ path, body: { body: "Seen before." }, throwOnError });
  equal([data.body, data.visibility], ["Seen before.", "internal"]);
});

await step("link", async () => {
  const url = "https://example.com/SEC-17";
  await api.createLink({ path, body: { target_type: "ticket", target: { id: tickets[0]!.id } }, throwOnError });
  await api.createLink({ path, body: { target_type: "external_reference", target: { url } }, throwOnError });
  const { data } = await api.listLinks({ path, query: { target_type: ["ticket", "external_reference"] }, throwOnError });
  const targets = data.items.map((link) => {
    if (link.target_type === "ticket") return link.target.id;
    return link.target_type === "external_reference" && link.target.url;
  });
  equal(targets.sort(), [tickets[0]!.id, url].sort());
});

await step("timeline", async () => {
  const { data } = await api.listTimeline({ path, query: { sort: "occurred_at" }, throwOnError });
  equal(data.items.map((entry) => entry.kind), ["created", "updated", "comment_added", "linked", "linked"]);
  const [updated] = data.items.flatMap((entry) => (entry.kind === "updated" ? entry.changes : []));
  equal([updated?.field, updated?.before, updated?.after], ["priority", "p3", "p1"]);
});

await step("alert", async () => {
  const alert: api.AlertCreate = {
    source: "suricata",
    source_alert_id: "1",
    title: "SSH scan",
    severity: "low",
    detected_at: "2026-01-02T03:04:05Z",
    assets: [{ type: "ip_address", value: "192.0.2.7" }],
  };
  const { data: receipt } = await api.createAlert({ body: alert, throwOnError });
  const create = () => api.createTicketFromAlert({ path: { alert_id: receipt.id }, body: { priority: "p2" }, throwOnError });
  const [first, second] = [await create(), await create()];
  equal([first.response.status, first.data.priority], [201, "p2"]);
  equal([second.response.status, second.data.id], [200, first.data.id]);
});

await step("replay", async () => {
  const headers = { "Idempotency-Key": "0f9d6c1e-replay" };
  const create = () => api.createTicket({ body: { title: "Once" }, headers, throwOnError });
  equal((await create()).data.id, (await create()).data.id);
});
