import type { TicketingClient } from "./index.js";
import type { BadRequestProblem, UnauthenticatedProblem, ForbiddenProblem, NotFoundProblem, NotAcceptableProblem, ConflictProblem, VersionMismatchProblem, PayloadTooLargeProblem, UnsupportedMediaTypeProblem, UnprocessableProblem, PreconditionRequiredProblem, RateLimitedProblem, UnavailableProblem, Ticket, TicketUpdate, VersionMismatchProblem as Mismatch } from "./schema.js";
/** Any problem (RFC 9457). `status` tells the variants apart. */
export type Problem = BadRequestProblem | UnauthenticatedProblem | ForbiddenProblem | NotFoundProblem | NotAcceptableProblem | ConflictProblem | VersionMismatchProblem | PayloadTooLargeProblem | UnsupportedMediaTypeProblem | UnprocessableProblem | PreconditionRequiredProblem | RateLimitedProblem | UnavailableProblem;
/** The API answered with a problem; `problem` has all of its members. */
export declare class ProblemError<P extends Problem = Problem> extends Error {
    readonly problem: P;
    readonly response: Response;
    readonly name: string;
    constructor(problem: P, response: Response);
    /** Identifies the problem, such as `ticket-closed`. A later version of the API may return other codes. */
    get code(): P["code"] | (string & {});
    get status(): P["status"];
    /** The seconds to wait before the next attempt, if the response states them. */
    get retryAfter(): number | undefined;
}
/** A ticket changed between reading it and changing it: `read` was read, `current` is the present version. */
export declare class UpdateConflictError extends ProblemError<Mismatch> {
    readonly read: Ticket;
    readonly current: Ticket;
    readonly name = "UpdateConflictError";
    constructor({ problem, response }: ProblemError<Mismatch>, read: Ticket, current: Ticket);
}
/** The response is an error that the API does not return, such as one of a gateway in front of it. */
export declare class UnexpectedStatusError extends Error {
    readonly response: Response;
    readonly name = "UnexpectedStatusError";
    constructor(response: Response);
}
/** What an operation of the client returns. */
export interface Outcome<T> {
    data?: T;
    error?: unknown;
    response: Response;
}
/** Returns the body of a response; throws `ProblemError`, or `UnexpectedStatusError` for what is not a problem. */
export declare function unwrap<T>(call: Promise<Outcome<T>>): Promise<T>;
/** A page of any list. */
export interface Page<T> {
    items: T[];
    next_cursor: string | null;
}
/** The parameters that select a page; the first page has none. */
export interface PageQuery {
    cursor?: string;
}
/**
 * Yields the items of all pages of a list. Spread the argument into the query:
 * `iterate((page) => api.GET("/tickets", { params: { query: { ...page, q: "printer" } } }))`.
 */
export declare function iterate<T>(list: (page: PageQuery) => Promise<Outcome<Page<T>>>): AsyncGenerator<T, void, undefined>;
/**
 * Reads a ticket, and changes it unless it has changed in between; `change` can be a function of the ticket
 * that was read. Throws `UpdateConflictError` with both versions if the ticket changed in between.
 */
export declare function updateTicket(api: TicketingClient, ticketId: string, change: TicketUpdate | ((ticket: Ticket) => TicketUpdate | Promise<TicketUpdate>)): Promise<Ticket>;
/** How a client repeats requests. */
export interface RetryOptions {
    /** How often a request is repeated after a lost response, or a status that is temporary; 3 by default. */
    retries?: number;
    /** The longest wait before a repetition, in seconds; 60 by default. If the API asks for more, its problem is final. */
    maxWait?: number;
    /** The seconds after which an attempt without a complete response counts as lost; 30 by default. */
    timeout?: number;
    /** Sends the requests; `globalThis.fetch` by default. */
    fetch?: (request: Request) => Promise<Response>;
}
/**
 * Returns a fetch that repeats what failed temporarily. Writes carry an Idempotency-Key: one whose response was lost
 * takes effect once.
 */
export declare function retryingFetch(options?: RetryOptions): (request: Request) => Promise<Response>;
