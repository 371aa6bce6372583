"use client";

import type { Link as TicketLink, TimelineEntry } from "@oneprotect/ticketing-client";
import type { ReactNode } from "react";
import { useDirectory } from "@/api/records";
import { useMay } from "@/api/session";
import { useTimeline } from "@/api/tickets";
import { Badge, words } from "@/parts/Badge";
import { Changes } from "@/parts/Changes";
import { ErrorAlert } from "@/parts/ErrorAlert";
import { userName } from "@/parts/fields";
import { Link } from "@/parts/Link";
import { LoadMore } from "@/parts/LoadMore";
import { Text } from "@/parts/Text";
import { Time } from "@/parts/Time";
import { relationLabel, Target } from "./Links";
import classes from "./TicketPage.module.css";

/** The history of the ticket, newest first. */
export function Timeline({ id }: { id: string }) {
  const timeline = useTimeline(id);
  const mayAudit = useMay("audit:read");
  return (
    <>
      {timeline.error && <ErrorAlert error={timeline.error} retry={timeline.refetch} />}
      <ol className={classes.list} aria-label="Timeline">
        {timeline.data?.pages
          .flatMap((page) => page.items)
          .map((entry) => (
            <li key={entry.id}>
              <div className={classes.meta}>
                <strong>
                  <bdi>{entry.actor.display_name}</bdi>
                </strong>
                <Time at={entry.occurred_at} />
                {mayAudit && <Link href={`/audit/?id=${entry.audit_id}`}>Audit record</Link>}
              </div>
              <EntryText entry={entry} />
            </li>
          ))}
      </ol>
      <LoadMore list={timeline} what="entries" />
    </>
  );
}

function EntryText({ entry }: { entry: TimelineEntry }): ReactNode {
  const { data: directory } = useDirectory();
  switch (entry.kind) {
    case "created":
      return "Created the ticket";
    case "assigned":
      return assignment(entry, (id) => userName(directory, id));
    case "status_changed":
      return (
        <>
          <Badge kind="status" value={entry.from} /> → <Badge kind="status" value={entry.to} />
          {entry.to === "resolved" && entry.resolution && (
            <>
              {" "}
              {words(entry.resolution.reason)}
              {entry.resolution.note && (
                <>
                  : <Text>{entry.resolution.note}</Text>
                </>
              )}
            </>
          )}
        </>
      );
    case "comment_added":
      return entry.visibility === "internal" ? "Added an internal comment" : "Added a comment visible to auditors";
    case "linked":
      return <LinkEntry what="Added link" link={entry.link} />;
    case "unlinked":
      return <LinkEntry what="Removed link" link={entry.link} />;
    case "updated":
      return <Changes changes={entry.changes} />;
  }
}

function assignment({ from, to }: { from: string | null; to: string | null }, name: (id: string) => string): string {
  if (to === null) return from === null ? "Unassigned" : `Unassigned from ${name(from)}`;
  return from === null ? `Assigned to ${name(to)}` : `Reassigned from ${name(from)} to ${name(to)}`;
}

function LinkEntry({ what, link }: { what: string; link: TicketLink }) {
  return (
    <>
      {what}: {relationLabel(link.relation, link.direction).toLowerCase()} <Target link={link} />
    </>
  );
}
