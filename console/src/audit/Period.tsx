"use client";

import { Select } from "@mantine/core";

const HOURS: Record<string, number> = { "1": 1, "24": 24, "168": 168, "720": 720 };
const LABELS: Record<string, string> = {
  "1": "Last hour",
  "24": "Last day",
  "168": "Last 7 days",
  "720": "Last 30 days",
};

/** The time that the records are from; the address keeps the moment itself, so that a link means the same tomorrow. */
export function Period(props: {
  from: string | null;
  to: string | null;
  onChange: (part: { occurred_from: string | null; occurred_to: null }) => unknown;
}) {
  const { from, to, onChange } = props;
  const shown = from
    ? `Since ${from.slice(0, 16).replace("T", " ")}`
    : to
      ? `Until ${to.slice(0, 16).replace("T", " ")}`
      : null;
  return (
    <Select
      size="xs"
      w={190}
      aria-label="Time"
      placeholder="Time"
      clearable
      value={shown === null ? null : "now"}
      data={[
        ...(shown === null ? [] : [{ value: "now", label: shown }]),
        ...Object.entries(LABELS).map(([value, label]) => ({ value, label })),
      ]}
      onChange={(chosen) => {
        if (chosen === "now") return;
        const hours = chosen === null ? undefined : HOURS[chosen];
        onChange({
          occurred_from: hours === undefined ? null : new Date(Date.now() - hours * 3_600_000).toISOString(),
          occurred_to: null,
        });
      }}
    />
  );
}
