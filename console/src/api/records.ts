import type { operations, Principal, PrincipalPage } from "@oneprotect/ticketing-client";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, keyset, page, unwrapBody } from "./client";

export type AuditFilters = Omit<
  NonNullable<operations["list_audit_records"]["parameters"]["query"]>,
  "cursor" | "limit"
>;

export function useAuditRecords(filters: AuditFilters) {
  return useInfiniteQuery({
    queryKey: ["audit-records", filters],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filters, ...page(50, pageParam) };
      return unwrapBody(api.GET("/audit-records", { params: { query }, signal }));
    },
    ...keyset,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
}

export function useAuditRecord(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ["audit-record", id],
    queryFn: ({ signal }) =>
      unwrapBody(api.GET("/audit-records/{audit_record_id}", { params: { path: { audit_record_id: id } }, signal })),
    enabled,
    staleTime: Infinity,
  });
}

/** The principals of the tenant by id, to display names. */
export function useDirectory() {
  return useQuery({
    queryKey: ["directory"],
    queryFn: async ({ signal }) => {
      const principals = new Map<string, Principal>();
      let cursor: string | null = "";
      while (cursor !== null) {
        const loaded: PrincipalPage = await unwrapBody(
          api.GET("/principals", { params: { query: page(100, cursor) }, signal }),
        );
        for (const principal of loaded.items) principals.set(principal.id, principal);
        cursor = loaded.next_cursor;
      }
      return principals;
    },
    staleTime: 60_000,
  });
}

/** Searches by part of a name for the principals that a ticket can be assigned to. */
export function useAssignable(q: string, enabled: boolean) {
  return useQuery({
    queryKey: ["assignable", q],
    queryFn: async ({ signal }) => {
      const query = { assignable: true, limit: 50, ...(q && { q }) };
      return (await unwrapBody(api.GET("/principals", { params: { query }, signal }))).items;
    },
    placeholderData: keepPreviousData,
    enabled,
    staleTime: 15_000,
  });
}
