import { createClient, type Middleware, type paths } from "@oneprotect/ticketing-client";
import type { Session, paths as SessionPaths } from "@/session";

/** A problem details object (RFC 9457) as the API returns it. */
export interface Problem {
  title: string;
  status: number;
  detail: string;
  code: string;
  request_id?: string;
  audit_id?: string;
  errors?: { pointer: string; detail: string }[];
}

/** The API returned a problem. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = "ProblemError";
  }
}

/** The API did not respond. A write may still have been applied: retry it with the same Idempotency-Key. */
export class UnreachableError extends Error {
  constructor() {
    super("Cannot reach the server. Check your connection and try again.");
    this.name = "UnreachableError";
  }
}

const SIGNED_OUT = "oneprotect:signed-out";
let current: Session | undefined;

/**
 * Stores the session whose CSRF token writes send. Ignores the session of a different user: what is on the page was
 * not written by them.
 */
export function rememberSession(session: Session): void {
  if (current === undefined || current.me.principal.id === session.me.principal.id) current = session;
}

/** Whether this page has had a session since it was loaded. */
export function hasSession(): boolean {
  return current !== undefined;
}

/** Calls the listener when a response shows that the session has ended; returns a function that unsubscribes. */
export function onSignedOut(listener: () => void): () => void {
  window.addEventListener(SIGNED_OUT, listener);
  return () => window.removeEventListener(SIGNED_OUT, listener);
}

const sendCsrfToken: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET" && current !== undefined) request.headers.set("X-CSRF-Token", current.csrf_token);
    return request;
  },
};

export const api = createClient<paths & SessionPaths>({ baseUrl: "/api/v1" });
api.use(sendCsrfToken);

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Returns the data, ETag and server time of a call; throws `ProblemError` or `UnreachableError`. */
export async function unwrap<T>(call: Promise<Outcome<T>>): Promise<{ data: T; etag: string; date: Date }> {
  let outcome: Outcome<T>;
  try {
    outcome = await call;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new UnreachableError();
  }
  const { data, error, response } = outcome;
  if (response.ok) {
    const { headers } = response;
    return { data: data as T, etag: headers.get("ETag") ?? "", date: new Date(headers.get("Date") ?? Date.now()) };
  }
  const problem = asProblem(error, response);
  if (problem.status === 401) window.dispatchEvent(new Event(SIGNED_OUT));
  throw new ProblemError(problem);
}

/** Returns the data of a call alone. */
export async function unwrapBody<T>(call: Promise<Outcome<T>>): Promise<T> {
  return (await unwrap(call)).data;
}

function asProblem(error: unknown, { status, statusText }: Response): Problem {
  if (typeof error === "object" && error !== null && "code" in error) return error as Problem;
  // A gateway in front of the API returns errors in its own format.
  return {
    title: statusText || `Status ${status}`,
    status,
    code: "unavailable",
    detail: "The server is temporarily unavailable. Try again.",
  };
}

/** Whether a retry may succeed: there was no response, or the server is temporarily unable to serve the request. */
export function isTransient(error: unknown): boolean {
  return (
    error instanceof UnreachableError ||
    (error instanceof ProblemError && [429, 502, 503, 504].includes(error.problem.status))
  );
}

// Idempotency-Keys of the writes that have had no response yet, by operation and arguments.
const pendingKeys = new Map<string, string>();

/**
 * Sends a write with an Idempotency-Key so that it is applied once. It is retried once automatically when there is no
 * response, and a later retry by the user reuses the key. ``operation`` is its name and all of its arguments.
 */
export async function idempotently<T>(operation: unknown[], send: (key: string) => Promise<T>): Promise<T> {
  const name = JSON.stringify(operation);
  const key = pendingKeys.get(name) ?? crypto.randomUUID();
  pendingKeys.set(name, key);
  try {
    const result = await retryOnce(() => send(key));
    pendingKeys.delete(name);
    return result;
  } catch (error) {
    if (!isTransient(error)) pendingKeys.delete(name);
    throw error;
  }
}

/** Forgets the pending keys of an operation: what the user starts over is a new request. */
export function forgetKeys(...operation: string[]): void {
  const prefix = JSON.stringify(operation).slice(0, -1);
  for (const name of pendingKeys.keys()) if (name.startsWith(prefix)) pendingKeys.delete(name);
}

// The ETag that each of the user's own changes produced, by record and the ETag before it.
const ownEtags = new Map<string, string>();

/**
 * Sends a change of a record with the ETag that the user has seen, or with the one that the user's own later changes
 * have produced since: users are not in conflict with themselves.
 */
export async function withLatestEtag<T extends { etag: string }>(
  id: string,
  seen: string,
  send: (etag: string) => Promise<T>,
): Promise<T> {
  let etag = seen;
  for (let next: string | undefined = seen; next !== undefined; next = ownEtags.get(`${id} ${etag}`)) etag = next;
  const changed = await send(etag);
  if (changed.etag !== etag) ownEtags.set(`${id} ${etag}`, changed.etag);
  return changed;
}

/**
 * Sends a write again if there was no response, or if the same user has signed in again in another tab, which makes
 * the CSRF token of this page obsolete.
 */
async function retryOnce<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const isCsrfFailure = error instanceof ProblemError && error.problem.code === "csrf-failed";
    if (!(error instanceof UnreachableError || (isCsrfFailure && (await refreshSession())))) throw error;
    return await send();
  }
}

/** Takes over the session of the browser if it belongs to the user of this page; returns whether it does. */
async function refreshSession(): Promise<boolean> {
  const session = await unwrapBody(api.GET("/session"));
  if (session.me.principal.id !== current?.me.principal.id) return false;
  rememberSession(session);
  return true;
}

/** Cursor options of an infinite query. */
export const keyset = {
  initialPageParam: "",
  getNextPageParam: (page: { next_cursor: string | null }) => page.next_cursor,
};

/** Returns the query parameters of a page: its size, and the cursor that it starts after. */
export function page(limit: number, cursor: string): { limit: number; cursor?: string } {
  return cursor ? { limit, cursor } : { limit };
}

/** Polls a query at an interval in milliseconds until the record turns out not to exist. */
export function pollInterval(milliseconds: number) {
  return ({ state: { error } }: { state: { error: Error | null } }) =>
    error instanceof ProblemError && error.problem.status === 404 ? false : milliseconds;
}
