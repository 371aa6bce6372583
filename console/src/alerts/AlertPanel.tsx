"use client";

import { Button, Group, Alert as Note, Select, Skeleton, Stack } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import type { Alert, AlertStatus, AlertUpdate, AlertVerdict, Severity } from "@oneprotect/ticketing-client";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { useAlert, useTicketFromAlert } from "@/api/alerts";
import { ProblemError } from "@/api/client";
import { useMay } from "@/api/session";
import { alertStatuses, alertVerdicts, severities } from "@/contract";
import { Badge, words } from "@/parts/Badge";
import { Copy } from "@/parts/Copy";
import { Nothing } from "@/parts/Nothing";
import { PageLink } from "@/parts/PageLink";
import { Text } from "@/parts/Text";
import { Time } from "@/parts/Time";
import { Trouble } from "@/parts/Trouble";
import classes from "./Alerts.module.css";
import { useTriage } from "./triage";

/** One alert: what is known of it, its triage, and its ticket. */
export function AlertPanel({ id, next }: { id: string; next: () => void }) {
  const { data: held, error, refetch } = useAlert(id);
  if (error instanceof ProblemError && [400, 404].includes(error.problem.status)) {
    return <Nothing title="There is no such alert">It is not one of your tenant, or the address is not whole.</Nothing>;
  }
  if (!held) return error ? <Trouble error={error} retry={refetch} /> : <Skeleton height={320} />;
  const { alert } = held;
  return (
    <article aria-labelledby="alert-title">
      <h2 id="alert-title">
        <Text>{alert.title}</Text>
      </h2>
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
        <Triage alert={alert} etag={held.etag} next={next} />
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
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
            <section className={classes.raw} tabIndex={0} aria-label="Original document">
              <pre>{JSON.stringify(alert.raw, null, 2)}</pre>
            </section>
          </details>
        )}
      </Stack>
    </article>
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

function Triage({ alert, etag, next }: { alert: Alert; etag: string; next: () => void }) {
  const mayTriage = useMay("alerts:write");
  const mayMake = useMay("tickets:write");
  const router = useRouter();
  const triage = useTriage(alert.id, etag);
  const make = useTicketFromAlert();
  const status = useRef<HTMLInputElement>(null);
  const verdict = useRef<HTMLInputElement>(null);
  const toTicket = () => {
    if (alert.ticket_id) router.push(`/tickets/?id=${alert.ticket_id}`);
    else if (mayMake && !make.isPending) make.mutate({ id: alert.id, ticket: {} });
  };
  useHotkeys([
    ["s", () => status.current?.click()],
    ["v", () => verdict.current?.click()],
    ["t", toTicket],
  ]);
  const save = (patch: AlertUpdate) => triage.save(patch);
  return (
    <>
      {mayTriage ? (
        <Group gap="xs" align="end">
          <Choice
            ref={status}
            label="Status"
            options={alertStatuses}
            value={alert.status}
            onChange={(value) => save({ status: value as AlertStatus })}
          />
          <Choice
            ref={verdict}
            label="Verdict"
            options={alertVerdicts}
            value={alert.verdict}
            clearable
            onChange={(value) => save({ verdict: value as AlertVerdict | null })}
          />
          <Choice
            label="Severity"
            options={severities}
            value={alert.severity}
            onChange={(value) => save({ severity: value as Severity })}
          />
        </Group>
      ) : (
        <Group gap="xs">
          <Badge kind="severity" value={alert.severity} />
          <Badge kind="status" value={alert.status} />
          {alert.verdict && <Badge kind="verdict" value={alert.verdict} />}
        </Group>
      )}
      {triage.conflict && (
        <Note color="orange" variant="outline" role="alert" title="Somebody else has triaged this alert meanwhile">
          <p className={classes.prose}>
            Yours: {describe(triage.conflict)}. On the server now: {describe(current(alert, triage.conflict))}.
          </p>
          <Group gap="xs" mt="xs">
            <Button size="compact-sm" onClick={triage.reapply}>
              Apply mine
            </Button>
            <Button size="compact-sm" variant="default" onClick={triage.discard}>
              Keep the server's
            </Button>
          </Group>
        </Note>
      )}
      {triage.failure && <Trouble error={triage.failure} />}
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

function Choice(props: {
  ref?: React.Ref<HTMLInputElement>;
  label: string;
  options: readonly string[];
  value: string | null;
  clearable?: boolean;
  onChange: (value: string | null) => void;
}) {
  const { ref, label, options, value, clearable = false, onChange } = props;
  return (
    <Select
      ref={ref ?? null}
      size="xs"
      w={150}
      label={label}
      placeholder="None yet"
      allowDeselect={false}
      clearable={clearable}
      data={options.map((option) => ({ value: option, label: words(option) }))}
      value={value}
      onChange={(chosen) => chosen !== value && onChange(chosen)}
    />
  );
}

function current(alert: Alert, patch: AlertUpdate): AlertUpdate {
  return Object.fromEntries(
    Object.keys(patch).map((field) => [field, alert[field as keyof AlertUpdate]]),
  ) as AlertUpdate;
}

function describe(patch: AlertUpdate): string {
  return Object.entries(patch)
    .map(([field, value]) => `${words(field).toLowerCase()} ${value === null ? "none" : words(value).toLowerCase()}`)
    .join(", ");
}
