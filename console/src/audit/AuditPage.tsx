"use client";

import { Group } from "@mantine/core";
import { parseAsNativeArrayOf, parseAsString, parseAsStringLiteral, useQueryState, useQueryStates } from "nuqs";
import { type AuditFilters, useAuditRecords, useDirectory } from "@/api/records";
import { useMay } from "@/api/session";
import { auditTargetTypes, mutations } from "@/contract";
import { Badge, words } from "@/parts/Badge";
import { Dialog } from "@/parts/Dialog";
import list from "@/parts/List.module.css";
import { More } from "@/parts/More";
import { Nothing } from "@/parts/Nothing";
import { Clear } from "@/parts/Order";
import { PageLink } from "@/parts/PageLink";
import { Pick } from "@/parts/Pick";
import { useRows } from "@/parts/rows";
import { Time } from "@/parts/Time";
import { Trouble } from "@/parts/Trouble";
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

/** The audit trail: every mutation, and every one that was denied. */
export function AuditPage() {
  useTitle("Audit");
  const mayRead = useMay("audit:read");
  if (!mayRead)
    return (
      <Nothing title="Not for your role" isPage>
        Audit records are read by administrators, analysts and auditors.
      </Nothing>
    );
  return <Records />;
}

function Records() {
  const [filters, change] = useQueryStates(parsers, { history: "push" });
  const [id, setId] = useQueryState("id", parseAsString.withOptions({ history: "push" }));
  const directory = useDirectory();
  const records = useAuditRecords(asked(filters));
  const { list: table } = useRows<HTMLTableElement>();
  const rows = records.data?.pages.flatMap(({ items }) => items) ?? [];
  const people = [...(directory.data?.values() ?? [])];
  return (
    <>
      <div className={list.bar}>
        <h1 style={{ fontSize: 18, margin: 0 }}>Audit</h1>
      </div>
      <Group gap={6} mb={8} role="search" aria-label="Filters">
        <Pick
          label="Outcome"
          options={["allowed", "denied"] as const}
          value={filters.outcome ? [filters.outcome] : []}
          onChange={(chosen) => change({ outcome: chosen.find((value) => value !== filters.outcome) ?? null })}
        />
        <Pick
          label="Actor"
          options={people.map((person) => person.id)}
          value={filters.actor_id}
          onChange={(actor_id) => change({ actor_id })}
          name={(actor) => directory.data?.get(actor)?.display_name ?? "Somebody"}
        />
        <Pick
          label="Operation"
          options={mutations}
          value={filters.operation_id}
          onChange={(operation_id) => change({ operation_id })}
        />
        <Pick
          label="Target"
          options={auditTargetTypes}
          value={filters.target_type}
          onChange={(target_type) => change({ target_type })}
        />
        <Period from={filters.occurred_from} to={filters.occurred_to} onChange={change} />
        <Clear
          isFiltered={Object.values(filters).some((value) =>
            Array.isArray(value) ? value.length > 0 : value !== null,
          )}
          clear={() => change(null)}
        />
      </Group>
      {records.error && <Trouble error={records.error} retry={records.refetch} />}
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
              <td>{record.actor.display_name}</td>
              <td className={list.wide}>
                <PageLink search={`?id=${record.id}`} keep stay className={list.link} data-row={record.id}>
                  {words(record.operation_id)}
                </PageLink>
              </td>
              <td className={list.small}>{record.target ? words(record.target.type) : "–"}</td>
              <td className={list.small}>{record.reason ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {records.data && !records.isPlaceholderData && rows.length === 0 && <Nothing title="No audit record fits" />}
      <More list={records} what="records" />
      {id !== null && (
        <Dialog onClose={() => void setId(null)} title="Audit record" size="lg">
          <AuditRecordView id={id} />
        </Dialog>
      )}
    </>
  );
}

type Filters = ReturnType<typeof useQueryStates<typeof parsers>>[0];

function asked(filters: Filters): AuditFilters {
  const given = Object.entries(filters).filter(([, value]) =>
    Array.isArray(value) ? value.length > 0 : value !== null,
  );
  return Object.fromEntries(given) as AuditFilters;
}
