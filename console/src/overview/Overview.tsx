"use client";

import { Group, SegmentedControl, Skeleton } from "@mantine/core";
import dynamic from "next/dynamic";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useSummary } from "@/api/tickets";
import { ErrorAlert } from "@/parts/ErrorAlert";
import { useTitle } from "@/parts/title";
import classes from "./Overview.module.css";

const Charts = dynamic(() => import("./Charts").then(({ Charts }) => Charts), {
  ssr: false,
  loading: () => <Skeleton height={640} />,
});

/** The open tickets, and how many were created and resolved. */
export function Overview() {
  useTitle("Overview");
  const [days, setDays] = useQueryState("days", parseAsStringLiteral(["7", "30", "90"]).withDefault("30"));
  const { data: summary, error, refetch } = useSummary(Number(days));
  return (
    <div className={classes.page}>
      <Group justify="space-between">
        <h1 className={classes.heading}>Overview</h1>
        <SegmentedControl
          size="xs"
          aria-label="Time range"
          value={days}
          onChange={(value) => void setDays(value as typeof days)}
          data={["7", "30", "90"].map((value) => ({ value, label: `${value} days` }))}
        />
      </Group>
      {error && <ErrorAlert error={error} retry={refetch} />}
      {summary ? <Charts summary={summary} /> : !error && <Skeleton height={640} />}
    </div>
  );
}
