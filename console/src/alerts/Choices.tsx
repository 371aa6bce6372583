"use client";

import { Button, Group, Loader, Alert as Note, Select } from "@mantine/core";
import type { Alert } from "@oneprotect/ticketing-client";
import { type ReactNode, useRef, useState } from "react";
import { alertStatuses, alertVerdicts, severities } from "@/contract";
import { words } from "@/parts/Badge";
import { useKeys } from "@/parts/keys";
import { Trouble } from "@/parts/Trouble";
import classes from "./Alerts.module.css";
import { useTriage } from "./triage";

/** What triage decides of an alert, each decision saved as it is made. */
export function Choices({ alert }: { alert: Alert }) {
  const status = useChoice({ alert, field: "status", label: "Status", letter: "s", options: alertStatuses });
  const verdict = useChoice({ alert, field: "verdict", label: "Verdict", letter: "v", options: alertVerdicts });
  const severity = useChoice({ alert, field: "severity", label: "Severity", options: severities });
  return (
    <>
      <Group gap="xs" align="end">
        {status.control}
        {verdict.control}
        {severity.control}
      </Group>
      {status.against}
      {verdict.against}
      {severity.against}
    </>
  );
}

/** Gives a field's control, and what stands against its change, if anything does. */
function useChoice<F extends "status" | "verdict" | "severity">(props: {
  alert: Alert;
  field: F;
  label: string;
  letter?: string;
  options: readonly NonNullable<Alert[F]>[];
}): { control: ReactNode; against: ReactNode } {
  const { alert, field, label, letter, options } = props;
  const triage = useTriage(alert, field);
  const input = useRef<HTMLInputElement>(null);
  // The alert as it was when the list was opened: nothing that others do moves under the cursor.
  const [begun, setBegun] = useState<Alert | null>(null);
  const from = useRef<Element | null>(null);
  useKeys(
    letter === undefined
      ? []
      : [
          [
            letter,
            () => {
              from.current = document.activeElement;
              input.current?.click();
            },
          ],
        ],
  );
  const shown = begun ?? alert;
  const control = (
    <Select
      ref={input}
      size="xs"
      w={150}
      label={label}
      placeholder="None yet"
      allowDeselect={false}
      clearable={field === "verdict"}
      data={options.map((option) => ({ value: option, label: words(option) }))}
      value={shown[field]}
      rightSection={triage.isSaving ? <Loader size={12} /> : undefined}
      onDropdownOpen={() => setBegun(alert)}
      onDropdownClose={() => {
        setBegun(null);
        // Whoever came by a key goes on by keys.
        if (from.current) input.current?.blur();
        if (from.current instanceof HTMLElement) from.current.focus({ preventScroll: true });
        from.current = null;
      }}
      onChange={(chosen) => {
        const seen = shown[field] === alert[field] ? alert : shown;
        if (chosen !== shown[field]) triage.save(chosen as Alert[F], seen);
      }}
    />
  );
  const name = (value: string | null) =>
    `${label.toLowerCase()} ${value === null ? "none" : words(value).toLowerCase()}`;
  const against = (
    <>
      {triage.isConflict && triage.wanted && (
        <Note color="orange" variant="outline" role="alert" title="Somebody else has triaged this alert meanwhile">
          <p className={classes.prose}>
            Yours: {name(triage.wanted.value)}. On the server now: {name(alert[field])}.
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
      {triage.failure && <Trouble error={triage.failure.error} retry={triage.failure.retry} />}
    </>
  );
  return { control, against };
}
