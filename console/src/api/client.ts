import { createTicketingClient, type Middleware, type Session } from "@oneprotect/ticketing-client";

/** What a problem (RFC 9457) of the API says. */
export interface Problem {
  title: string;
  status: number;
  detail: string;
  code: string;
  request_id?: string;
  audit_id?: string;
  errors?: { pointer: string; detail: string }[];
}

/** The API has answered with a problem. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = "ProblemError";
  }
}

/** The API has not answered. What a write has done is not known: the same Idempotency-Key tells. */
export class UnreachableError extends Error {
  constructor() {
    super("The server cannot be reached. Check the connection and try again.");
    this.name = "UnreachableError";
  }
}

const SIGNED_OUT = "oneprotect:signed-out";
let current: Session | undefined;

/**
 * Sets the session whose token writes carry, to prove that they come from this page. Another user's is not taken: what
 * stands on the page was not meant by them.
 */
export function carry(session: Session): void {
  if (current === undefined || current.me.principal.id === session.me.principal.id) current = session;
}

/** Says whether a session has been seen since the page was loaded. */
export function hasSession(): boolean {
  return current !== undefined;
}

/** Calls back when an answer says that the session has ended; gives what stops it. */
export function onSignedOut(listener: () => void): () => void {
  window.addEventListener(SIGNED_OUT, listener);
  return () => window.removeEventListener(SIGNED_OUT, listener);
}

const ofThisPage: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET" && current !== undefined) request.headers.set("X-CSRF-Token", current.csrf_token);
    return request;
  },
};

export const api = createTicketingClient("/api/v1");
api.use(ofThisPage);

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** Gives what a call was answered with, its ETag and the server's time; throws `ProblemError` or `UnreachableError`. */
export async function answer<T>(call: Promise<Outcome<T>>): Promise<{ data: T; etag: string; date: Date }> {
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

/** Gives what a call was answered with, where the rest does not matter. */
export async function body<T>(call: Promise<Outcome<T>>): Promise<T> {
  return (await answer(call)).data;
}

function asProblem(error: unknown, { status, statusText }: Response): Problem {
  if (typeof error === "object" && error !== null && "code" in error) return error as Problem;
  // What stands between, such as a gateway, answers in its own way.
  return {
    title: statusText || `Status ${status}`,
    status,
    code: "unavailable",
    detail: "The server cannot answer now. Try again.",
  };
}

/** Says whether trying the same again may help: nothing came, or the server is not available now. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof UnreachableError ||
    (error instanceof ProblemError && [429, 502, 503, 504].includes(error.problem.status))
  );
}

// The keys of writes that have had no answer yet, by what they write.
const unanswered = new Map<string, string>();

/**
 * Sends a write under an Idempotency-Key, so that it happens once: again by itself where no answer came, and under the
 * same key when the user, who could not be told, presses once more. ``what`` is the operation and all that it is given.
 */
export async function once<T>(what: unknown[], send: (key: string) => Promise<T>): Promise<T> {
  const name = JSON.stringify(what);
  const key = unanswered.get(name) ?? crypto.randomUUID();
  unanswered.set(name, key);
  try {
    const done = await again(() => send(key));
    unanswered.delete(name);
    return done;
  } catch (error) {
    if (!isPassing(error)) unanswered.delete(name);
    throw error;
  }
}

// What the user's own changes of a record have made of its entity tags.
const ownChanges = new Map<string, string>();

/** Forgets the keys of an operation that has had no answer: what the user begins anew is meant anew. */
export function forget(...operation: string[]): void {
  const begins = JSON.stringify(operation).slice(0, -1);
  for (const name of unanswered.keys()) if (name.startsWith(begins)) unanswered.delete(name);
}

/**
 * Sends a change of a record by the entity tag that the user has seen, or by what the user's own later changes have
 * made of it: nobody is in conflict with oneself.
 */
export async function follow<T extends { etag: string }>(
  id: string,
  seen: string,
  send: (etag: string) => Promise<T>,
): Promise<T> {
  let etag = seen;
  for (let next: string | undefined = seen; next !== undefined; next = ownChanges.get(`${id} ${etag}`)) etag = next;
  const changed = await send(etag);
  if (changed.etag !== etag) ownChanges.set(`${id} ${etag}`, changed.etag);
  return changed;
}

/**
 * Sends a write once more where no answer came, and where the same user has signed in anew in another tab, so that the
 * token which this page holds is of a session that is over.
 */
async function again<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    const isForgery = error instanceof ProblemError && error.problem.code === "csrf-failed";
    if (!(error instanceof UnreachableError || (isForgery && (await isStillTheSame())))) throw error;
    return await send();
  }
}

async function isStillTheSame(): Promise<boolean> {
  const session = await body(api.GET("/session"));
  if (session.me.principal.id !== current?.me.principal.id) return false;
  carry(session);
  return true;
}

/** How an infinite query goes on from page to page. */
export const keyset = {
  initialPageParam: "",
  getNextPageParam: (page: { next_cursor: string | null }) => page.next_cursor,
};

/** Gives the query parameters of a page: how many, and behind which cursor. */
export function page(limit: number, cursor: string): { limit: number; cursor?: string } {
  return cursor ? { limit, cursor } : { limit };
}

/** Has a query ask again after some milliseconds, unless the answer was that there is no such thing. */
export function unlessGone(pause: number) {
  return ({ state: { error } }: { state: { error: Error | null } }) =>
    error instanceof ProblemError && error.problem.status === 404 ? false : pause;
}
