// The example in the README of version 1.0.0, unchanged.
import { env } from "node:process";
import { createTicketingClient } from "@oneprotect/ticketing-client";

const api = createTicketingClient(env.API!, env.TOKEN!);
const created = await api.POST("/tickets", { body: { title: "Printer on fire" } });
if (!created.data) throw new Error(created.error.code);

let cursor: string | null | undefined;
do {
  const page = await api.GET("/tickets", { params: { query: { limit: 1, ...(cursor && { cursor }) } } });
  console.log(page.data?.items.map((ticket) => [ticket.number, ticket.title]));
  cursor = page.data?.next_cursor;
} while (cursor);

const path = { ticket_id: created.data.id };
const header = { "If-Match": created.response.headers.get("ETag")! };
for (const priority of ["p1", "p4"] as const) { // the second comes too late for its ETag
  const changed = await api.PATCH("/tickets/{ticket_id}", { params: { path, header }, body: { priority } });
  console.log(changed.data ? changed.data.priority : changed.error.code);
}
