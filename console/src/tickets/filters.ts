import { parseAsNativeArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useSession } from "@/api/session";
import type { TicketFilters } from "@/api/tickets";
import { priorities, severities, ticketSourceKinds, ticketStatuses } from "@/contract";
import { withoutUnset } from "@/parts/query";

export const sorts = {
  "-created_at": "Newest first",
  created_at: "Oldest first",
  "-updated_at": "Recently updated first",
  "-priority": "Highest priority first",
  "-severity": "Highest severity first",
  "-number": "Highest number first",
} as const;
const sortNames = Object.keys(sorts) as (keyof typeof sorts)[];

// The API checks what is typed, so that the console has no rules of its own.
const parsers = {
  // A pause in typing adds no history entry.
  q: parseAsString.withDefault("").withOptions({ history: "replace" }),
  status: parseAsNativeArrayOf(parseAsStringLiteral(ticketStatuses)),
  priority: parseAsNativeArrayOf(parseAsStringLiteral(priorities)),
  severity: parseAsNativeArrayOf(parseAsStringLiteral(severities)),
  assignee_id: parseAsNativeArrayOf(parseAsString),
  reporter_id: parseAsNativeArrayOf(parseAsString),
  tag: parseAsNativeArrayOf(parseAsString),
  source_kind: parseAsNativeArrayOf(parseAsStringLiteral(ticketSourceKinds)),
  asset: parseAsNativeArrayOf(parseAsString),
  number: parseAsString,
  created_from: parseAsString,
  created_to: parseAsString,
  updated_from: parseAsString,
  updated_to: parseAsString,
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
  const toIds = (ids: string[]) => ids.map((id) => (id === "me" ? me.principal.id : id));
  return withoutUnset({
    ...filters,
    q: filters.q.trim(),
    assignee_id: toIds(filters.assignee_id),
    reporter_id: toIds(filters.reporter_id),
  }) as TicketFilters;
}
