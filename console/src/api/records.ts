import type { operations, Principal, PrincipalPage } from "@oneprotect/ticketing-client";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, body, keyset, page } from "./client";

export type AuditFilters = Omit<
  NonNullable<operations["list_audit_records"]["parameters"]["query"]>,
  "cursor" | "limit"
>;

export function useAuditRecords(filters: AuditFilters) {
  return useInfiniteQuery({
    queryKey: ["audit-records", filters],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filters, ...page(50, pageParam) };
      return body(api.GET("/audit-records", { params: { query }, signal }));
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
      body(api.GET("/audit-records/{audit_record_id}", { params: { path: { audit_record_id: id } }, signal })),
    enabled,
    staleTime: Infinity,
  });
}

/** Gives everybody of the tenant by id: the directory, for names. */
export function useDirectory() {
  return useQuery({
    queryKey: ["directory"],
    queryFn: async ({ signal }) => {
      const everybody = new Map<string, Principal>();
      let cursor: string | null = "";
      while (cursor !== null) {
        const found: PrincipalPage = await body(
          api.GET("/principals", { params: { query: page(100, cursor) }, signal }),
        );
        for (const principal of found.items) everybody.set(principal.id, principal);
        cursor = found.next_cursor;
      }
      return everybody;
    },
    staleTime: 60_000,
  });
}

/** Finds those who can be assigned a ticket by a part of their name. */
export function useAssignable(q: string, enabled: boolean) {
  return useQuery({
    queryKey: ["assignable", q],
    queryFn: async ({ signal }) => {
      const query = { assignable: true, limit: 50, ...(q && { q }) };
      return (await body(api.GET("/principals", { params: { query }, signal }))).items;
    },
    placeholderData: keepPreviousData,
    enabled,
    staleTime: 15_000,
  });
}
