"use client";

import { Button, Group } from "@mantine/core";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { useDirectory } from "@/api/records";
import { useMay } from "@/api/session";
import { type Page, useNewTickets, useTickets } from "@/api/tickets";
import { EmptyState, NoMatches } from "@/parts/EmptyState";
import { ErrorAlert } from "@/parts/ErrorAlert";
import { filterError } from "@/parts/filterErrors";
import { useKeys } from "@/parts/keys";
import classes from "@/parts/List.module.css";
import { PageLink } from "@/parts/PageLink";
import { isFiltered } from "@/parts/query";
import { useRowNavigation } from "@/parts/rowNavigation";
import { useTitle } from "@/parts/title";
import { FilterBar } from "./FilterBar";
import { useFilters, useTicketQuery } from "./filters";
import type { Field } from "./QuickChange";
import { SkeletonRows, TicketRow } from "./TicketRow";

const QuickChange = dynamic(() => import("./QuickChange").then(({ QuickChange }) => QuickChange), { ssr: false });
const NewTicket = dynamic(() => import("./NewTicket").then(({ NewTicket }) => NewTicket), { ssr: false });

const VIEWS: [string, string][] = [
  ["All", ""],
  ["Open", "?status=new&status=triaged&status=in_progress&status=on_hold"],
  ["New", "?status=new"],
  ["Assigned to me", "?assignee_id=me"],
  ["Unassigned", "?assignee_id=none"],
];

/** The list of tickets. Its rows do not move until the user reloads or changes the list. */
export function TicketList() {
  useTitle("Tickets");
  const [filters, change] = useFilters();
  const query = useTicketQuery(filters);
  const parameters = useSearchParams().toString();
  const currentSearch = parameters && `?${parameters}`;
  const mayWrite = useMay("tickets:write");
  const { list, current, isBack } = useRowNavigation<HTMLTableElement>();
  const tickets = useTickets(query, isBack);
  const directory = useDirectory();
  const [creating, setCreating] = useState(false);
  const [changing, setChanging] = useState<{ id: string; field: Field } | null>(null);

  const rows = tickets.data?.pages.flatMap(({ items }) => items) ?? [];
  const isSettled = tickets.data !== undefined && !tickets.isPlaceholderData;
  const newTickets = useNewTickets(query, isSettled ? newest(tickets.data.pages[0], filters.sort) : undefined);
  const start = (field: Field) => {
    const id = current();
    if (mayWrite && id !== undefined) setChanging({ id, field });
  };
  useKeys([
    ["c", () => mayWrite && setCreating(true)],
    ["a", () => start("assignee")],
    ["s", () => start("status")],
    ["p", () => start("priority")],
  ]);
  const rejected = filterError(tickets.error);
  const changed = rows.find(({ id }) => id === changing?.id);

  return (
    <>
      <div className={classes.bar}>
        <Group gap={4} component="nav" aria-label="Views">
          <h1 style={{ fontSize: 18, margin: "0 8px 0 0" }}>Tickets</h1>
          {VIEWS.filter(([label]) => mayWrite || label !== "Assigned to me").map(([label, search]) => (
            <Button
              key={label}
              size="compact-sm"
              variant={search === currentSearch ? "light" : "subtle"}
              component={PageLink}
              search={search}
              aria-current={search === currentSearch ? "page" : undefined}
            >
              {label}
            </Button>
          ))}
        </Group>
        <Group gap={6}>
          <span role="status">
            {newTickets.data !== undefined && newTickets.data > 0 && (
              <Button size="compact-sm" variant="light" onClick={() => void tickets.refetch()}>
                {showNewLabel(newTickets.data)}
              </Button>
            )}
          </span>
          {mayWrite && (
            <Button size="compact-sm" onClick={() => setCreating(true)}>
              New ticket
            </Button>
          )}
        </Group>
      </div>
      <FilterBar filters={filters} change={change} error={rejected} />
      {tickets.error && !rejected && <ErrorAlert error={tickets.error} retry={tickets.refetch} />}
      <table ref={list} className={classes.table} aria-busy={tickets.isFetching} aria-label="Tickets">
        <thead>
          <tr>
            <th scope="col">Priority</th>
            <th scope="col" className={classes.small}>
              Severity
            </th>
            <th scope="col">Number</th>
            <th scope="col">Title</th>
            <th scope="col">Status</th>
            <th scope="col" className={classes.small}>
              Assigned to
            </th>
            <th scope="col" className={classes.minor}>
              Tags
            </th>
            <th scope="col" className={classes.small}>
              Created
            </th>
          </tr>
        </thead>
        <tbody className={tickets.isPlaceholderData ? classes.stale : undefined}>
          {tickets.isPending && <SkeletonRows />}
          {rows.map((ticket) => (
            <TicketRow key={ticket.id} ticket={ticket} directory={directory.data} />
          ))}
        </tbody>
      </table>
      {isSettled &&
        rows.length === 0 &&
        (isFiltered(filters) ? <NoMatches what="tickets" clear={() => change(null)} /> : <NoTickets />)}
      {tickets.hasNextPage && (
        <Group justify="center" mt="sm">
          <Button
            variant="default"
            size="xs"
            loading={tickets.isFetchingNextPage}
            onClick={() => void tickets.fetchNextPage()}
          >
            Load more tickets
          </Button>
        </Group>
      )}
      {creating && <NewTicket onClose={() => setCreating(false)} />}
      {changing && changed && <QuickChange field={changing.field} ticket={changed} onClose={() => setChanging(null)} />}
    </>
  );
}

/** Returns the time after which a ticket is new to the list: that of its newest row, or else the server's time. */
function newest(page: Page | undefined, sort: string): string | undefined {
  if (page === undefined) return undefined;
  // A search for a number has that ticket first, whatever its age. Times of the API sort as text.
  const times = sort === "-created_at" ? page.items.map(({ created_at }) => created_at).sort() : [];
  // The Date header has no fractions and may be a second old; tickets created since may already be in the list.
  return times.at(-1) ?? new Date(page.loadedAt.getTime() + 2000).toISOString();
}

function showNewLabel(count: number): string {
  if (count === 1) return "Show 1 new ticket";
  return `Show ${count === 100 ? "100 or more" : count} new tickets`;
}

function NoTickets() {
  return (
    <EmptyState title="No tickets yet">
      Create a ticket from an alert, or press <kbd>c</kbd> to create one manually.
    </EmptyState>
  );
}
