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
import { escapeJson } from "@/parts/characters";
import { EmptyState } from "@/parts/EmptyState";
import { ErrorAlert } from "@/parts/ErrorAlert";
import { useKeys } from "@/parts/keys";
import { PageLink } from "@/parts/PageLink";
import { Text } from "@/parts/Text";
import { Time } from "@/parts/Time";
import classes from "./Alerts.module.css";
import { Assets } from "./Assets";
import { Related } from "./Related";
import { Reports } from "./Reports";
import { TriageFields } from "./TriageFields";

/** One alert with its triage fields, its ticket, what relates to it, and its raw event. */
export function AlertPanel({ id, next, close }: { id: string; next: () => void; close: () => void }) {
  const { data: loaded, error, refetch } = useAlert(id, UUID.test(id));
  if (!UUID.test(id) || (error instanceof ProblemError && error.problem.status === 404)) {
    return (
      <EmptyState title="Alert not found">It does not exist in your tenant, or the link is incomplete.</EmptyState>
    );
  }
  if (!loaded) return error ? <ErrorAlert error={error} retry={refetch} /> : <Skeleton height={320} />;
  const { alert } = loaded;
  return (
    <article aria-labelledby="alert-title">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <h2 id="alert-title">
          <Text>{alert.title}</Text>
        </h2>
        <CloseButton aria-label="Back to the list" title="Back to the list (Esc)" onClick={close} />
      </Group>
      {error && <ErrorAlert error={error} retry={refetch} />}
      <Stack gap="xs">
        <div className={classes.meta}>
          <PageLink
            search={`?source=${encodeURIComponent(alert.source)}`}
            keep
            stay
            title="Show only alerts from this source"
          >
            <Text>{alert.source}</Text>
          </PageLink>
          {alert.rule_id && (
            <PageLink
              search={`?rule_id=${encodeURIComponent(alert.rule_id)}`}
              keep
              stay
              title="Show only alerts of this rule"
            >
              Rule <Text>{alert.rule_id}</Text>
            </PageLink>
          )}
          <Time at={alert.detected_at} prefix="Detected " />
          <Time at={alert.last_seen_at} prefix="Last seen " />
          <span>{alert.seen_count === 1 ? "Seen once" : `Seen ${alert.seen_count.toLocaleString("en")} times`}</span>
          <Copy what="link to this alert" value={`${window.location.origin}/console/alerts/?id=${alert.id}`} />
        </div>
        <Triage alert={alert} next={next} />
        {alert.description && (
          <p className={classes.prose}>
            <Text>{alert.description}</Text>
          </p>
        )}
        <Assets assets={alert.assets} />
        <Evidence items={alert.evidence} />
        <Reports alert={alert} />
        <Related id={alert.id} />
        {alert.raw !== undefined && alert.raw !== null && (
          <details open>
            <summary>Raw event</summary>
            <RawEvent event={alert.raw} />
          </details>
        )}
      </Stack>
    </article>
  );
}

const MAX_INITIAL_CHARACTERS = 200_000; // more than this makes the browser pause for layout

/** The raw event as indented JSON; of a very long one only the beginning, until the user asks for all of it. */
function RawEvent({ event }: { event: unknown }) {
  const [isExpanded, setIsExpanded] = useState(false);
  const text = useMemo(() => escapeJson(JSON.stringify(event, null, 2)), [event]);
  const isCut = !isExpanded && text.length > MAX_INITIAL_CHARACTERS;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the element scrolls, so it must be reachable by keyboard */}
      <section className={classes.raw} tabIndex={0} aria-label="Raw event">
        <pre>{isCut ? `${text.slice(0, MAX_INITIAL_CHARACTERS)}…` : text}</pre>
      </section>
      {isCut && (
        <Button size="compact-sm" variant="default" mt={6} onClick={() => setIsExpanded(true)}>
          Show all {text.length.toLocaleString("en")} characters
        </Button>
      )}
    </>
  );
}

function Evidence({ items }: { items: Alert["evidence"] }) {
  if (items.length === 0) return null;
  return (
    <section>
      <h3>Evidence</h3>
      <ul className={classes.things}>
        {items.map(({ type, value }, index) => (
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
  const mayCreate = useMay("tickets:write");
  const router = useRouter();
  const create = useTicketFromAlert();
  const openOrCreateTicket = () => {
    if (alert.ticket_id) router.push(`/tickets/?id=${alert.ticket_id}`);
    else if (mayCreate && !create.isPending) create.mutate({ id: alert.id, ticket: {} });
  };
  useKeys([["t", openOrCreateTicket]]);
  return (
    <>
      {mayTriage ? (
        <TriageFields alert={alert} />
      ) : (
        <Group gap="xs">
          <Badge kind="severity" value={alert.severity} />
          <Badge kind="status" value={alert.status} />
          {alert.verdict && <Badge kind="verdict" value={alert.verdict} />}
        </Group>
      )}
      {create.error && <ErrorAlert error={create.error} retry={openOrCreateTicket} />}
      <Group gap="xs">
        {(alert.ticket_id || mayCreate) && (
          <Button size="xs" loading={create.isPending} onClick={openOrCreateTicket}>
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
