"use client";

import { Button, CloseButton, Group, Skeleton, Stack } from "@mantine/core";
import type { Alert } from "@oneprotect/ticketing-client";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { useAlert, useTicketFromAlert } from "@/api/alerts";
import { ProblemError } from "@/api/client";
import { useMay } from "@/api/session";
import { UUID } from "@/api/targets";
import { Badge, words } from "@/parts/Badge";
import { Copy } from "@/parts/Copy";
import { useKeys } from "@/parts/keys";
import { Nothing } from "@/parts/Nothing";
import { PageLink } from "@/parts/PageLink";
import { Text } from "@/parts/Text";
import { Time } from "@/parts/Time";
import { Trouble } from "@/parts/Trouble";
import classes from "./Alerts.module.css";
import { Choices } from "./Choices";

/** One alert: what is known of it, its triage, and its ticket. */
export function AlertPanel({ id, next, close }: { id: string; next: () => void; close: () => void }) {
  const { data: held, error, refetch } = useAlert(id, UUID.test(id));
  if (!UUID.test(id) || (error instanceof ProblemError && error.problem.status === 404)) {
    return <Nothing title="There is no such alert">It is not one of your tenant, or the address is not whole.</Nothing>;
  }
  if (!held) return error ? <Trouble error={error} retry={refetch} /> : <Skeleton height={320} />;
  const { alert } = held;
  return (
    <article aria-labelledby="alert-title">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <h2 id="alert-title">
          <Text>{alert.title}</Text>
        </h2>
        <CloseButton aria-label="Back to the list" title="Back to the list (Esc)" onClick={close} />
      </Group>
      {error && <Trouble error={error} retry={refetch} />}
      <Stack gap="xs">
        <div className={classes.meta}>
          <PageLink
            search={`?source=${encodeURIComponent(alert.source)}`}
            keep
            stay
            title="Alerts of this source alone"
          >
            {alert.source}
          </PageLink>
          {alert.rule_id && <span>rule {alert.rule_id}</span>}
          <Time at={alert.detected_at} prefix="detected " />
          <Copy what="link to this alert" value={`${window.location.origin}/console/alerts/?id=${alert.id}`} />
        </div>
        <Triage alert={alert} next={next} />
        {alert.description && (
          <p className={classes.prose}>
            <Text>{alert.description}</Text>
          </p>
        )}
        <Things title="Assets" things={alert.assets} />
        <Things title="Evidence" things={alert.evidence} />
        {alert.raw !== undefined && alert.raw !== null && (
          <details open>
            <summary>Original document</summary>
            <Original document={alert.raw} />
          </details>
        )}
      </Stack>
    </article>
  );
}

const LONGEST = 200_000; // characters that a browser lays out at once without a pause

/** The original document, indented; of one that becomes very long so, the beginning until all of it is asked for. */
function Original({ document }: { document: unknown }) {
  const [isWhole, setIsWhole] = useState(false);
  const text = useMemo(() => JSON.stringify(document, null, 2), [document]);
  const isCut = !isWhole && text.length > LONGEST;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section className={classes.raw} tabIndex={0} aria-label="Original document">
        <pre>{isCut ? `${text.slice(0, LONGEST)}…` : text}</pre>
      </section>
      {isCut && (
        <Button size="compact-sm" variant="default" mt={6} onClick={() => setIsWhole(true)}>
          Show all of it ({Math.ceil(text.length / 1000).toLocaleString("en")} thousand characters)
        </Button>
      )}
    </>
  );
}

function Things({ title, things }: { title: string; things: readonly { type: string; value: string }[] }) {
  if (things.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul className={classes.things}>
        {things.map(({ type, value }, index) => (
          <li key={index}>
            <span className={classes.meta}>{words(type)}</span> <Text>{value}</Text>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Triage({ alert, next }: { alert: Alert; next: () => void }) {
  const mayTriage = useMay("alerts:write");
  const mayMake = useMay("tickets:write");
  const router = useRouter();
  const make = useTicketFromAlert();
  const toTicket = () => {
    if (alert.ticket_id) router.push(`/tickets/?id=${alert.ticket_id}`);
    else if (mayMake && !make.isPending) make.mutate({ id: alert.id, ticket: {} });
  };
  useKeys([["t", toTicket]]);
  return (
    <>
      {mayTriage ? (
        <Choices alert={alert} />
      ) : (
        <Group gap="xs">
          <Badge kind="severity" value={alert.severity} />
          <Badge kind="status" value={alert.status} />
          {alert.verdict && <Badge kind="verdict" value={alert.verdict} />}
        </Group>
      )}
      {make.error && <Trouble error={make.error} retry={toTicket} />}
      <Group gap="xs">
        {(alert.ticket_id || mayMake) && (
          <Button size="xs" loading={make.isPending} onClick={toTicket}>
            {alert.ticket_id ? "Open ticket" : "Create ticket"}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={next}>
          Next alert
        </Button>
      </Group>
    </>
  );
}
