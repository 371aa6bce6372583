"use client";

import { Button, Group, Loader, Alert as Note, Select } from "@mantine/core";
import type { Alert } from "@oneprotect/ticketing-client";
import { type ReactNode, useRef, useState } from "react";
import { alertStatuses, alertVerdicts, severities } from "@/contract";
import { words } from "@/parts/Badge";
import { ErrorAlert } from "@/parts/ErrorAlert";
import { fieldLabel } from "@/parts/fields";
import { useKeys } from "@/parts/keys";
import classes from "./Alerts.module.css";
import { useTriage } from "./triage";

/** The triage fields of an alert; each choice is saved immediately. */
export function TriageFields({ alert }: { alert: Alert }) {
  const status = useTriageField({ alert, field: "status", shortcut: "s", options: alertStatuses });
  const verdict = useTriageField({ alert, field: "verdict", shortcut: "v", options: alertVerdicts });
  const severity = useTriageField({ alert, field: "severity", options: severities });
  return (
    <>
      <Group gap="xs" align="end">
        {status.control}
        {verdict.control}
        {severity.control}
      </Group>
      {status.problem}
      {verdict.problem}
      {severity.problem}
    </>
  );
}

/** Returns a field's control, and the conflict or error of its change, if there is one. */
function useTriageField<F extends "status" | "verdict" | "severity">(props: {
  alert: Alert;
  field: F;
  shortcut?: string;
  options: readonly NonNullable<Alert[F]>[];
}): { control: ReactNode; problem: ReactNode } {
  const { alert, field, shortcut, options } = props;
  const label = fieldLabel(field);
  const triage = useTriage(alert, field);
  const input = useRef<HTMLInputElement>(null);
  // The alert as it was when the list was opened, so that changes by others do not move the options.
  const [original, setOriginal] = useState<Alert | null>(null);
  const focusedBefore = useRef<Element | null>(null);
  const open = () => {
    focusedBefore.current = document.activeElement;
    input.current?.click();
    input.current?.focus(); // the list takes the focus later, and a key that follows at once would miss it
  };
  useKeys(shortcut === undefined ? [] : [[shortcut, open]]);
  const shown = original ?? alert;
  const control = (
    <Select
      ref={input}
      size="xs"
      w={150}
      label={label}
      placeholder="Not set"
      allowDeselect={false}
      clearable={field === "verdict"}
      data={options.map((option) => ({ value: option, label: words(option) }))}
      value={shown[field]}
      rightSection={triage.isSaving ? <Loader size={12} /> : undefined}
      onDropdownOpen={() => setOriginal(alert)}
      onDropdownClose={() => {
        setOriginal(null);
        // After a shortcut, return to where the shortcuts work.
        if (focusedBefore.current) input.current?.blur();
        if (focusedBefore.current instanceof HTMLElement) focusedBefore.current.focus({ preventScroll: true });
        focusedBefore.current = null;
      }}
      onChange={(chosen) => {
        const seen = shown[field] === alert[field] ? alert : shown;
        if (chosen !== shown[field]) triage.save(chosen as Alert[F], seen);
      }}
    />
  );
  const name = (value: string | null) => (value === null ? "Not set" : words(value));
  const problem = (
    <>
      {triage.isConflict && triage.pending && (
        <Note color="orange" variant="outline" role="alert" title="Someone else changed this alert">
          <p className={classes.prose}>
            {label}: your change is “{name(triage.pending.value)}”, the current value is “{name(alert[field])}”.
          </p>
          <Group gap="xs" mt="xs">
            <Button size="compact-sm" onClick={triage.reapply}>
              Apply my change
            </Button>
            <Button size="compact-sm" variant="default" onClick={triage.discard}>
              Discard my change
            </Button>
          </Group>
        </Note>
      )}
      {triage.failure && <ErrorAlert error={triage.failure.error} retry={triage.failure.retry} />}
    </>
  );
  return { control, problem };
}
