"use client";

import type { Alert } from "@oneprotect/ticketing-client";
import { useReports } from "@/api/alerts";
import { Badge } from "@/parts/Badge";
import { ErrorAlert } from "@/parts/ErrorAlert";
import { LoadMore } from "@/parts/LoadMore";
import { Text } from "@/parts/Text";
import { Time } from "@/parts/Time";
import classes from "./Alerts.module.css";

const ACTIVITIES = { update: "Updated", close: "Closed" } as const;

/** The updates and the closing that the source reported. They change neither the alert nor its triage. */
export function Reports({ alert }: { alert: Alert }) {
  const reports = useReports(alert);
  const items = reports.data?.pages.flatMap((page) => page.items) ?? [];
  if (reports.error) return <ErrorAlert error={reports.error} retry={reports.refetch} />;
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="reports">
      <h3 id="reports">Reports from the source</h3>
      <ul className={classes.things} aria-labelledby="reports">
        {items.map(({ id, activity, severity, title, description, created_at }) => (
          <li key={id}>
            <div className={classes.meta}>
              <strong>{ACTIVITIES[activity]}</strong>
              <Badge kind="severity" value={severity} />
              <Time at={created_at} />
            </div>
            {title !== alert.title && (
              <div>
                <Text>{title}</Text>
              </div>
            )}
            {description && description !== alert.description && (
              <p className={classes.prose}>
                <Text>{description}</Text>
              </p>
            )}
          </li>
        ))}
      </ul>
      <LoadMore list={reports} what="reports" />
    </section>
  );
}
