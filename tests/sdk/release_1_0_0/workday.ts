// Lists, creates, changes, comments on and links tickets with the SDK of 1.0.0; prints what the API returned.
import { env } from "node:process";
import { createTicketingClient } from "@oneprotect/ticketing-client";

const api = createTicketingClient(env.API!, env.TOKEN!);
const body = <T>(answer: { data?: T; error?: { code: string } }): T => {
  if (answer.data === undefined) throw new Error(answer.error?.code);
  return answer.data;
};

const created = [];
for (const title of ["One", "Two", "Two"]) {
  const params = { header: { "Idempotency-Key": title } };
  created.push(await api.POST("/tickets", { params, body: { title, tags: ["day"] } }));
}
console.log(...created.map(({ response }) => (response.headers.has("Idempotency-Replayed") ? "True" : "False")));
const [one, two] = [body(created[0]!), body(created[1]!)];

const path = { ticket_id: one.id };
const stale = { path, header: { "If-Match": created[0]!.response.headers.get("ETag")! } };
const update = { priority: "p1", status: "in_progress" } as const;
const changed = body(await api.PATCH("/tickets/{ticket_id}", { params: stale, body: update }));
console.log(changed.version, changed.priority, changed.status, ...changed.tags);
console.log((await api.PATCH("/tickets/{ticket_id}", { params: stale, body: { tags: [] } })).error?.code);
const { response } = await api.GET("/tickets/{ticket_id}", { params: { path } });
const fresh = { path, header: { "If-Match": response.headers.get("ETag")! } };
const { error } = await api.PATCH("/tickets/{ticket_id}", { params: fresh, body: { status: "new" } });
if (error?.status === 409) console.log(error.code, error.current, ...error.allowed!);

const comment = { body: "On it", visibility: "auditor_visible" } as const;
console.log(body(await api.POST("/tickets/{ticket_id}/comments", { params: { path }, body: comment })).body);
const comments = body(await api.GET("/tickets/{ticket_id}/comments", { params: { path } }));
console.log(...comments.items.map((item) => item.body));

const target = { target_type: "ticket", target: { id: two.id }, relation: "blocks" } as const;
const link = body(await api.POST("/tickets/{ticket_id}/links", { params: { path }, body: target }));
const links = body(await api.GET("/tickets/{ticket_id}/links", { params: { path: { ticket_id: two.id } } }));
for (const item of links.items) console.log(item.target_type, item.direction);
const linkPath = { ...path, link_id: link.id };
const removed = await api.DELETE("/tickets/{ticket_id}/links/{link_id}", { params: { path: linkPath } });
console.log(removed.response.status);

const query = { limit: 1, tag: ["day"], sort: "created_at" as const };
const page = body(await api.GET("/tickets", { params: { query } }));
const rest = body(await api.GET("/tickets", { params: { query: { ...query, cursor: page.next_cursor! } } }));
console.log(...[...page.items, ...rest.items].map((ticket) => ticket.title));
const recent = { created_from: "2026-01-01T00:00:00Z", status: ["new" as const] };
console.log(...body(await api.GET("/tickets", { params: { query: recent } })).items.map((ticket) => ticket.title));
const timeline = body(await api.GET("/tickets/{ticket_id}/timeline", { params: { path } }));
console.log(...timeline.items.map((entry) => entry.kind));
