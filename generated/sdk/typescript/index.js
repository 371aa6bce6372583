import createClient from "./openapi-fetch/index.js";
import { retryingFetch } from "./ticketing.js";
export * from "./ticketing.js";
export { createClient };
/**
 * Creates a client for a base URL, which ends in `/api/v1`; it sends the token with every request, and repeats what
 * failed temporarily. Pages that sign in with a cookie pass no token.
 */
export function createTicketingClient(baseUrl, token, options = {}) {
    const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    return createClient({ baseUrl, headers, fetch: retryingFetch(options) });
}
