import { parseAsBoolean, parseAsNativeArrayOf, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { AlertFilters } from "@/api/alerts";
import { alertStatuses, alertVerdicts, severities } from "@/contract";
import { withoutUnset } from "@/parts/query";

export const sorts = {
  "-detected_at": "Newest first",
  detected_at: "Oldest first",
  "-severity": "Highest severity first",
} as const;

// The API checks what is typed, so that the console has no rules of its own.
const parsers = {
  // A pause in typing adds no history entry.
  q: parseAsString.withDefault("").withOptions({ history: "replace" }),
  status: parseAsNativeArrayOf(parseAsStringLiteral(alertStatuses)),
  severity: parseAsNativeArrayOf(parseAsStringLiteral(severities)),
  verdict: parseAsNativeArrayOf(parseAsStringLiteral(alertVerdicts)),
  source: parseAsNativeArrayOf(parseAsString),
  rule_id: parseAsNativeArrayOf(parseAsString),
  asset: parseAsNativeArrayOf(parseAsString),
  detected_from: parseAsString,
  detected_to: parseAsString,
  has_ticket: parseAsBoolean,
  sort: parseAsStringLiteral(Object.keys(sorts) as (keyof typeof sorts)[]).withDefault("-detected_at"),
};

/** The filters, which are stored in the URL only. */
export function useFilters() {
  return useQueryStates(parsers, { history: "push" });
}

export type Filters = ReturnType<typeof useFilters>[0];

/** Returns the query parameters of the API. */
export function toQuery(filters: Filters): AlertFilters {
  return withoutUnset({ ...filters, q: filters.q.trim() }) as AlertFilters;
}
