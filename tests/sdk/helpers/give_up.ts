// Writes through a proxy that loses the first response, without retries; prints the kind of error.
import { env } from "node:process";
import { createTicketingClient } from "@oneprotect/ticketing-client";

const api = createTicketingClient(env.API!, env.TOKEN!, { retries: 0 });
try {
  await api.POST("/tickets", { body: { title: "Once" } });
} catch (error) {
  if (error instanceof TypeError) console.log("no response");
}
