"use client";

import { Group, TagsInput } from "@mantine/core";
import { useDirectory } from "@/api/records";
import { useSession } from "@/api/session";
import { priorities, severities, ticketStatuses } from "@/contract";
import { Clear, Order } from "@/parts/Order";
import { Pick } from "@/parts/Pick";
import { Search } from "@/parts/Search";
import { type Filters, isFiltered, sorts } from "./filters";

/** What the list is narrowed to, and its order. */
export function FilterBar({
  filters,
  change,
}: {
  filters: Filters;
  change: (part: Partial<Filters> | null) => unknown;
}) {
  const { me } = useSession();
  const directory = useDirectory();
  const people = [...(directory.data?.values() ?? [])].filter(({ assignable }) => assignable);
  const names = new Map([
    ["none", "Nobody"],
    ["me", "Me"],
    ...people.map(({ id, display_name }) => [id, display_name] as const),
  ]);
  const others = people.map(({ id }) => id).filter((id) => id !== me.principal.id);
  const mayHold = me.permissions.includes("tickets:write");
  return (
    <Group gap={6} mb={8} role="search" aria-label="Filters">
      <Search label="Search tickets" value={filters.q} onChange={(q) => change({ q })} />
      <Pick label="Status" options={ticketStatuses} value={filters.status} onChange={(status) => change({ status })} />
      <Pick
        label="Priority"
        options={priorities}
        value={filters.priority}
        onChange={(priority) => change({ priority })}
      />
      <Pick
        label="Severity"
        options={severities}
        value={filters.severity}
        onChange={(severity) => change({ severity })}
      />
      <Pick
        label="Assignee"
        options={[...(mayHold ? ["me"] : []), "none", ...others]}
        value={filters.assignee_id}
        onChange={(assignee_id) => change({ assignee_id })}
        name={(id) => names.get(id) ?? "Somebody"}
      />
      <TagsInput
        size="xs"
        w={filters.tag.length ? 240 : 110}
        aria-label="Tags"
        placeholder={filters.tag.length ? "" : "Tags"}
        maxTags={20}
        value={filters.tag}
        onChange={(tag) => change({ tag })}
      />
      <Clear isFiltered={isFiltered(filters)} clear={() => change(null)} />
      <Order orders={sorts} value={filters.sort} onChange={(sort) => change({ sort })} />
    </Group>
  );
}
