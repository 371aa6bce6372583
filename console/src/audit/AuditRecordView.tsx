"use client";

import { Anchor, Skeleton, Stack } from "@mantine/core";
import type { AuditTarget } from "@oneprotect/ticketing-client";
import { ProblemError } from "@/api/client";
import { useAuditRecord } from "@/api/records";
import { UUID } from "@/api/targets";
import { Badge, words } from "@/parts/Badge";
import { Changes } from "@/parts/Changes";
import { Copy } from "@/parts/Copy";
import { EmptyState } from "@/parts/EmptyState";
import { ErrorAlert } from "@/parts/ErrorAlert";
import { Link } from "@/parts/Link";
import classes from "./Audit.module.css";

const absolute = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "long" });

/** One audit record with its changes. */
export function AuditRecordView({ id }: { id: string }) {
  const { data: record, error, refetch } = useAuditRecord(id, UUID.test(id));
  if (!UUID.test(id) || (error instanceof ProblemError && error.problem.status === 404)) {
    return <EmptyState title="Audit record not found">It does not exist, or your role cannot view it.</EmptyState>;
  }
  if (!record) return error ? <ErrorAlert error={error} retry={refetch} /> : <Skeleton height={240} />;
  return (
    <Stack gap="sm">
      <dl className={classes.record}>
        <dt>Outcome</dt>
        <dd>
          <Badge kind="outcome" value={record.outcome} /> {record.reason && words(record.reason)}
        </dd>
        <dt>Operation</dt>
        <dd>{words(record.operation_id)}</dd>
        <dt>Actor</dt>
        <dd>
          <bdi>{record.actor.display_name}</bdi>
        </dd>
        <dt>Time</dt>
        <dd>
          <time dateTime={record.occurred_at}>{absolute.format(new Date(record.occurred_at))}</time>
        </dd>
        <dt>Target</dt>
        <dd>{record.target ? <Target target={record.target} /> : "–"}</dd>
        <dt>Request ID</dt>
        <dd>
          <code>{record.request_id}</code>
        </dd>
        <dt>Record ID</dt>
        <dd>
          <code>{record.id}</code> <Copy what="record ID" value={record.id} />
        </dd>
      </dl>
      {record.changes.length > 0 && <Changes changes={record.changes} />}
    </Stack>
  );
}

function Target({ target: { type, id } }: { target: AuditTarget }) {
  const content = (
    <>
      {words(type)} <code>{id}</code>
    </>
  );
  if (type !== "ticket" && type !== "alert") return content;
  return (
    <Anchor component={Link} size="sm" href={`/${type}s/?id=${id}`}>
      {content}
    </Anchor>
  );
}
