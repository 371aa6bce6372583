import type {
  CommentCreate,
  LinkCreate,
  operations,
  Ticket,
  TicketCreate,
  TicketPage,
  TicketUpdate,
} from "@oneprotect/ticketing-client";
import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { api, idempotently, keyset, page, pollInterval, unwrap, unwrapBody, withLatestEtag } from "./client";

export type TicketFilters = Omit<NonNullable<operations["list_tickets"]["parameters"]["query"]>, "cursor" | "limit">;

/** A ticket and the ETag that a change of it must send in If-Match. */
export interface TicketWithEtag {
  ticket: Ticket;
  etag: string;
}

/** A page of the list, and when it was loaded by the server's clock. */
export type Page = TicketPage & { loadedAt: Date };

const LIST = "tickets";
const POLL_MS = 15_000;
const MAX_VALUES = 20; // of a filter by users

/**
 * The loaded pages of tickets. They change on request only, so that no row moves while the user works. With ``isBack``
 * the pages that were loaded when the user left the list are shown without a refetch.
 */
export function useTickets(filters: TicketFilters, isBack: boolean) {
  return useInfiniteQuery({
    queryKey: [LIST, filters],
    queryFn: async ({ pageParam, signal }): Promise<Page> => {
      const query = { ...filters, ...page(50, pageParam) };
      const { data, date } = await unwrap(api.GET("/tickets", { params: { query }, signal }));
      return { ...data, loadedAt: date };
    },
    ...keyset,
    placeholderData: keepPreviousData,
    refetchOnMount: !isBack,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: 10_000,
  });
}

/** The number of tickets that match the filters and were created after a moment, up to 100. */
export function useNewTickets(filters: TicketFilters, since: string | undefined) {
  return useQuery({
    queryKey: ["new-tickets", filters, since],
    queryFn: async ({ signal }) => {
      const query = { ...filters, sort: "-created_at" as const, created_from: since ?? "", limit: 100 };
      const { items } = await unwrapBody(api.GET("/tickets", { params: { query }, signal }));
      return items.filter(({ created_at }) => created_at !== since).length;
    },
    enabled: since !== undefined && filters.created_from === undefined,
    refetchInterval: POLL_MS,
    retry: false,
  });
}

/** Returns which of some users have tickets as their assignee or reporter. */
export function useHolders(field: "assignee_id" | "reporter_id", users: readonly string[], enabled: boolean) {
  return useQuery({
    queryKey: ["holders", field, users],
    queryFn: async ({ signal }) => {
      const holders = new Set<string>();
      for (let start = 0; start < users.length; start += MAX_VALUES) {
        let unknown = users.slice(start, start + MAX_VALUES);
        while (unknown.length > 0) {
          const query = { [field]: unknown, limit: 100 };
          const { items, next_cursor } = await unwrapBody(api.GET("/tickets", { params: { query }, signal }));
          for (const { assignee_id, reporter } of items) {
            holders.add(field === "assignee_id" ? (assignee_id ?? "") : reporter.id);
          }
          // Those without a ticket on this page may have one on the next.
          unknown = next_cursor === null ? [] : unknown.filter((id) => !holders.has(id));
        }
      }
      return holders;
    },
    enabled: enabled && users.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** One ticket, polled so that changes by others appear. */
export function useTicket(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ["ticket", id],
    queryFn: async ({ signal }): Promise<TicketWithEtag> => {
      const { data, etag } = await unwrap(
        api.GET("/tickets/{ticket_id}", { params: { path: { ticket_id: id } }, signal }),
      );
      return { ticket: data, etag };
    },
    enabled,
    refetchInterval: pollInterval(POLL_MS),
  });
}

export interface TicketChange {
  etag: string;
  patch: TicketUpdate;
}

/** Changes a ticket. Changes are sent one at a time, each conditional on the version that the user has seen. */
export function useChangeTicket(id: string) {
  const client = useQueryClient();
  return useMutation({
    scope: { id },
    mutationFn: async ({ etag: seen, patch }: TicketChange): Promise<TicketWithEtag> => {
      const changed = await withLatestEtag(id, seen, (etag) =>
        idempotently(["change a ticket", id, etag, patch], (key) => {
          const params = { path: { ticket_id: id }, header: { "If-Match": etag, "Idempotency-Key": key } };
          return unwrap(api.PATCH("/tickets/{ticket_id}", { params, body: patch }));
        }),
      );
      return { ticket: changed.data, etag: changed.etag };
    },
    onSuccess: (changed) => {
      cacheTicket(client, changed);
      void client.invalidateQueries({ queryKey: ["timeline", changed.ticket.id] });
    },
  });
}

/** Updates a ticket on its page and in the lists, without moving its rows. */
export function cacheTicket(client: QueryClient, loaded: TicketWithEtag): void {
  const { ticket } = loaded;
  client.setQueryData(["ticket", ticket.id], loaded);
  client.setQueriesData<{ pages: TicketPage[]; pageParams: unknown[] }>(
    { queryKey: [LIST] },
    (list) =>
      list && {
        ...list,
        pages: list.pages.map((page) => ({
          ...page,
          items: page.items.map((item) => (item.id === ticket.id ? ticket : item)),
        })),
      },
  );
}

export function useCreateTicket() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ticket: TicketCreate) =>
      idempotently(["create a ticket", ticket], (key) =>
        unwrapBody(api.POST("/tickets", { params: { header: { "Idempotency-Key": key } }, body: ticket })),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: [LIST] }),
  });
}

