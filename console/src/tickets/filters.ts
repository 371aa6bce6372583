import { parseAsNativeArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useSession } from "@/api/session";
import type { TicketFilters } from "@/api/tickets";
import { priorities, severities, ticketStatuses } from "@/contract";

export const sorts = {
  "-created_at": "Newest first",
  created_at: "Oldest first",
  "-updated_at": "Recently updated first",
  "-priority": "Highest priority first",
  "-severity": "Highest severity first",
  "-number": "Highest number first",
} as const;
const sortNames = Object.keys(sorts) as (keyof typeof sorts)[];

const parsers = {
  // A pause in typing adds no history entry.
  q: parseAsString.withDefault("").withOptions({ history: "replace" }),
  status: parseAsNativeArrayOf(parseAsStringLiteral(ticketStatuses)),
  priority: parseAsNativeArrayOf(parseAsStringLiteral(priorities)),
  severity: parseAsNativeArrayOf(parseAsStringLiteral(severities)),
  assignee_id: parseAsNativeArrayOf(parseAsString),
  tag: parseAsNativeArrayOf(parseAsString),
  sort: parseAsStringLiteral(sortNames).withDefault("-created_at"),
};

/** The filters, which are stored in the URL only. */
export function useFilters() {
  return useQueryStates(parsers, { history: "push" });
}

export type Filters = ReturnType<typeof useFilters>[0];

/** Returns the query parameters of the API; ``me`` becomes the signed-in user. */
export function useTicketQuery(filters: Filters): TicketFilters {
  const { me } = useSession();
  const { q, assignee_id, sort, ...lists } = filters;
  const query: TicketFilters = { sort };
  if (q.trim()) query.q = stripNumberSign(q.trim());
  if (assignee_id.length) query.assignee_id = assignee_id.map((id) => (id === "me" ? me.principal.id : id));
  if (lists.status.length) query.status = lists.status;
  if (lists.priority.length) query.priority = lists.priority;
  if (lists.severity.length) query.severity = lists.severity;
  if (lists.tag.length) query.tag = lists.tag;
  return query;
}

/** Removes the "#" that the console shows before ticket numbers, so that a search for one finds it. */
export function stripNumberSign(text: string): string {
  return text.replace(/^#(?=\d+$)/, "");
}

/** Whether any filter is set. */
export function isFiltered({ q, sort: _, ...lists }: Filters): boolean {
  return q.trim() !== "" || Object.values(lists).some((list) => list.length > 0);
}
