// Runs where the SDK is installed: prints the assignee after a change without the member, and after one with null.
import { env } from "node:process";
import { createTicketingClient, type TicketUpdate } from "@oneprotect/ticketing-client";

const api = createTicketingClient(env.API!, env.TOKEN!);
const me = await api.GET("/me");
if (!me.data) throw new Error(me.error.code);
const created = await api.POST("/tickets", { body: { title: "A", assignee_id: me.data.principal.id } });
if (!created.data) throw new Error(created.error.code);
let version = created.data.version;
const bodies: TicketUpdate[] = [{ title: "B" }, { assignee_id: null }];
for (const body of bodies) {
  const params = { path: { ticket_id: created.data.id }, header: { "If-Match": `"${version}"` } };
  const { data, error } = await api.PATCH("/tickets/{ticket_id}", { params, body });
  if (!data) throw new Error(error.code);
  version = data.version;
  console.log(data.assignee_id && "assigned");
}
