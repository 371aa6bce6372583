import createClient from "./openapi-fetch/index.js";
/**
 * Gives a client for a base URL, which ends in `/api/v1`; it sends the token with every request.
 * A page of the same origin gives none: there the browser sends the cookie of its session.
 */
export function createTicketingClient(baseUrl, token) {
    return createClient({ baseUrl, headers: token === undefined ? {} : { Authorization: `Bearer ${token}` } });
}
