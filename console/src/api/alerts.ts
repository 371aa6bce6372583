import type { Alert, AlertPage, AlertUpdate, operations, TicketFromAlert } from "@oneprotect/ticketing-client";
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, idempotently, keyset, page, pollInterval, unwrap, unwrapBody, withLatestEtag } from "./client";

export type AlertFilters = Omit<NonNullable<operations["list_alerts"]["parameters"]["query"]>, "cursor" | "limit">;

/** An alert and the ETag that a change of it must send in If-Match. */
export interface AlertWithEtag {
  alert: Alert;
  etag: string;
}

const LIST = "alerts";

/** The loaded pages of alerts. They change on request only, so that no row moves while the user works. */
export function useAlerts(filters: AlertFilters) {
  return useInfiniteQuery({
    queryKey: [LIST, filters],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filters, ...page(50, pageParam) };
      return unwrapBody(api.GET("/alerts", { params: { query }, signal }));
    },
    ...keyset,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: 10_000,
  });
}

export function useAlert(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ["alert", id],
    queryFn: async ({ signal }): Promise<AlertWithEtag> => {
      const { data, etag } = await unwrap(
        api.GET("/alerts/{alert_id}", { params: { path: { alert_id: id } }, signal }),
      );
      return { alert: data, etag };
    },
    enabled,
    refetchInterval: pollInterval(15_000),
  });
}

/** The other alerts and the tickets that share an asset or the rule with an alert. */
export function useRelated(id: string) {
  return useInfiniteQuery({
    queryKey: ["related", id],
    queryFn: ({ pageParam, signal }) => {
      const params = { path: { alert_id: id }, query: page(10, pageParam) };
      return unwrapBody(api.GET("/alerts/{alert_id}/related", { params, signal }));
    },
    ...keyset,
    staleTime: 30_000,
  });
}

/** What the source reported after the alert was created; an alert that was seen once has none. */
export function useReports({ id, seen_count }: Alert) {
  return useInfiniteQuery({
    queryKey: ["reports", id, seen_count],
    queryFn: ({ pageParam, signal }) => {
      const params = { path: { alert_id: id }, query: page(10, pageParam) };
      return unwrapBody(api.GET("/alerts/{alert_id}/reports", { params, signal }));
    },
    ...keyset,
    placeholderData: keepPreviousData,
    enabled: seen_count > 1,
  });
}

export interface AlertChange {
  etag: string;
  patch: AlertUpdate;
}

/** Changes an alert. Changes are sent one at a time, each conditional on the version that the user has seen. */
export function useChangeAlert(id: string) {
  const client = useQueryClient();
  return useMutation({
    scope: { id },
    mutationFn: async ({ etag: seen, patch }: AlertChange): Promise<AlertWithEtag> => {
      const changed = await withLatestEtag(id, seen, (etag) =>
        idempotently(["triage an alert", id, etag, patch], (key) => {
          const params = { path: { alert_id: id }, header: { "If-Match": etag, "Idempotency-Key": key } };
          return unwrap(api.PATCH("/alerts/{alert_id}", { params, body: patch }));
        }),
      );
      return { alert: changed.data, etag: changed.etag };
    },
    onSuccess: (changed) => {
      client.setQueryData(["alert", changed.alert.id], changed);
      showInLists(client, changed.alert);
    },
  });
}

/** Creates the alert's ticket, or returns the existing one. */
export function useTicketFromAlert() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ticket }: { id: string; ticket: TicketFromAlert }) =>
      idempotently(["create an alert's ticket", id, ticket], (key) => {
        const params = { path: { alert_id: id }, header: { "Idempotency-Key": key } };
        return unwrapBody(api.POST("/alerts/{alert_id}/ticket", { params, body: ticket }));
      }),
    onSuccess: (ticket, { id }) => {
      client.setQueriesData<{ pages: AlertPage[]; pageParams: unknown[] }>({ queryKey: [LIST] }, (list) =>
        mapItems(list, (alert) => (alert.id === id ? { ...alert, ticket_id: ticket.id } : alert)),
      );
      void client.invalidateQueries({ queryKey: ["tickets"] });
      return client.invalidateQueries({ queryKey: ["alert", id] });
    },
  });
}

function showInLists(client: ReturnType<typeof useQueryClient>, { raw: _, ...summary }: Alert): void {
  client.setQueriesData<{ pages: AlertPage[]; pageParams: unknown[] }>({ queryKey: [LIST] }, (list) =>
    mapItems(list, (alert) => (alert.id === summary.id ? summary : alert)),
  );
}

type Item = AlertPage["items"][number];

function mapItems(list: { pages: AlertPage[]; pageParams: unknown[] } | undefined, change: (alert: Item) => Item) {
  return list && { ...list, pages: list.pages.map((page) => ({ ...page, items: page.items.map(change) })) };
}
