"use client";

import { useAlert } from "@/api/alerts";
import { useMay } from "@/api/session";
import { Badge, words } from "@/parts/Badge";
import { ErrorAlert } from "@/parts/ErrorAlert";
import { Link } from "@/parts/Link";
import { Text } from "@/parts/Text";
import { Time } from "@/parts/Time";
import classes from "./TicketPage.module.css";

/** The alert that the ticket was created from, summarized on the ticket. */
export function SourceAlert({ id }: { id: string }) {
  const { data: loaded, error, refetch } = useAlert(id, useMay("alerts:read"));
  if (error) return <ErrorAlert error={error} retry={refetch} />;
  const alert = loaded?.alert;
  return (
    <section aria-labelledby="source-alert">
      <div className={classes.head}>
        <h2 id="source-alert">Source alert</h2>
      </div>
      <div className={classes.alert} aria-busy={alert === undefined}>
        {alert && (
          <>
            <Link href={`/alerts/?id=${id}`}>
              <Text>{alert.title}</Text>
            </Link>
            <div className={classes.meta}>
              <Badge kind="severity" value={alert.severity} />
              <Badge kind="status" value={alert.status} />
              {alert.verdict && <Badge kind="verdict" value={alert.verdict} />}
              <Text>{alert.source}</Text>
              {alert.rule_id && (
                <span>
                  Rule <Text>{alert.rule_id}</Text>
                </span>
              )}
              <Time at={alert.detected_at} prefix="Detected " />
            </div>
            {alert.assets.length > 0 && (
              <ul className={classes.meta} aria-label="Alert assets">
                {alert.assets.map(({ type, value }, index) => (
                  <li key={index}>
                    {words(type)} <Text>{value}</Text>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </div>
    </section>
  );
}
