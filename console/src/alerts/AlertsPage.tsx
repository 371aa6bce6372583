"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useEffect } from "react";
import { useAlerts } from "@/api/alerts";
import { useKeys } from "@/parts/keys";
import { More } from "@/parts/More";
import { NoMatch, Nothing } from "@/parts/Nothing";
import { Trouble } from "@/parts/Trouble";
import { useTitle } from "@/parts/title";
import { AlertPanel } from "./AlertPanel";
import { AlertRow, Bones } from "./AlertRow";
import classes from "./Alerts.module.css";
import { FilterBar } from "./FilterBar";
import { asked, isFiltered, useFilters } from "./filters";

/** Triage: the alerts on the left, the chosen one on the right, and the next one a key away. */
export function AlertsPage() {
  useTitle("Alerts");
  const [filters, change] = useFilters();
  const [id, setId] = useQueryState("id", parseAsString.withOptions({ history: "replace" }));
  const alerts = useAlerts(asked(filters));
  const rows = alerts.data?.pages.flatMap(({ items }) => items) ?? [];

  const place = rows.findIndex((row) => row.id === id);
  const step = (by: number) => {
    const next = rows[place === -1 ? 0 : Math.min(Math.max(place + by, 0), rows.length - 1)];
    if (next) {
      void setId(next.id);
      const row = document.querySelector<HTMLElement>(`[data-row="${next.id}"]`);
      row?.focus();
      row?.scrollIntoView({ block: "nearest" });
    }
    if (place >= rows.length - 5 && alerts.hasNextPage && !alerts.isFetchingNextPage) void alerts.fetchNextPage();
  };
  useKeys([
    ["j", () => step(1)],
    ["k", () => step(-1)],
    ["Escape", () => void setId(null)],
  ]);

  // The chosen one is seen in the list, too, when one comes by a link or back.
  const hasRow = place !== -1;
  useEffect(() => {
    if (hasRow) document.querySelector("[data-chosen=true]")?.scrollIntoView({ block: "nearest" });
  }, [hasRow]);

  const isSettled = alerts.data !== undefined && !alerts.isPlaceholderData;
  return (
    <>
      <h1 className={classes.heading}>Alerts</h1>
      <FilterBar filters={filters} change={change} />
      {alerts.error && <Trouble error={alerts.error} retry={alerts.refetch} />}
      <div className={classes.columns} data-open={id !== null}>
        <section aria-label="Alerts" aria-busy={alerts.isFetching}>
          <ul className={classes.list} data-stale={alerts.isPlaceholderData}>
            {alerts.isPending && <Bones />}
            {rows.map((alert) => (
              <AlertRow key={alert.id} alert={alert} isChosen={alert.id === id} />
            ))}
          </ul>
          {isSettled && rows.length === 0 && <None isFiltered={isFiltered(filters)} clear={() => change(null)} />}
          <More list={alerts} what="alerts" />
        </section>
        <section aria-label="The chosen alert" className={classes.panel}>
          {id === null ? (
            <Nothing title="No alert is chosen">
              <kbd>j</kbd> takes the next one.
            </Nothing>
          ) : (
            <AlertPanel key={id} id={id} next={() => step(1)} close={() => void setId(null)} />
          )}
        </section>
      </div>
    </>
  );
}

function None({ isFiltered, clear }: { isFiltered: boolean; clear: () => unknown }) {
  if (!isFiltered) {
    return (
      <Nothing title="There are no alerts yet">
        Detection tools report them; `oneprotect ingest` reads a file of them.
      </Nothing>
    );
  }
  return <NoMatch what="alert" clear={clear} />;
}
