"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useEffect } from "react";
import { useAlerts } from "@/api/alerts";
import { EmptyState, NoMatches } from "@/parts/EmptyState";
import { ErrorAlert } from "@/parts/ErrorAlert";
import { useKeys } from "@/parts/keys";
import { LoadMore } from "@/parts/LoadMore";
import { useTitle } from "@/parts/title";
import { AlertPanel } from "./AlertPanel";
import { AlertRow, SkeletonRows } from "./AlertRow";
import classes from "./Alerts.module.css";
import { FilterBar } from "./FilterBar";
import { isFiltered, toQuery, useFilters } from "./filters";

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

  // Scrolls to the selected row when the page is opened by a link or by going back.
  const hasRow = position !== -1;
  useEffect(() => {
    if (hasRow) document.querySelector("[data-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [hasRow]);

  const isSettled = alerts.data !== undefined && !alerts.isPlaceholderData;
  return (
    <>
      <h1 className={classes.heading}>Alerts</h1>
      <FilterBar filters={filters} change={change} />
      {alerts.error && <ErrorAlert error={alerts.error} retry={alerts.refetch} />}
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
        <section aria-label="Selected alert" className={classes.panel}>
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
