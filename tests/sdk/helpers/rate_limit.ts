// Exceeds the rate limit: without retries, with a Retry-After beyond the longest wait, and with retries.
import { env } from "node:process";
import { createTicketingClient, ProblemError, unwrap } from "@oneprotect/ticketing-client";

for (const options of [{ retries: 0 }, { maxWait: 0.9 }]) {
  const api = createTicketingClient(env.API!, env.TOKEN!, options);
  try {
    for (let requests = 0; requests < 100; requests++) await unwrap(api.GET("/me"));
  } catch (error) {
    if (error instanceof ProblemError) console.log(error.code, error.status, error.retryAfter);
  }
}
const api = createTicketingClient(env.API!, env.TOKEN!);
let answers = 0;
for (let requests = 0; requests < 12; requests++) if (await unwrap(api.GET("/me"))) answers++;
console.log(answers);
