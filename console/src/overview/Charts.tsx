"use client";

import "@mantine/charts/styles.css";

import { BarChart, LineChart } from "@mantine/charts";
import type { TicketSummary } from "@oneprotect/ticketing-client";
import { words } from "@/parts/Badge";
import { Link } from "@/parts/Link";
import classes from "./Overview.module.css";

const OPEN = "status=new&status=triaged&status=in_progress&status=on_hold";
const COLORS: Record<string, string> = {
  critical: "red.9",
  high: "orange.8",
  medium: "yellow.7",
  low: "blue.6",
  informational: "gray.6",
};

/** Charts of the summary; each number links to its tickets. */
export function Charts({ summary }: { summary: TicketSummary }) {
  const open = summary.by_severity.map((count) => ({
    ...count,
    name: words(count.severity),
    color: COLORS[count.severity],
  }));
  return (
    <>
      <section className={classes.chart} aria-labelledby="open-by-severity">
        <h2 id="open-by-severity">Open tickets by severity</h2>
        <ul className={classes.numbers}>
          {open.map(({ severity, name, open: count }) => (
            <li key={severity}>
              <Link href={`/tickets/?${OPEN}&severity=${severity}`}>
                <strong>{count}</strong> {name}
              </Link>
            </li>
          ))}
        </ul>
        <BarChart
          h={180}
          data={open}
          dataKey="name"
          orientation="vertical"
          series={[{ name: "open", label: "Open", color: "blue.8" }]}
          yAxisProps={{ width: 70 }}
          xAxisProps={{ allowDecimals: false }}
          gridAxis="x"
        />
      </section>
      <section className={classes.chart} aria-labelledby="by-day">
        <h2 id="by-day">Tickets created and resolved per day (UTC)</h2>
        <LineChart
          h={260}
          data={[...summary.by_day]}
          dataKey="day"
          withLegend
          curveType="linear"
          yAxisProps={{ allowDecimals: false }}
          withDots={summary.by_day.length < 31}
          series={[
            { name: "created", label: "Created", color: "orange.8" },
            { name: "resolved", label: "Resolved", color: "teal.8", strokeDasharray: "6 3" },
          ]}
        />
      </section>
    </>
  );
}
