import { parseAsNativeArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useSession } from "@/api/session";
import type { TicketFilters } from "@/api/tickets";
import { priorities, severities, ticketStatuses } from "@/contract";

export const sorts = {
  "-created_at": "Newest first",
  created_at: "Oldest first",
  "-updated_at": "Last changed first",
  "-priority": "Priority",
  "-severity": "Severity",
  "-number": "Number",
} as const;
const sortNames = Object.keys(sorts) as (keyof typeof sorts)[];

const parsers = {
  // Each pause in the typing is not a step to go back to.
  q: parseAsString.withDefault("").withOptions({ history: "replace" }),
  status: parseAsNativeArrayOf(parseAsStringLiteral(ticketStatuses)),
  priority: parseAsNativeArrayOf(parseAsStringLiteral(priorities)),
  severity: parseAsNativeArrayOf(parseAsStringLiteral(severities)),
  assignee_id: parseAsNativeArrayOf(parseAsString),
  tag: parseAsNativeArrayOf(parseAsString),
  sort: parseAsStringLiteral(sortNames).withDefault("-created_at"),
};

/** The filters as the address has them, which is the only place where they are kept. */
export function useFilters() {
  return useQueryStates(parsers, { history: "push" });
}

export type Filters = ReturnType<typeof useFilters>[0];

/** Gives what the API is asked for: ``me`` becomes who is signed in. */
export function useAsked(filters: Filters): TicketFilters {
  const { me } = useSession();
  const { q, assignee_id, sort, ...lists } = filters;
  const asked: TicketFilters = { sort };
  if (q.trim()) asked.q = asNumber(q.trim());
  if (assignee_id.length) asked.assignee_id = assignee_id.map((id) => (id === "me" ? me.principal.id : id));
  if (lists.status.length) asked.status = lists.status;
  if (lists.priority.length) asked.priority = lists.priority;
  if (lists.severity.length) asked.severity = lists.severity;
  if (lists.tag.length) asked.tag = lists.tag;
  return asked;
}

/** Gives words to search for: a number is found with the sign that the console writes before it, too. */
export function asNumber(words: string): string {
  return words.replace(/^#(?=\d+$)/, "");
}

/** Says whether anything is left out by the filters. */
export function isFiltered({ q, sort: _, ...lists }: Filters): boolean {
  return q.trim() !== "" || Object.values(lists).some((list) => list.length > 0);
}
