"use client";

import { Button, Group } from "@mantine/core";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { useDirectory } from "@/api/records";
import { useMay } from "@/api/session";
import { type Page, useNewTickets, useTickets } from "@/api/tickets";
import { useKeys } from "@/parts/keys";
import classes from "@/parts/List.module.css";
import { NoMatch, Nothing } from "@/parts/Nothing";
import { PageLink } from "@/parts/PageLink";
import { useRows } from "@/parts/rows";
import { Trouble } from "@/parts/Trouble";
import { useTitle } from "@/parts/title";
import { FilterBar } from "./FilterBar";
import { isFiltered, useAsked, useFilters } from "./filters";
import type { Field } from "./QuickChange";
import { Bones, TicketRow } from "./TicketRow";

const QuickChange = dynamic(() => import("./QuickChange").then(({ QuickChange }) => QuickChange), { ssr: false });
const NewTicket = dynamic(() => import("./NewTicket").then(({ NewTicket }) => NewTicket), { ssr: false });

const VIEWS: [string, string][] = [
  ["All", ""],
  ["Open", "?status=new&status=triaged&status=in_progress&status=on_hold"],
  ["New", "?status=new"],
  ["Mine", "?assignee_id=me"],
  ["Unassigned", "?assignee_id=none"],
];

/** The list of tickets. Its rows stay where they are until the user asks for others. */
export function TicketList() {
  useTitle("Tickets");
  const [filters, change] = useFilters();
  const asked = useAsked(filters);
  const parameters = useSearchParams().toString();
  const here = parameters && `?${parameters}`;
  const mayWrite = useMay("tickets:write");
  const { list, current, isBack } = useRows<HTMLTableElement>();
  const tickets = useTickets(asked, isBack);
  const directory = useDirectory();
  const [creating, setCreating] = useState(false);
  const [changing, setChanging] = useState<{ id: string; field: Field } | null>(null);

  const rows = tickets.data?.pages.flatMap(({ items }) => items) ?? [];
  const isSettled = tickets.data !== undefined && !tickets.isPlaceholderData;
  const fresh = useNewTickets(asked, isSettled ? newest(tickets.data.pages[0], filters.sort) : undefined);
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
  const changed = rows.find(({ id }) => id === changing?.id);

  return (
    <>
      <div className={classes.bar}>
        <Group gap={4} component="nav" aria-label="Views">
          <h1 style={{ fontSize: 18, margin: "0 8px 0 0" }}>Tickets</h1>
          {VIEWS.filter(([label]) => mayWrite || label !== "Mine").map(([label, search]) => (
            <Button
              key={label}
              size="compact-sm"
              variant={search === here ? "light" : "subtle"}
              component={PageLink}
              search={search}
              aria-current={search === here ? "page" : undefined}
            >
              {label}
            </Button>
          ))}
        </Group>
        <Group gap={6}>
          <span role="status">
            {fresh.data !== undefined && fresh.data > 0 && (
              <Button size="compact-sm" variant="light" onClick={() => void tickets.refetch()}>
                {fresh.data === 100 ? "100 or more" : fresh.data} new, refresh
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
      <FilterBar filters={filters} change={change} />
      {tickets.error && <Trouble error={tickets.error} retry={tickets.refetch} />}
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
              Assignee
            </th>
            <th scope="col" className={classes.minor}>
              Tags
            </th>
            <th scope="col" className={classes.small}>
              Age
            </th>
          </tr>
        </thead>
        <tbody className={tickets.isPlaceholderData ? classes.stale : undefined}>
          {tickets.isPending && <Bones />}
          {rows.map((ticket) => (
            <TicketRow key={ticket.id} ticket={ticket} directory={directory.data} />
          ))}
        </tbody>
      </table>
      {isSettled &&
        rows.length === 0 &&
        (isFiltered(filters) ? <NoMatch what="ticket" clear={() => change(null)} /> : <NoTickets />)}
      {tickets.hasNextPage && (
        <Group justify="center" mt="sm">
          <Button
            variant="default"
            size="xs"
            loading={tickets.isFetchingNextPage}
            onClick={() => void tickets.fetchNextPage()}
          >
            More tickets
          </Button>
        </Group>
      )}
      {creating && <NewTicket onClose={() => setCreating(false)} />}
      {changing && changed && <QuickChange field={changing.field} ticket={changed} onClose={() => setChanging(null)} />}
    </>
  );
}

/** Gives the moment after which what is made is new to a list: the newest row says it best, else the server's clock. */
function newest(page: Page | undefined, sort: string): string | undefined {
  if (page === undefined) return undefined;
  const first = sort === "-created_at" ? page.items[0] : undefined;
  // The header that tells the server's time has no fractions, and what was made in that second may be in the list.
  return first?.created_at ?? new Date(page.asked.getTime() + 1000).toISOString();
}

function NoTickets() {
  return (
    <Nothing title="There are no tickets yet">
      A ticket is made of an alert, or by hand with <kbd>c</kbd>.
    </Nothing>
  );
}
