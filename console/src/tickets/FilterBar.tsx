"use client";

import { TagsInput } from "@mantine/core";
import { priorities, severities, ticketStatuses } from "@/contract";
import { FilterMenu } from "@/parts/FilterMenu";
import { Filters as FiltersOfList } from "@/parts/Filters";
import type { FilterError } from "@/parts/filterErrors";
import { isFiltered } from "@/parts/query";
import { Search } from "@/parts/Search";
import { SortSelect } from "@/parts/SortSelect";
import { tagPill } from "@/parts/tagPill";
import { type Filters, sorts } from "./filters";
import { moreFilters } from "./moreFilters";
import { useUsers } from "./users";

/** The filters and the sort order of the list. */
export function FilterBar({
  filters,
  change,
  error,
}: {
  filters: Filters;
  change: (part: Partial<Filters> | null) => unknown;
  error: FilterError | undefined;
}) {
  const assignees = useUsers("assignee_id");
  const reporters = useUsers("reporter_id");
  return (
    <FiltersOfList
      more={moreFilters(filters, change, reporters)}
      error={error}
      isFiltered={isFiltered(filters)}
      clear={() => change(null)}
      sort={<SortSelect orders={sorts} value={filters.sort} onChange={(sort) => change({ sort })} />}
    >
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
        options={[...assignees.me, "none", ...assignees.others]}
        value={filters.assignee_id}
        onChange={(assignee_id) => change({ assignee_id })}
        onOpen={assignees.onOpen}
        name={assignees.name}
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
    </FiltersOfList>
  );
}
