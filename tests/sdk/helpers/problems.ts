// Provokes problems; prints the class, the status and the code of each error.
import { env } from "node:process";
import { createTicketingClient, ProblemError, UnexpectedStatusError, unwrap } from "@oneprotect/ticketing-client";

const api = createTicketingClient(env.API!, env.TOKEN!, { retries: Number(env.RETRIES) });
for (const q of env.CODES!.split(" ")) {
  try {
    await unwrap(api.GET("/tickets", { params: { query: { q } } }));
    console.log("no problem", q);
  } catch (error) {
    if (error instanceof ProblemError) console.log(error.name, error.status, error.code);
    if (error instanceof UnexpectedStatusError) console.log("unexpected", error.response.status);
  }
}
