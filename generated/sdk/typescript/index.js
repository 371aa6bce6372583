import createClient from "./openapi-fetch/index.js";
/**
 * Creates a client for a base URL, which ends in `/api/v1`; it sends the token with every request.
 * Pages of the same origin pass no token: the browser sends the cookie of the session.
 */
export function createTicketingClient(baseUrl, token) {
    return createClient({ baseUrl, headers: token === undefined ? {} : { Authorization: `Bearer ${token}` } });
}
