import type { AlertSummary } from "@oneprotect/ticketing-client";
import { Badge } from "@/parts/Badge";
import list from "@/parts/List.module.css";
import { PageLink } from "@/parts/PageLink";
import { Text } from "@/parts/Text";
import { Time } from "@/parts/Time";
import classes from "./Alerts.module.css";

/** One alert in the list: a link that opens it beside the list. */
export function AlertRow({ alert, isSelected }: { alert: AlertSummary; isSelected: boolean }) {
  return (
    <li className={classes.row} data-selected={isSelected}>
      <PageLink
        search={`?id=${alert.id}`}
        keep
        stay
        className={classes.title}
        data-row={alert.id}
        aria-current={isSelected || undefined}
      >
        <Text>{alert.title}</Text>
      </PageLink>
      <div className={classes.meta}>
        <Badge kind="severity" value={alert.severity} />
        <Badge kind="status" value={alert.status} />
        {alert.verdict && <Badge kind="verdict" value={alert.verdict} />}
        <Text>{alert.source}</Text>
        <Time at={alert.detected_at} />
        {alert.ticket_id && <strong>Has ticket</strong>}
      </div>
    </li>
  );
}

/** Placeholder rows of the same height as loaded rows. */
export function SkeletonRows() {
  return Array.from({ length: 12 }, (_, row) => (
    <li key={row} className={classes.row} aria-hidden="true">
      <span className={list.bone} style={{ width: "70%", margin: "4px 0 10px" }} />
      <span className={list.bone} style={{ width: "40%" }} />
    </li>
  ));
}
