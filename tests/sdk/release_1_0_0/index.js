// From version 1.0.0, without comments.
import createClient from "./openapi-fetch/index.js";
export function createTicketingClient(baseUrl, token) {
    return createClient({ baseUrl, headers: token === undefined ? {} : { Authorization: `Bearer ${token}` } });
}
