"use client";

import { Group } from "@mantine/core";
import { parseAsNativeArrayOf, parseAsString, parseAsStringLiteral, useQueryState, useQueryStates } from "nuqs";
import { type AuditFilters, useAuditRecords, useDirectory } from "@/api/records";
import { useMay } from "@/api/session";
import { auditTargetTypes, mutations } from "@/contract";
import { Badge, words } from "@/parts/Badge";
import { Dialog } from "@/parts/Dialog";
import { EmptyState } from "@/parts/EmptyState";
import { ErrorAlert } from "@/parts/ErrorAlert";
import { FilterMenu } from "@/parts/FilterMenu";
import { userName } from "@/parts/fields";
import list from "@/parts/List.module.css";
import { LoadMore } from "@/parts/LoadMore";
import { PageLink } from "@/parts/PageLink";
import { withoutUnset } from "@/parts/query";
import { useRowNavigation } from "@/parts/rowNavigation";
import { ClearFilters } from "@/parts/SortSelect";
import { Time } from "@/parts/Time";
import { useTitle } from "@/parts/title";
import { AuditRecordView } from "./AuditRecordView";
import { Period } from "./Period";

const parsers = {
  outcome: parseAsStringLiteral(["allowed", "denied"] as const),
  actor_id: parseAsNativeArrayOf(parseAsString),
  operation_id: parseAsNativeArrayOf(parseAsString),
  target_type: parseAsNativeArrayOf(parseAsStringLiteral(auditTargetTypes)),
  target_id: parseAsString,
  occurred_from: parseAsString,
  occurred_to: parseAsString,
};

/** The audit log: every change, including those that were denied. */
export function AuditPage() {
  useTitle("Audit log");
  const mayRead = useMay("audit:read");
  if (!mayRead)
    return (
      <EmptyState title="You cannot view the audit log" isPage>
        Administrators, analysts and auditors can view audit records.
      </EmptyState>
    );
  return <Records />;
}

function Records() {
  const [filters, change] = useQueryStates(parsers, { history: "push" });
  const [id, setId] = useQueryState("id", parseAsString.withOptions({ history: "push" }));
  const directory = useDirectory();
  const records = useAuditRecords(toQuery(filters));
  const { list: table } = useRowNavigation<HTMLTableElement>();
  const rows = records.data?.pages.flatMap(({ items }) => items) ?? [];
  const isFiltered = Object.keys(toQuery(filters)).length > 0;
  const users = [...(directory.data?.values() ?? [])];
  return (
    <>
      <div className={list.bar}>
        <h1 style={{ fontSize: 18, margin: 0 }}>Audit log</h1>
      </div>
      <Group gap={6} mb={8} role="search" aria-label="Filters">
        <FilterMenu
          label="Outcome"
          options={["allowed", "denied"] as const}
          value={filters.outcome ? [filters.outcome] : []}
          onChange={(selected) => change({ outcome: selected.find((value) => value !== filters.outcome) ?? null })}
        />
        <FilterMenu
          label="Actor"
          options={users.map((user) => user.id)}
          value={filters.actor_id}
          onChange={(actor_id) => change({ actor_id })}
          name={(actor) => userName(directory.data, actor)}
        />
        <FilterMenu
          label="Operation"
          options={mutations}
          value={filters.operation_id}
          onChange={(operation_id) => change({ operation_id })}
        />
        <FilterMenu
          label="Target"
          options={auditTargetTypes}
          value={filters.target_type}
          onChange={(target_type) => change({ target_type })}
        />
        <Period from={filters.occurred_from} to={filters.occurred_to} onChange={change} />
        <ClearFilters isFiltered={isFiltered} clear={() => change(null)} />
      </Group>
      {records.error && <ErrorAlert error={records.error} retry={records.refetch} />}
      <table ref={table} className={list.table} aria-label="Audit records" aria-busy={records.isFetching}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Outcome</th>
            <th scope="col">Actor</th>
            <th scope="col">Operation</th>
            <th scope="col" className={list.small}>
              Target
            </th>
            <th scope="col" className={list.small}>
              Reason
            </th>
          </tr>
        </thead>
        <tbody className={records.isPlaceholderData ? list.stale : undefined}>
          {rows.map((record) => (
            <tr key={record.id}>
              <td>
                <Time at={record.occurred_at} />
              </td>
              <td>
                <Badge kind="outcome" value={record.outcome} />
              </td>
              <td className={list.name}>
                <bdi>{record.actor.display_name}</bdi>
              </td>
              <td className={list.wide}>
                <PageLink search={`?id=${record.id}`} keep stay className={list.link} data-row={record.id}>
                  {words(record.operation_id)}
                </PageLink>
              </td>
              <td className={list.small}>{record.target ? words(record.target.type) : "–"}</td>
              <td className={list.small}>{record.reason ? words(record.reason) : "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {records.data && !records.isPlaceholderData && rows.length === 0 && (
        <EmptyState title={isFiltered ? "No audit records match these filters" : "No audit records yet"} />
      )}
      <LoadMore list={records} what="records" />
      {id !== null && (
        <Dialog onClose={() => void setId(null)} title="Audit record" size="lg">
          <AuditRecordView id={id} />
        </Dialog>
      )}
    </>
  );
}

type Filters = ReturnType<typeof useQueryStates<typeof parsers>>[0];

function toQuery(filters: Filters): AuditFilters {
  return withoutUnset(filters) as AuditFilters;
}
