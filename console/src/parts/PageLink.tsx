"use client";

import type { ComponentProps, MouseEvent } from "react";

/** Goes to another state of this page, and keeps with the entry of the history that one came from this page. */
function go(search: string): void {
  // A fresh object each time: Next writes into it, and takes one that it has written into for its own.
  window.history.pushState({ cameFromThisPage: true }, "", search || window.location.pathname);
}

/** Where a list stood when one of its rows was opened: kept with its entry of the history, so that the way back finds it. */
export interface Left {
  row: string;
  scroll: number;
}

function keepPlace(row: string): void {
  const left: Left = { row, scroll: window.scrollY };
  window.history.replaceState({ ...window.history.state, left }, "");
}

type Props = { search: string; stay?: boolean; keep?: boolean } & Omit<ComponentProps<"a">, "href" | "onClick">;

/**
 * A real link to another state of this very page, which is taken without asking the server for the page again. With
 * ``stay`` the page is not scrolled to its top; with ``keep`` the address keeps its other parameters.
 */
export function PageLink({ search, stay = false, keep = false, ...rest }: Props) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    const given = new URLSearchParams(keep ? window.location.search : "");
    for (const [name, value] of new URLSearchParams(search)) keep ? given.set(name, value) : given.append(name, value);
    const { row } = event.currentTarget.dataset;
    if (row !== undefined) keepPlace(row);
    go(given.size ? `?${given}` : "");
    if (!stay) window.scrollTo(0, 0);
  };
  return <a {...rest} href={search || "?"} onClick={follow} />;
}

/** Opens a ticket from a state of the page of tickets. */
export function openTicket(id: string): void {
  go(`?id=${id}`);
  window.scrollTo(0, 0);
}

/** Goes back to the list that the user came from, with its filters; to the whole one from elsewhere. */
export function back(): void {
  if (window.history.state?.cameFromThisPage) window.history.back();
  else go("");
}
