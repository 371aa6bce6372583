"use client";

import { Select } from "@mantine/core";
import type { AlertSummary } from "@oneprotect/ticketing-client";
import { alertStatuses, alertVerdicts, filterLimits, severities } from "@/contract";
import { FilterMenu } from "@/parts/FilterMenu";
import { type Filter, Filters as FiltersOfList } from "@/parts/Filters";
import { assetHint, type FilterError } from "@/parts/filterErrors";
import { isFiltered } from "@/parts/query";
import { Search } from "@/parts/Search";
import { SortSelect } from "@/parts/SortSelect";
import { type Filters, sorts } from "./filters";

/** The filters and the sort order of the alerts; ``listed`` are those whose sources and rules it suggests. */
export function FilterBar({
  filters,
  change,
  listed,
  error,
}: {
  filters: Filters;
  change: (part: Partial<Filters> | null) => unknown;
  listed: readonly AlertSummary[];
  error: FilterError | undefined;
}) {
  const more: Filter[] = [
    {
      kind: "texts",
      name: "asset",
      label: "Asset",
      placeholder: "192.0.2.7, 10.0.0.0/8, web*",
      max: filterLimits.asset.values,
      hint: assetHint,
      value: filters.asset,
      onChange: (asset) => change({ asset }),
    },
    {
      kind: "texts",
      name: "source",
      label: "Source",
      max: filterLimits.source.values,
      suggestions: [...new Set(listed.map(({ source }) => source))],
      value: filters.source,
      onChange: (source) => change({ source }),
    },
    {
      kind: "texts",
      name: "rule_id",
      label: "Rule",
      max: filterLimits.rule_id.values,
      suggestions: [...new Set(listed.flatMap(({ rule_id }) => rule_id ?? []))],
      value: filters.rule_id,
      onChange: (rule_id) => change({ rule_id }),
    },
    {
      kind: "time",
      name: "detected_from",
      label: "Detected from",
      value: filters.detected_from,
      onChange: (detected_from) => change({ detected_from }),
    },
    {
      kind: "time",
      name: "detected_to",
      label: "Detected before",
      value: filters.detected_to,
      onChange: (detected_to) => change({ detected_to }),
    },
  ];
  return (
    <FiltersOfList
      more={more}
      error={error}
      isFiltered={isFiltered(filters)}
      clear={() => change(null)}
      sort={<SortSelect orders={sorts} value={filters.sort} onChange={(sort) => change({ sort })} />}
    >
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
    </FiltersOfList>
  );
}
