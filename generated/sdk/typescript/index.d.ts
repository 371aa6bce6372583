import { type Client, type Middleware } from "./openapi-fetch/index.js";
import type { paths } from "./schema.js";
export type * from "./schema.js";
export type { Middleware };
/** An openapi-fetch client with the types of every operation. */
export type TicketingClient = Client<paths>;
/**
 * Creates a client for a base URL, which ends in `/api/v1`; it sends the token with every request.
 * Pages of the same origin pass no token: the browser sends the cookie of the session.
 */
export declare function createTicketingClient(baseUrl: string, token?: string): TicketingClient;
