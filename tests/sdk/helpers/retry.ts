// Writes through a proxy that loses the first response to each method; prints what took effect.
import { env } from "node:process";
import { createTicketingClient, iterate, unwrap, updateTicket } from "@oneprotect/ticketing-client";

const count = async (items: AsyncIterable<unknown>) => {
  let number = 0;
  for await (const _ of items) number++;
  return number;
};

const api = createTicketingClient(env.API!, env.TOKEN!, { timeout: Number(env.TIMEOUT) });
const { id } = await unwrap(api.POST("/tickets", { body: { title: "Once" } }));
console.log("version", (await updateTicket(api, id, { priority: "p1" })).version);
const params = { path: { ticket_id: id } };
await unwrap(api.POST("/tickets/{ticket_id}/comments", { params, body: { body: "Once" } }));
const body = { target_type: "external_reference", target: { url: "https://example.com/1" } } as const;
const link = await unwrap(api.POST("/tickets/{ticket_id}/links", { params, body }));
const path = { ticket_id: id, link_id: link.id };
await unwrap(api.DELETE("/tickets/{ticket_id}/links/{link_id}", { params: { path } }));
console.log("tickets", await count(iterate((query) => api.GET("/tickets", { params: { query } }))));
console.log(
  "comments",
  await count(iterate((query) => api.GET("/tickets/{ticket_id}/comments", { params: { ...params, query } }))),
);
console.log(
  "links",
  await count(iterate((query) => api.GET("/tickets/{ticket_id}/links", { params: { ...params, query } }))),
);
const header = { "Idempotency-Key": crypto.randomUUID() };
for (const _ of [1, 2]) {
  const again = await unwrap(api.POST("/tickets", { params: { header }, body: { title: "By key" } }));
  console.log("number", again.number);
}
