"use client";

import { Skeleton } from "@mantine/core";
import type { RelatedRecord } from "@oneprotect/ticketing-client";
import { useRelated } from "@/api/alerts";
import { Badge, words } from "@/parts/Badge";
import { ErrorAlert } from "@/parts/ErrorAlert";
import { Link } from "@/parts/Link";
import { LoadMore } from "@/parts/LoadMore";
import { PageLink } from "@/parts/PageLink";
import { Text } from "@/parts/Text";
import { Time } from "@/parts/Time";
import classes from "./Alerts.module.css";

const MAX_SHARED = 5; // values that are listed

/** The other alerts and the tickets that share an asset or the rule with the alert, and what they share. */
export function Related({ id }: { id: string }) {
  const related = useRelated(id);
  const items = related.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="related" aria-busy={related.isPending}>
      <h3 id="related">Related alerts and tickets</h3>
      {related.error && <ErrorAlert error={related.error} retry={related.refetch} />}
      {related.isPending && <Skeleton height={42} />}
      {related.data && items.length === 0 && (
        <p className={classes.prose}>No other alert or ticket shares an asset or the rule.</p>
      )}
      <ul className={classes.things} aria-labelledby="related">
        {items.map((record) => (
          <li key={record.id}>
            <RecordLink record={record} />
            <div className={classes.meta}>
              <span>{words(record.type)}</span>
              <Badge kind="severity" value={record.severity} />
              <Badge kind="status" value={record.status} />
              <Time at={record.created_at} prefix="Created " />
              <Shared values={record.shared} />
            </div>
          </li>
        ))}
      </ul>
      <LoadMore list={related} what="related records" />
    </section>
  );
}

function RecordLink({ record: { type, id, number, title } }: { record: RelatedRecord }) {
  if (type === "alert") {
    return (
      <PageLink search={`?id=${id}`} keep stay>
        <Text>{title}</Text>
      </PageLink>
    );
  }
  return (
    <Link href={`/tickets/?id=${id}`}>
      #{number} <Text>{title}</Text>
    </Link>
  );
}

function Shared({ values }: { values: RelatedRecord["shared"] }) {
  return (
    <span>
      Shares{" "}
      {values.slice(0, MAX_SHARED).map(({ type, value }, index) => (
        <span key={index}>
          {index > 0 && ", "}
          {words(type).replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())} <Text>{value}</Text>
        </span>
      ))}
      {values.length > MAX_SHARED && `, and ${values.length - MAX_SHARED} more`}
    </span>
  );
}
