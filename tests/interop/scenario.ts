// What each TypeScript client does. An adapter implements `Client` with the generated functions and types.
import { equal, step } from "./steps";

export interface Page {
  items: { id: string; number: number }[];
  next_cursor: string | null;
}

export interface Client {
  // The numbers of the tickets with one of the statuses, sorted by number.
  list(statuses: ("new" | "triaged")[]): Promise<number[]>;
  // A page of all tickets, sorted by number.
  page(limit: number, cursor: string | undefined): Promise<Page>;
  create(ticket: { title: string; tags: string[] }, idempotencyKey?: string): Promise<Created>;
  setPriority(id: string, etag: string, priority: "p1" | "p4"): Promise<{ priority: string; tags: string[] }>;
  // The same with an ETag that is too old: the status, and the code of the problem.
  setPriorityTooLate(id: string, etag: string): Promise<[number | undefined, string | undefined]>;
  comment(id: string, body: string): Promise<{ body: string; visibility: string }>;
  linkTicket(id: string, target: string): Promise<unknown>;
  linkUrl(id: string, url: string): Promise<unknown>;
  // For each link, what its type determines: the ID of a ticket, or the URL of an external reference.
  targets(id: string): Promise<string[]>;
  // The kinds of the entries from the oldest to the newest; that of a change is followed by field, old and new value.
  timeline(id: string): Promise<string[]>;
  report(alert: typeof ALERT): Promise<{ id: string }>;
  // The status of the response, and the ticket.
  createFromAlert(alertId: string): Promise<[number, { id: string; priority: string }]>;
}

export interface Created {
  id: string;
  etag: string;
  priority: string;
  assignee_id: string | null;
}

export const ALERT = {
  source: "suricata",
  source_alert_id: "1",
  title: "SSH scan",
  detected_at: "2026-01-02T03:04:05Z",
};

export async function run(client: Client): Promise<void> {
  let existing: Page["items"] = [];
  let ticket: Created;

  await step("list", async () => equal(await client.list(["new", "triaged"]), [1, 2, 3, 4]));

  await step("page", async () => {
    let page = await client.page(2, undefined);
    existing = page.items;
    while (page.next_cursor !== null) {
      page = await client.page(2, page.next_cursor);
      existing = [...existing, ...page.items];
    }
    equal(existing.map((item) => item.number), [1, 2, 3, 4, 5]);
  });

  await step("create", async () => {
    ticket = await client.create({ title: "Printer on fire", tags: ["a", "b"] });
    equal([ticket.etag, ticket.priority, ticket.assignee_id], ['"1"', "p3", null]);
  });

  await step("patch", async () => {
    const changed = await client.setPriority(ticket.id, ticket.etag, "p1");
    equal([changed.priority, changed.tags], ["p1", ["a", "b"]]);
  });

  await step("stale", async () => {
    equal(await client.setPriorityTooLate(ticket.id, ticket.etag), [412, "version-mismatch"]);
  });

  await step("comment", async () => {
    const comment = await client.comment(ticket.id, "Seen before.");
    equal([comment.body, comment.visibility], ["Seen before.", "internal"]);
  });

  await step("link", async () => {
    const [target, url] = [existing[0]!.id, "https://example.com/SEC-17"];
    await client.linkTicket(ticket.id, target);
    await client.linkUrl(ticket.id, url);
    equal((await client.targets(ticket.id)).sort(), [target, url].sort());
  });

  await step("timeline", async () => {
    const kinds = ["created", "updated priority p3 p1", "comment_added", "linked", "linked"];
    equal(await client.timeline(ticket.id), kinds);
  });

  await step("alert", async () => {
    const { id } = await client.report(ALERT);
    const [status, created] = await client.createFromAlert(id);
    equal([status, created.priority], [201, "p2"]);
    const [repeated, same] = await client.createFromAlert(id);
    equal([repeated, same.id], [200, created.id]);
  });

  await step("replay", async () => {
    const create = () => client.create({ title: "Once", tags: [] }, "0f9d6c1e-replay");
    equal((await create()).id, (await create()).id);
  });
}
