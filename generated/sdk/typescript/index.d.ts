import createClient, { type Client, type Middleware } from "./openapi-fetch/index.js";
import type { paths } from "./schema.js";
import { type RetryOptions } from "./ticketing.js";
export type * from "./schema.js";
export * from "./ticketing.js";
export { createClient };
export type { Client, Middleware };
/** An openapi-fetch client with the types of every operation. */
export type TicketingClient = Client<paths>;
/**
 * Creates a client for a base URL, which ends in `/api/v1`; it sends the token with every request, and repeats what
 * failed temporarily. Pages that sign in with a cookie pass no token.
 */
export declare function createTicketingClient(baseUrl: string, token?: string, options?: RetryOptions): TicketingClient;
