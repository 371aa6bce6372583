// Changes a ticket while another user changes it, and without anybody in between; prints both versions.
import { env } from "node:process";
import { createTicketingClient, unwrap, UpdateConflictError, updateTicket } from "@oneprotect/ticketing-client";

const api = createTicketingClient(env.API!, env.TOKEN!);
const { id } = await unwrap(api.POST("/tickets", { body: { title: "First" } }));

const conflict = async () => {
  try {
    await updateTicket(api, id, async (read) => {
      await updateTicket(api, read.id, { title: "Second" });
      return { tags: ["late"] };
    });
  } catch (error) {
    if (error instanceof UpdateConflictError) return error;
  }
  throw new Error("no conflict");
};

const { code, read, current } = await conflict();
console.log(code, read.version, read.title, current.version, current.title);
const changed = await updateTicket(api, id, ({ tags, version }) => ({ tags: [...tags, `after-${version}`] }));
console.log(changed.version, changed.title, ...changed.tags);
await updateTicket(api, id, { title: "First" });
const again = await conflict();
console.log(again.read.title, again.current.title);
