// Runs beside `client/`, which @hey-api/openapi-ts generates from the bundle.
import { env } from "node:process";
import { createTicket, getMe, listTickets, updateTicket, type TicketUpdate } from "./client/index.js";
import { client } from "./client/client.gen.js";

client.setConfig({ baseUrl: env.API!, auth: () => env.TOKEN! });

const me = (await getMe({ throwOnError: true })).data;
const body = { title: "Printer on fire", assignee_id: me.principal.id };
const { data: ticket, response: created } = await createTicket({ body, throwOnError: true });

let cursor: string | null | undefined;
do {
  const { data } = await listTickets({ query: { limit: 1, ...(cursor && { cursor }) }, throwOnError: true });
  for (const listed of data.items) console.log(listed.number, listed.title);
  cursor = data.next_cursor;
} while (cursor);

const path = { ticket_id: ticket.id };
const change = (etag: string, body: TicketUpdate) => updateTicket({ path, body, headers: { "If-Match": etag } });
const first = await change(created.headers.get("ETag")!, { priority: "p1" });
console.log(first.data?.priority);
const stale = await change(created.headers.get("ETag")!, { priority: "p4" });
console.log(stale.response?.status, stale.error?.code);

let etag = first.response!.headers.get("ETag")!;
for (const update of [{ title: "B" }, { assignee_id: null }]) {
  const changed = await change(etag, update);
  etag = changed.response!.headers.get("ETag")!;
  console.log(changed.data?.assignee_id === null ? "unassigned" : "assigned");
}
