"use client";

import { Group, TagsInput } from "@mantine/core";
import { useDirectory } from "@/api/records";
import { useSession } from "@/api/session";
import { priorities, severities, ticketStatuses } from "@/contract";
import { FilterMenu } from "@/parts/FilterMenu";
import { Search } from "@/parts/Search";
import { ClearFilters, SortSelect } from "@/parts/SortSelect";
import { tagPill } from "@/parts/tagPill";
import { type Filters, isFiltered, sorts } from "./filters";

/** The filters and the sort order of the list. */
export function FilterBar({
  filters,
  change,
}: {
  filters: Filters;
  change: (part: Partial<Filters> | null) => unknown;
}) {
  const { me } = useSession();
  const directory = useDirectory();
  const users = [...(directory.data?.values() ?? [])].filter(({ assignable }) => assignable);
  const names = new Map([
    ["none", "Unassigned"],
    ["me", "Me"],
    ...users.map(({ id, display_name }) => [id, display_name] as const),
  ]);
  const others = users.map(({ id }) => id).filter((id) => id !== me.principal.id);
  const isAssignable = me.permissions.includes("tickets:write");
  return (
    <Group gap={6} mb={8} role="search" aria-label="Filters">
      <Search label="Search tickets" value={filters.q} onChange={(q) => change({ q })} />
      <FilterMenu
        label="Status"
        options={ticketStatuses}
        value={filters.status}
        onChange={(status) => change({ status })}
      />
      <FilterMenu
        label="Priority"
        options={priorities}
        value={filters.priority}
        onChange={(priority) => change({ priority })}
      />
      <FilterMenu
        label="Severity"
        options={severities}
        value={filters.severity}
        onChange={(severity) => change({ severity })}
      />
      <FilterMenu
        label="Assigned to"
        options={[...(isAssignable ? ["me"] : []), "none", ...others]}
        value={filters.assignee_id}
        onChange={(assignee_id) => change({ assignee_id })}
        name={(id) => names.get(id) ?? "Unknown user"}
      />
      <TagsInput
        size="xs"
        w={filters.tag.length ? 240 : 110}
        aria-label="Tags"
        placeholder={filters.tag.length ? "" : "Tags"}
        maxTags={20}
        renderPill={tagPill}
        value={filters.tag}
        onChange={(tag) => change({ tag })}
      />
      <ClearFilters isFiltered={isFiltered(filters)} clear={() => change(null)} />
      <SortSelect orders={sorts} value={filters.sort} onChange={(sort) => change({ sort })} />
    </Group>
  );
}
