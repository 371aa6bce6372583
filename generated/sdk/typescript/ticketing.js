/** The API answered with a problem; `problem` has all of its members. */
export class ProblemError extends Error {
    problem;
    response;
    name = "ProblemError";
    constructor(problem, response) {
        const errors = "errors" in problem ? (problem.errors ?? []) : [];
        const details = errors.map(({ pointer, detail }) => ` ${pointer || "The body"}: ${detail}`);
        super(`${problem.code}: ${problem.detail}${details.join("")}`);
        this.problem = problem;
        this.response = response;
    }
    /** Identifies the problem, such as `ticket-closed`. A later version of the API may return other codes. */
    get code() {
        return this.problem.code;
    }
    get status() {
        return this.problem.status;
    }
    /** The seconds to wait before the next attempt, if the response states them. */
    get retryAfter() {
        return retryAfter(this.response);
    }
}
/** A ticket changed between reading it and changing it: `read` was read, `current` is the present version. */
export class UpdateConflictError extends ProblemError {
    read;
    current;
    name = "UpdateConflictError";
    constructor({ problem, response }, read, current) {
        super(problem, response);
        this.read = read;
        this.current = current;
    }
}
/** The response is an error that the API does not return, such as one of a gateway in front of it. */
export class UnexpectedStatusError extends Error {
    response;
    name = "UnexpectedStatusError";
    constructor(response) {
        super(`Unexpected status ${response.status} ${response.statusText}`.trimEnd());
        this.response = response;
    }
}
/** Returns the body of a response; throws `ProblemError`, or `UnexpectedStatusError` for what is not a problem. */
export async function unwrap(call) {
    const { data, error, response } = await call;
    if (response.ok)
        return data;
    throw isProblem(error) ? new ProblemError(error, response) : new UnexpectedStatusError(response);
}
/**
 * Yields the items of all pages of a list. Spread the argument into the query:
 * `iterate((page) => api.GET("/tickets", { params: { query: { ...page, q: "printer" } } }))`.
 */
export async function* iterate(list) {
    let page = {};
    while (page !== undefined) {
        const { items, next_cursor: cursor } = await unwrap(list(page));
        yield* items;
        page = cursor === null ? undefined : { cursor };
    }
}
/**
 * Reads a ticket, and changes it unless it has changed in between; `change` can be a function of the ticket
 * that was read. Throws `UpdateConflictError` with both versions if the ticket changed in between.
 */
export async function updateTicket(api, ticketId, change) {
    const path = { ticket_id: ticketId };
    const answer = await api.GET("/tickets/{ticket_id}", { params: { path } });
    const read = await unwrap(Promise.resolve(answer));
    const body = typeof change === "function" ? await change(read) : change;
    const header = { "If-Match": answer.response.headers.get("ETag") ?? "" };
    try {
        return await unwrap(api.PATCH("/tickets/{ticket_id}", { params: { path, header }, body }));
    }
    catch (error) {
        if (!isVersionMismatch(error))
            throw error;
        const current = await unwrap(api.GET("/tickets/{ticket_id}", { params: { path } }));
        throw new UpdateConflictError(error, read, current);
    }
}
/**
 * Returns a fetch that repeats what failed temporarily. Writes carry an Idempotency-Key: one whose response was lost
 * takes effect once.
 */
export function retryingFetch(options = {}) {
    const { retries = 3, maxWait = 60, timeout = 30, fetch = globalThis.fetch } = options;
    return async (request) => {
        if (request.method !== "GET" && !request.headers.has("Idempotency-Key")) {
            request.headers.set("Idempotency-Key", crypto.randomUUID());
        }
        for (let attempts = 1;; attempts++) {
            const backoff = 0.5 * 2 ** (attempts - 1) * (0.5 + Math.random() / 2);
            let wait = backoff;
            try {
                const { response, body } = await attempt(request, fetch, timeout);
                wait = Math.max(backoff, retryAfter(response) ?? 0);
                if (attempts > retries || wait > maxWait || !isTransient(response.status, body))
                    return response;
            }
            catch (error) {
                if (attempts > retries || request.signal.aborted)
                    throw error;
            }
            await pause(wait, request.signal);
        }
    };
}
/**
 * Sends a request once, and reads the body: one that is cut off is a lost response, too. The timer is not a signal of
 * `AbortSignal.timeout`, which Node may collect as garbage together with those that depend on it.
 */
async function attempt(request, fetch, timeout) {
    const controller = new AbortController();
    const copy = new Request(request.clone(), { signal: controller.signal });
    let end = () => { };
    const failure = new Promise((_, reject) => {
        const fail = (error) => {
            reject(error);
            controller.abort(error);
        };
        const late = new DOMException(`No complete response within ${timeout} seconds`, "TimeoutError");
        const timer = setTimeout(fail, timeout * 1000, late);
        const stop = () => fail(request.signal.reason);
        request.signal.addEventListener("abort", stop);
        if (request.signal.aborted)
            stop();
        end = () => {
            clearTimeout(timer);
            request.signal.removeEventListener("abort", stop);
        };
    });
    const send = async () => {
        const response = await fetch(copy);
        return { response, body: await response.clone().text() };
    };
    try {
        return await Promise.race([send(), failure]);
    }
    finally {
        end();
        // Without a reference until here, Node could also collect the copy, and would not close its connection.
        if (copy.signal.aborted)
            controller.abort();
    }
}
function isTransient(status, body) {
    return [429, 502, 503, 504].includes(status) || (status === 409 && body.includes('"idempotency-in-progress"'));
}
function retryAfter({ headers }) {
    const seconds = headers.get("Retry-After");
    return seconds !== null && /^\d+$/.test(seconds) ? Number(seconds) : undefined;
}
function pause(seconds, signal) {
    return new Promise((resolve, reject) => {
        const stop = () => {
            clearTimeout(timer);
            reject(signal.reason);
        };
        const timer = setTimeout(() => {
            signal.removeEventListener("abort", stop);
            resolve();
        }, seconds * 1000);
        signal.addEventListener("abort", stop, { once: true });
    });
}
function isProblem(error) {
    return typeof error === "object" && error !== null && "code" in error && "detail" in error && "status" in error;
}
function isVersionMismatch(error) {
    return error instanceof ProblemError && error.status === 412;
}
