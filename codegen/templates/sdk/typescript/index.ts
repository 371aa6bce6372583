import createClient, { type Client, type Middleware } from "./openapi-fetch/index.js";
import type { paths } from "./schema.js";

export type * from "./schema.js";
export type { Middleware };

/** A client of openapi-fetch that knows every operation. */
export type TicketingClient = Client<paths>;

/**
 * Gives a client for a base URL, which ends in `/api/v1`; it sends the token with every request.
 * A page of the same origin gives none: there the browser sends the cookie of its session.
 */
export function createTicketingClient(baseUrl: string, token?: string): TicketingClient {
  return createClient<paths>({ baseUrl, headers: token === undefined ? {} : { Authorization: `Bearer ${token}` } });
}
