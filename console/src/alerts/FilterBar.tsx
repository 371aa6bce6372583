"use client";

import { Group, Select } from "@mantine/core";
import { alertStatuses, alertVerdicts, severities } from "@/contract";
import { FilterMenu } from "@/parts/FilterMenu";
import { Search } from "@/parts/Search";
import { ClearFilters, SortSelect } from "@/parts/SortSelect";
import { type Filters, isFiltered, sorts } from "./filters";

/** The filters and the sort order of the alerts. */
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
      <FilterMenu
        label="Status"
        options={alertStatuses}
        value={filters.status}
        onChange={(status) => change({ status })}
      />
      <FilterMenu
        label="Severity"
        options={severities}
        value={filters.severity}
        onChange={(severity) => change({ severity })}
      />
      <FilterMenu
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
          { value: "false", label: "No ticket" },
          { value: "true", label: "Has ticket" },
        ]}
        placeholder="Ticket"
        clearable
        value={filters.has_ticket === null ? null : String(filters.has_ticket)}
        onChange={(value) => change({ has_ticket: value === null ? null : value === "true" })}
      />
      <ClearFilters isFiltered={isFiltered(filters)} clear={() => change(null)} />
      <SortSelect orders={sorts} value={filters.sort} onChange={(sort) => change({ sort })} />
    </Group>
  );
}
