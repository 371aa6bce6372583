// Creates seven tickets and iterates over those that match filters, page by page.
import { env } from "node:process";
import { createTicketingClient, iterate, unwrap } from "@oneprotect/ticketing-client";

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const array: T[] = [];
  for await (const item of items) array.push(item);
  return array;
}

const api = createTicketingClient(env.API!, env.TOKEN!);
let id = "";
for (const priority of ["p1", "p2", "p3", "p1", "p2", "p1", "p1"] as const) {
  const tags = priority === "p1" ? ["printer"] : ["printer", "paper"];
  ({ id } = await unwrap(api.POST("/tickets", { body: { title: "On fire", priority, tags } })));
  for (const body of ["a", "b", "c"]) {
    const params = { path: { ticket_id: id } };
    await unwrap(api.POST("/tickets/{ticket_id}/comments", { params, body: { body } }));
  }
}
const query = { limit: 2, priority: ["p1", "p2"], tag: ["printer"], sort: "created_at" } as const;
const tickets = iterate((page) =>
  api.GET("/tickets", { params: { query: { ...query, ...page, priority: [...query.priority], tag: ["printer"] } } }),
);
console.log(JSON.stringify((await all(tickets)).map((ticket) => ticket.number)));
const absent = { limit: 2, q: "#3", tag: ["absent"] };
console.log(JSON.stringify(await all(iterate((page) => api.GET("/tickets", { params: { query: { ...absent, ...page } } })))));
const path = { ticket_id: id };
const comments = iterate((page) =>
  api.GET("/tickets/{ticket_id}/comments", { params: { path, query: { limit: 1, ...page } } }),
);
console.log(JSON.stringify((await all(comments)).map((comment) => comment.body)));
const paper = { limit: 3, tag: ["paper"], sort: "created_at" as const };
const others = iterate((page) => api.GET("/tickets", { params: { query: { ...paper, ...page } } }));
console.log(JSON.stringify((await all(others)).map((ticket) => ticket.number)));
