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
import { answer, api, body, follow, keyset, once, page, unlessGone } from "./client";

export type TicketFilters = Omit<NonNullable<operations["list_tickets"]["parameters"]["query"]>, "cursor" | "limit">;

/** A ticket with the entity tag that a change of it must name. */
export interface Held {
  ticket: Ticket;
  etag: string;
}

/** A page of the list, and when it was asked for by the server's clock. */
export type Page = TicketPage & { asked: Date };

const LIST = "tickets";
const POLL_MS = 15_000;

/**
 * Gives the pages of tickets that were asked for so far; they change when the user asks, never by themselves. With
 * ``isBack`` those that were there when the user left are taken as they are.
 */
export function useTickets(filters: TicketFilters, isBack: boolean) {
  return useInfiniteQuery({
    queryKey: [LIST, filters],
    queryFn: async ({ pageParam, signal }): Promise<Page> => {
      const query = { ...filters, ...page(50, pageParam) };
      const { data, date } = await answer(api.GET("/tickets", { params: { query }, signal }));
      return { ...data, asked: date };
    },
    ...keyset,
    placeholderData: keepPreviousData,
    refetchOnMount: !isBack,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: 10_000,
  });
}

/** Counts the tickets that fit the filters and were made after a moment, up to 100. */
export function useNewTickets(filters: TicketFilters, since: string | undefined) {
  return useQuery({
    queryKey: ["new-tickets", filters, since],
    queryFn: async ({ signal }) => {
      const query = { ...filters, sort: "-created_at" as const, created_from: since ?? "", limit: 100 };
      const { items } = await body(api.GET("/tickets", { params: { query }, signal }));
      return items.filter(({ created_at }) => created_at !== since).length;
    },
    enabled: since !== undefined && filters.created_from === undefined,
    refetchInterval: POLL_MS,
    retry: false,
  });
}

/** Gives one ticket; looked at again from time to time, so that what others do to it shows. */
export function useTicket(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ["ticket", id],
    queryFn: async ({ signal }): Promise<Held> => {
      const { data, etag } = await answer(
        api.GET("/tickets/{ticket_id}", { params: { path: { ticket_id: id } }, signal }),
      );
      return { ticket: data, etag };
    },
    enabled,
    refetchInterval: unlessGone(POLL_MS),
  });
}

export interface TicketChange {
  etag: string;
  patch: TicketUpdate;
}

/** Changes a ticket, one change after the other, held by the entity tag that the user has seen. */
export function useChangeTicket(id: string) {
  const client = useQueryClient();
  return useMutation({
    scope: { id },
    mutationFn: async ({ etag: seen, patch }: TicketChange): Promise<Held> => {
      const changed = await follow(id, seen, (etag) =>
        once(["change a ticket", id, etag, patch], (key) => {
          const params = { path: { ticket_id: id }, header: { "If-Match": etag, "Idempotency-Key": key } };
          return answer(api.PATCH("/tickets/{ticket_id}", { params, body: patch }));
        }),
      );
      return { ticket: changed.data, etag: changed.etag };
    },
    onSuccess: (held) => {
      show(client, held);
      void client.invalidateQueries({ queryKey: ["timeline", held.ticket.id] });
    },
  });
}

/** Shows a ticket as it is now on its page and in the rows that show it, where they are. */
export function show(client: QueryClient, held: Held): void {
  const { ticket } = held;
  client.setQueryData(["ticket", ticket.id], held);
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

/** Makes a ticket. */
export function useCreateTicket() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ticket: TicketCreate) =>
      once(["create a ticket", ticket], (key) =>
        body(api.POST("/tickets", { params: { header: { "Idempotency-Key": key } }, body: ticket })),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: [LIST] }),
  });
}

export function useComments(id: string) {
  return useInfiniteQuery({
    queryKey: ["comments", id],
    queryFn: ({ pageParam, signal }) => {
      const query = { sort: "created_at" as const, ...page(100, pageParam) };
      return body(api.GET("/tickets/{ticket_id}/comments", { params: { path: { ticket_id: id }, query }, signal }));
    },
    ...keyset,
    refetchInterval: POLL_MS,
  });
}

export function useComment(id: string) {
  return useAddition(id, "comments", (comment: CommentCreate) =>
    once(["comment", id, comment], (key) => {
      const params = { path: { ticket_id: id }, header: { "Idempotency-Key": key } };
      return body(api.POST("/tickets/{ticket_id}/comments", { params, body: comment }));
    }),
  );
}

/** What changes a list of a ticket shows there and in its timeline. */
function useAddition<T, R>(id: string, list: "comments" | "links", send: (what: T) => Promise<R>) {
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
      return body(api.GET("/tickets/{ticket_id}/links", { params: { path: { ticket_id: id }, query }, signal }));
    },
    ...keyset,
    refetchInterval: POLL_MS,
  });
}

export function useLink(id: string) {
  return useAddition(id, "links", (link: LinkCreate) =>
    once(["link", id, link], (key) => {
      const params = { path: { ticket_id: id }, header: { "Idempotency-Key": key } };
      return body(api.POST("/tickets/{ticket_id}/links", { params, body: link }));
    }),
  );
}

export function useUnlink(id: string) {
  return useAddition(id, "links", (linkId: string) =>
    once(["unlink", id, linkId], (key) => {
      const params = { path: { ticket_id: id, link_id: linkId }, header: { "Idempotency-Key": key } };
      return answer(api.DELETE("/tickets/{ticket_id}/links/{link_id}", { params }));
    }),
  );
}

export function useTimeline(id: string) {
  return useInfiniteQuery({
    queryKey: ["timeline", id],
    queryFn: ({ pageParam, signal }) => {
      const query = { sort: "-occurred_at" as const, ...page(50, pageParam) };
      return body(api.GET("/tickets/{ticket_id}/timeline", { params: { path: { ticket_id: id }, query }, signal }));
    },
    ...keyset,
    refetchInterval: POLL_MS,
  });
}

export function useSummary(days: number) {
  return useQuery({
    queryKey: ["summary", days],
    queryFn: ({ signal }) => body(api.GET("/tickets/summary", { params: { query: { days } }, signal })),
    refetchInterval: 60_000,
  });
}
