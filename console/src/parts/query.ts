/** Returns filters as the query parameters of the API, without those that are not set. */
export function withoutUnset(filters: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => isSet(value)));
}

/** Whether any filter is set. A sort order and a blank search are not filters. */
export function isFiltered(filters: { q: string; sort: string }): boolean {
  const { q, sort: _, ...others } = filters;
  return q.trim() !== "" || Object.values(others).some(isSet);
}

function isSet(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined && value !== "";
}
