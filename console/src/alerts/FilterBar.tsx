"use client";

import { Group, Select } from "@mantine/core";
import { alertStatuses, alertVerdicts, severities } from "@/contract";
import { Clear, Order } from "@/parts/Order";
import { Pick } from "@/parts/Pick";
import { Search } from "@/parts/Search";
import { type Filters, isFiltered, sorts } from "./filters";

/** What the alerts are narrowed to, and their order. */
export function FilterBar({
  filters,
  change,
}: {
  filters: Filters;
  change: (part: Partial<Filters> | null) => unknown;
}) {
  return (
    <Group gap={6} mb={8} role="search" aria-label="Filters">
      <Search label="Search alerts" value={filters.q} onChange={(q) => change({ q })} />
      <Pick label="Status" options={alertStatuses} value={filters.status} onChange={(status) => change({ status })} />
      <Pick
        label="Severity"
        options={severities}
        value={filters.severity}
        onChange={(severity) => change({ severity })}
      />
      <Pick
        label="Verdict"
        options={alertVerdicts}
        value={filters.verdict}
        onChange={(verdict) => change({ verdict })}
      />
      <Select
        size="xs"
        w={150}
        aria-label="Ticket"
        data={[
          { value: "false", label: "Without a ticket" },
          { value: "true", label: "With a ticket" },
        ]}
        placeholder="Ticket"
        clearable
        value={filters.has_ticket === null ? null : String(filters.has_ticket)}
        onChange={(value) => change({ has_ticket: value === null ? null : value === "true" })}
      />
      <Clear isFiltered={isFiltered(filters)} clear={() => change(null)} />
      <Order orders={sorts} value={filters.sort} onChange={(sort) => change({ sort })} />
    </Group>
  );
}
