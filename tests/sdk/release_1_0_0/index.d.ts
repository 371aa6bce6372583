// From version 1.0.0, without comments.
import { type Client, type Middleware } from "./openapi-fetch/index.js";
import type { paths } from "./schema.js";
export type * from "./schema.js";
export type { Middleware };
export type TicketingClient = Client<paths>;
export declare function createTicketingClient(baseUrl: string, token?: string): TicketingClient;
