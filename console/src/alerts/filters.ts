import { parseAsBoolean, parseAsNativeArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { AlertFilters } from "@/api/alerts";
import { alertStatuses, alertVerdicts, severities } from "@/contract";

export const sorts = {
  "-detected_at": "Newest first",
  detected_at: "Oldest first",
  "-severity": "Highest severity first",
} as const;

const parsers = {
  // A pause in typing adds no history entry.
  q: parseAsString.withDefault("").withOptions({ history: "replace" }),
  status: parseAsNativeArrayOf(parseAsStringLiteral(alertStatuses)),
  severity: parseAsNativeArrayOf(parseAsStringLiteral(severities)),
  verdict: parseAsNativeArrayOf(parseAsStringLiteral(alertVerdicts)),
  source: parseAsNativeArrayOf(parseAsString),
  has_ticket: parseAsBoolean,
  sort: parseAsStringLiteral(Object.keys(sorts) as (keyof typeof sorts)[]).withDefault("-detected_at"),
};

/** The filters, which are stored in the URL only. */
export function useFilters() {
  return useQueryStates(parsers, { history: "push" });
}

export type Filters = ReturnType<typeof useFilters>[0];

/** Returns the query parameters of the API. */
export function toQuery({ q, sort, has_ticket, ...lists }: Filters): AlertFilters {
  const filters: AlertFilters = { sort };
  if (q.trim()) filters.q = q.trim();
  if (has_ticket !== null) filters.has_ticket = has_ticket;
  if (lists.status.length) filters.status = lists.status;
  if (lists.severity.length) filters.severity = lists.severity;
  if (lists.verdict.length) filters.verdict = lists.verdict;
  if (lists.source.length) filters.source = lists.source;
  return filters;
}

/** Whether any filter is set. */
export function isFiltered({ q, sort: _, has_ticket, ...lists }: Filters): boolean {
  return q.trim() !== "" || has_ticket !== null || Object.values(lists).some((list) => list.length > 0);
}
