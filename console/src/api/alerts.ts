import type { Alert, AlertPage, AlertUpdate, operations, TicketFromAlert } from "@oneprotect/ticketing-client";
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api, body, follow, keyset, once, page, unlessGone } from "./client";

export type AlertFilters = Omit<NonNullable<operations["list_alerts"]["parameters"]["query"]>, "cursor" | "limit">;

/** An alert with the entity tag that a change of it must name. */
export interface HeldAlert {
  alert: Alert;
  etag: string;
}

const LIST = "alerts";

/** Gives the pages of alerts that were asked for so far; they change when the user asks, never by themselves. */
export function useAlerts(filters: AlertFilters) {
  return useInfiniteQuery({
    queryKey: [LIST, filters],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filters, ...page(50, pageParam) };
      return body(api.GET("/alerts", { params: { query }, signal }));
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
    queryFn: async ({ signal }): Promise<HeldAlert> => {
      const { data, etag } = await answer(
        api.GET("/alerts/{alert_id}", { params: { path: { alert_id: id } }, signal }),
      );
      return { alert: data, etag };
    },
    enabled,
    refetchInterval: unlessGone(15_000),
  });
}

export interface AlertChange {
  etag: string;
  patch: AlertUpdate;
}

/** Triages an alert, one change after the other, held by the entity tag that the user has seen. */
export function useChangeAlert(id: string) {
  const client = useQueryClient();
  return useMutation({
    scope: { id },
    mutationFn: async ({ etag: seen, patch }: AlertChange): Promise<HeldAlert> => {
      const changed = await follow(id, seen, (etag) =>
        once(["triage an alert", id, etag, patch], (key) => {
          const params = { path: { alert_id: id }, header: { "If-Match": etag, "Idempotency-Key": key } };
          return answer(api.PATCH("/alerts/{alert_id}", { params, body: patch }));
        }),
      );
      return { alert: changed.data, etag: changed.etag };
    },
    onSuccess: (held) => {
      client.setQueryData(["alert", held.alert.id], held);
      showInLists(client, held.alert);
    },
  });
}

/** Makes the alert's ticket, or finds the one that there is. */
export function useTicketFromAlert() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ticket }: { id: string; ticket: TicketFromAlert }) =>
      once(["create an alert's ticket", id, ticket], (key) => {
        const params = { path: { alert_id: id }, header: { "Idempotency-Key": key } };
        return body(api.POST("/alerts/{alert_id}/ticket", { params, body: ticket }));
      }),
    onSuccess: (ticket, { id }) => {
      client.setQueriesData<{ pages: AlertPage[]; pageParams: unknown[] }>({ queryKey: [LIST] }, (list) =>
        mapped(list, (alert) => (alert.id === id ? { ...alert, ticket_id: ticket.id } : alert)),
      );
      void client.invalidateQueries({ queryKey: ["tickets"] });
      return client.invalidateQueries({ queryKey: ["alert", id] });
    },
  });
}

function showInLists(client: ReturnType<typeof useQueryClient>, { raw: _, ...shown }: Alert): void {
  client.setQueriesData<{ pages: AlertPage[]; pageParams: unknown[] }>({ queryKey: [LIST] }, (list) =>
    mapped(list, (alert) => (alert.id === shown.id ? shown : alert)),
  );
}

type Item = AlertPage["items"][number];

function mapped(list: { pages: AlertPage[]; pageParams: unknown[] } | undefined, change: (alert: Item) => Item) {
  return list && { ...list, pages: list.pages.map((page) => ({ ...page, items: page.items.map(change) })) };
}
