// Runs beside `source/`, which openapi-generator's generator `typescript-fetch` writes.
import { env } from "node:process";
import * as api from "./source";
import { equal, step } from "./steps";

const configuration = new api.Configuration({ basePath: env.API!, accessToken: env.TOKEN! });
const tickets = new api.TicketsApi(configuration);
const links = new api.LinksApi(configuration);

await step("list", async () => {
  const page = await tickets.listTickets({ status: ["new", "triaged"], sort: "number" });
  equal(page.items.map((ticket) => ticket.number), [1, 2, 3, 4]);
});

const existing: api.Ticket[] = [];
await step("page", async () => {
  let cursor: string | undefined;
  do {
    const page = await tickets.listTickets({ limit: 2, sort: "number", ...(cursor && { cursor }) });
    existing.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  equal(existing.map((ticket) => ticket.number), [1, 2, 3, 4, 5]);
});

let ticketId: string;
let ifMatch: string;
await step("create", async () => {
  const created = await tickets.createTicketRaw({ ticketCreate: { title: "Printer on fire", tags: ["a", "b"] } });
  ifMatch = created.raw.headers.get("ETag")!;
  const ticket = await created.value();
  ticketId = ticket.id;
  equal([ticket.title, ticket.priority, ticket.assigneeId], ["Printer on fire", "p3", null]);
});

const change = (priority: api.TicketPriority) => tickets.updateTicket({ ticketId, ifMatch, ticketUpdate: { priority } });
await step("patch", async () => {
  const ticket = await change("p1");
  equal([ticket.priority, [...ticket.tags]], ["p1", ["a", "b"]]);
});

await step("stale", async () => {
  const error = await change("p4").catch((reason: unknown) => reason);
  if (!(error instanceof api.ResponseError)) throw error;
  const problem = api.VersionMismatchProblemFromJSON(await error.response.json());
  equal([error.response.status, problem.code], [412, "version-mismatch"]);
});

await step("comment", async () => {
  const comments = new api.CommentsApi(configuration);
  const comment = await comments.createComment({ ticketId, commentCreate: { body: "Seen before." } });
  equal([comment.body, comment.visibility], ["Seen before.", "internal"]);
});

await step("link", async () => {
  const [id, url] = [existing[0]!.id, "https://example.com/SEC-17"];
  await links.createLink({ ticketId, linkCreate: { targetType: "ticket", target: { id } } });
  await links.createLink({ ticketId, linkCreate: { targetType: "external_reference", target: { url } } });
  const page = await links.listLinks({ ticketId, targetType: ["ticket", "external_reference"] });
  const targets = page.items.map((link) => {
    if (link.targetType === "ticket") return link.target.id;
    return link.targetType === "external_reference" && link.target.url;
  });
  equal(targets.sort(), [id, url].sort());
});

await step("timeline", async () => {
  const timeline = new api.TimelineApi(configuration);
  const { items } = await timeline.listTimeline({ ticketId, sort: "occurred_at" });
  equal(items.map((entry) => entry.kind), ["created", "updated", "comment_added", "linked", "linked"]);
  const [updated] = items.flatMap((entry) => (entry.kind === "updated" ? entry.changes : []));
  equal([updated?.field, updated?.before, updated?.after], ["priority", "p3", "p1"]);
});

await step("alert", async () => {
  const alertCreate: api.AlertCreate = {
    source: "suricata",
    sourceAlertId: "1",
    title: "SSH scan",
    severity: "low",
    detectedAt: new Date("2026-01-02T03:04:05Z"),
    assets: [{ type: "ip_address", value: "192.0.2.7" }],
  };
  const { id } = await new api.AlertsApi(configuration).createAlert({ alertCreate });
  const create = () => tickets.createTicketFromAlertRaw({ alertId: id, ticketFromAlert: { priority: "p2" } });
  const [first, second] = [await create(), await create()];
  const ticket = await first.value();
  equal([first.raw.status, ticket.priority], [201, "p2"]);
  equal([second.raw.status, (await second.value()).id], [200, ticket.id]);
});

await step("replay", async () => {
  const create = () => tickets.createTicket({ ticketCreate: { title: "Once" }, idempotencyKey: "0f9d6c1e-replay" });
  equal((await create()).id, (await create()).id);
});
