"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useEffect, useRef } from "react";
import { useAlerts } from "@/api/alerts";
import { EmptyState, NoMatches } from "@/parts/EmptyState";
import { ErrorAlert } from "@/parts/ErrorAlert";
import { filterError } from "@/parts/filterErrors";
import { useKeys } from "@/parts/keys";
import { LoadMore } from "@/parts/LoadMore";
import { isFiltered } from "@/parts/query";
import { useTitle } from "@/parts/title";
import { AlertPanel } from "./AlertPanel";
import { AlertRow, SkeletonRows } from "./AlertRow";
import classes from "./Alerts.module.css";
import { FilterBar } from "./FilterBar";
import { toQuery, useFilters } from "./filters";

const MAX_NARROW_WIDTH = 900; // pixels; as in Alerts.module.css

/** The triage queue: the alerts on the left, the selected alert on the right. */
export function AlertsPage() {
  useTitle("Alerts");
  const [filters, change] = useFilters();
  const [id, setId] = useQueryState("id", parseAsString.withOptions({ history: "replace" }));
  const alerts = useAlerts(toQuery(filters));
  const rows = alerts.data?.pages.flatMap(({ items }) => items) ?? [];

  const position = rows.findIndex((row) => row.id === id);
  const step = (by: number) => {
    const next = rows[position === -1 ? 0 : Math.min(Math.max(position + by, 0), rows.length - 1)];
    if (next) {
      void setId(next.id);
      const row = document.querySelector<HTMLElement>(`[data-row="${next.id}"]`);
      row?.focus();
      row?.scrollIntoView({ block: "nearest" });
    }
    if (position >= rows.length - 5 && alerts.hasNextPage && !alerts.isFetchingNextPage) void alerts.fetchNextPage();
  };
  useKeys([
    ["j", () => step(1)],
    ["k", () => step(-1)],
    ["Escape", () => void setId(null)],
  ]);

  // Scrolls to the selected row when the page is opened by a link or by going back, unless the alert is above the list.
  const hasRow = position !== -1;
  useEffect(() => {
    if (hasRow && window.innerWidth > MAX_NARROW_WIDTH)
      document.querySelector("[data-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [hasRow]);

  // A link in the panel to another alert disappears with the alert that it is on; the focus stays in the panel.
  const panel = useRef<HTMLElement>(null);
  const shownId = useRef(id);
  useEffect(() => {
    if (id === shownId.current) return;
    shownId.current = id;
    if (panel.current) panel.current.scrollTop = 0;
    if (id !== null && document.activeElement === document.body) panel.current?.focus();
  }, [id]);

  const rejected = filterError(alerts.error);
  const isSettled = alerts.data !== undefined && !alerts.isPlaceholderData;
  return (
    <>
      <h1 className={classes.heading}>Alerts</h1>
      <FilterBar filters={filters} change={change} listed={rows} error={rejected} />
      {alerts.error && !rejected && <ErrorAlert error={alerts.error} retry={alerts.refetch} />}
      <div className={classes.columns} data-open={id !== null}>
        <section aria-label="Alerts" aria-busy={alerts.isFetching}>
          <ul className={classes.list} data-stale={alerts.isPlaceholderData}>
            {alerts.isPending && <SkeletonRows />}
            {rows.map((alert) => (
              <AlertRow key={alert.id} alert={alert} isSelected={alert.id === id} />
            ))}
          </ul>
          {isSettled && rows.length === 0 && <NoAlerts isFiltered={isFiltered(filters)} clear={() => change(null)} />}
          <LoadMore list={alerts} what="alerts" />
        </section>
        <section ref={panel} tabIndex={-1} aria-label="Selected alert" className={classes.panel}>
          {id === null ? (
            <EmptyState title="No alert selected">
              Select an alert, or press <kbd>j</kbd> for the next one.
            </EmptyState>
          ) : (
            <AlertPanel key={id} id={id} next={() => step(1)} close={() => void setId(null)} />
          )}
        </section>
      </div>
    </>
  );
}

function NoAlerts({ isFiltered, clear }: { isFiltered: boolean; clear: () => unknown }) {
  if (!isFiltered) {
    return (
      <EmptyState title="No alerts yet">
        Alerts appear here when a detection tool reports them. To import a file, run <code>oneprotect ingest</code>.
      </EmptyState>
    );
  }
  return <NoMatches what="alerts" clear={clear} />;
}
