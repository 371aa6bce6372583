"use client";

import type { ComponentProps, MouseEvent } from "react";

/** Goes to another state of this page, and marks the history entry as reached from this page. */
function pushSearch(search: string): void {
  // A new object each time: Next modifies it, and treats an object that it has modified as its own.
  window.history.pushState({ cameFromThisPage: true }, "", search || window.location.pathname);
}

/** The row that was opened and the scroll position of its list, stored in the list's history entry. */
export interface ListPosition {
  row: string;
  scroll: number;
}

function storePosition(row: string): void {
  const position: ListPosition = { row, scroll: window.scrollY };
  window.history.replaceState({ ...window.history.state, position }, "");
}

type Props = { search: string; stay?: boolean; keep?: boolean } & Omit<ComponentProps<"a">, "href" | "onClick">;

/**
 * A real link to another state of the same page, followed without loading the page again. With ``stay`` the page does
 * not scroll to the top; with ``keep`` the URL keeps its other parameters.
 */
export function PageLink({ search, stay = false, keep = false, ...rest }: Props) {
  const navigate = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    const target = new URLSearchParams(keep ? window.location.search : "");
    for (const [name, value] of new URLSearchParams(search))
      keep ? target.set(name, value) : target.append(name, value);
    const { row } = event.currentTarget.dataset;
    if (row !== undefined) storePosition(row);
    pushSearch(target.size ? `?${target}` : "");
    if (!stay) window.scrollTo(0, 0);
  };
  return <a {...rest} href={search || "?"} onClick={navigate} />;
}

/** Opens a ticket from the tickets page. */
export function openTicket(id: string): void {
  pushSearch(`?id=${id}`);
  window.scrollTo(0, 0);
}

/** Goes back to the list that the user came from, with its filters, or else to the unfiltered list. */
export function goBackToList(): void {
  if (window.history.state?.cameFromThisPage) window.history.back();
  else pushSearch("");
}