export function useComments(id: string) {
  return useInfiniteQuery({
    queryKey: ["comments", id],
    queryFn: ({ pageParam, signal }) => {
      const query = { sort: "created_at" as const, ...page(100, pageParam) };
      return unwrapBody(
        api.GET("/tickets/{ticket_id}/comments", { params: { path: { ticket_id: id }, query }, signal }),
      );
    },
    ...keyset,
    refetchInterval: POLL_MS,
  });
}

export function useComment(id: string) {
  return useListMutation(id, "comments", (comment: CommentCreate) =>
    idempotently(["comment", id, comment], (key) => {
      const params = { path: { ticket_id: id }, header: { "Idempotency-Key": key } };
      return unwrapBody(api.POST("/tickets/{ticket_id}/comments", { params, body: comment }));
    }),
  );
}

/** A mutation of a ticket's comments or links, which then refreshes that list and the timeline. */
function useListMutation<T, R>(id: string, list: "comments" | "links", send: (argument: T) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["timeline", id] });
      return client.invalidateQueries({ queryKey: [list, id] });
    },
  });
}

export function useLinks(id: string) {
  return useInfiniteQuery({
    queryKey: ["links", id],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...page(100, pageParam) };
      return unwrapBody(api.GET("/tickets/{ticket_id}/links", { params: { path: { ticket_id: id }, query }, signal }));
    },
    ...keyset,
    refetchInterval: POLL_MS,
  });
}

export function useLink(id: string) {
  return useListMutation(id, "links", (link: LinkCreate) =>
    idempotently(["link", id, link], (key) => {
      const params = { path: { ticket_id: id }, header: { "Idempotency-Key": key } };
      return unwrapBody(api.POST("/tickets/{ticket_id}/links", { params, body: link }));
    }),
  );
}

export function useUnlink(id: string) {
  return useListMutation(id, "links", (linkId: string) =>
    idempotently(["unlink", id, linkId], (key) => {
      const params = { path: { ticket_id: id, link_id: linkId }, header: { "Idempotency-Key": key } };
      return unwrap(api.DELETE("/tickets/{ticket_id}/links/{link_id}", { params }));
    }),
  );
}

export function useTimeline(id: string) {
  return useInfiniteQuery({
    queryKey: ["timeline", id],
    queryFn: ({ pageParam, signal }) => {
      const query = { sort: "-occurred_at" as const, ...page(50, pageParam) };
      return unwrapBody(
        api.GET("/tickets/{ticket_id}/timeline", { params: { path: { ticket_id: id }, query }, signal }),
      );
    },
    ...keyset,
    refetchInterval: POLL_MS,
  });
}

export function useSummary(days: number) {
  return useQuery({
    queryKey: ["summary", days],
    queryFn: ({ signal }) => unwrapBody(api.GET("/tickets/summary", { params: { query: { days } }, signal })),
    refetchInterval: 60_000,
  });
}
