"use client";

import { useAlert } from "@/api/alerts";
import { useMay } from "@/api/session";
import { Badge, words } from "@/parts/Badge";
import { Link } from "@/parts/Link";
import { Text } from "@/parts/Text";
import { Time } from "@/parts/Time";
import { Trouble } from "@/parts/Trouble";
import classes from "./TicketPage.module.css";

/** What there is to know of the alert that the ticket was made of, without leaving the ticket. */
export function SourceAlert({ id }: { id: string }) {
  const { data: held, error, refetch } = useAlert(id, useMay("alerts:read"));
  if (error) return <Trouble error={error} retry={refetch} />;
  const alert = held?.alert;
  return (
    <section aria-labelledby="source-alert">
      <div className={classes.head}>
        <h2 id="source-alert">Alert</h2>
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
                  rule <Text>{alert.rule_id}</Text>
                </span>
              )}
              <Time at={alert.detected_at} prefix="detected " />
            </div>
            {alert.assets.length > 0 && (
              <ul className={classes.meta} aria-label="Assets of the alert">
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
