"use client";

import { Select } from "@mantine/core";

const HOURS: Record<string, number> = { "1": 1, "24": 24, "168": 168, "720": 720 };
const LABELS: Record<string, string> = {
  "1": "Last hour",
  "24": "Last 24 hours",
  "168": "Last 7 days",
  "720": "Last 30 days",
};

/** The period of the records. The URL has an absolute time, so that a link shows the same records tomorrow. */
export function Period(props: {
  from: string | null;
  to: string | null;
  onChange: (part: { occurred_from: string | null; occurred_to: null }) => unknown;
}) {
  const { from, to, onChange } = props;
  const range = from
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
      value={range === null ? null : "now"}
      data={[
        ...(range === null ? [] : [{ value: "now", label: range }]),
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
