import createClient from "./openapi-fetch/index.js";
/** Gives a client for a base URL, which ends in `/api/v1`; it sends the token with every request. */
export function createTicketingClient(baseUrl, token) {
    return createClient({ baseUrl, headers: { Authorization: `Bearer ${token}` } });
}
