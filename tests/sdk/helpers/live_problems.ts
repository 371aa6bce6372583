// Provokes every problem that one caller can provoke; prints the class, the status and the code of each error.
import { env } from "node:process";
import { createTicketingClient, ProblemError, type TicketUpdate, unwrap, updateTicket } from "@oneprotect/ticketing-client";

const api = createTicketingClient(env.API!, env.TOKEN!);

async function provoke(operation: () => Promise<unknown>): Promise<void> {
  try {
    await operation();
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    console.log(error.name, error.status, error.code);
    if (error.code === "validation") console.log(error.message);
  }
}

const create = (title = "T", key?: string, by = api) => {
  const header = key === undefined ? {} : { "Idempotency-Key": key };
  return unwrap(by.POST("/tickets", { params: { header }, body: { title } }));
};
const { id: first } = await create("T0");
const { id: second } = await create("T1");
const change = (update: TicketUpdate) => updateTicket(api, first, update);
const patch = (header: { "If-Match": string }) => {
  const params = { path: { ticket_id: first }, header };
  return unwrap(api.PATCH("/tickets/{ticket_id}", { params, body: { title: "U" } }));
};
const link = (source: string, target: string) => {
  const body = { target_type: "ticket", target: { id: target }, relation: "blocks" } as const;
  return unwrap(api.POST("/tickets/{ticket_id}/links", { params: { path: { ticket_id: source } }, body }));
};
const list = (query: { limit?: number; cursor?: string }) => unwrap(api.GET("/tickets", { params: { query } }));

await provoke(() => unwrap(api.POST("/tickets", { body: { title: "T" }, bodySerializer: () => "{" })));
await provoke(() => list({ limit: 0 }));
await provoke(() => unwrap(api.GET("/tickets", { querySerializer: () => "new=1" })));
await provoke(() => list({ cursor: "x" }));
await provoke(() => create("T", undefined, createTicketingClient(env.API!, "no-token")));
await provoke(() => create("T", undefined, createTicketingClient(env.API!, env.AUDITOR_TOKEN!)));
const path = { ticket_id: crypto.randomUUID() };
await provoke(() => unwrap(api.GET("/tickets/{ticket_id}", { params: { path } })));
await provoke(() => unwrap(api.GET("/tickets", { headers: { Accept: "text/html" } })));
await provoke(() => change({ status: "closed" }));
await link(first, second);
await provoke(() => link(second, first));
await provoke(() => patch({ "If-Match": '"9"' }));
await provoke(() => create("T".repeat(2 ** 21)));
await provoke(() => unwrap(api.POST("/tickets", { body: { title: "T" }, headers: { "Content-Type": "text/plain" } })));
await provoke(() => create(" "));
await provoke(() => change({ assignee_id: crypto.randomUUID() }));
await provoke(() => link(first, crypto.randomUUID()));
await create("Key", "key");
await provoke(() => create("Other", "key"));
await provoke(() => patch({} as { "If-Match": string }));
await provoke(() => change({ status: "resolved" }));
await change({ status: "resolved", resolution: { reason: "other" } });
await change({ status: "closed" });
await provoke(() => change({ title: "U" }));
