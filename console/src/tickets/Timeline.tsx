"use client";

import type { TimelineEntry } from "@oneprotect/ticketing-client";
import type { ReactNode } from "react";
import { useDirectory } from "@/api/records";
import { useMay } from "@/api/session";
import { useTimeline } from "@/api/tickets";
import { Badge, words } from "@/parts/Badge";
import { Changes } from "@/parts/Changes";
import { Link } from "@/parts/Link";
import { More } from "@/parts/More";
import { Text } from "@/parts/Text";
import { Time } from "@/parts/Time";
import { Trouble } from "@/parts/Trouble";
import classes from "./TicketPage.module.css";

/** What happened to the ticket, newest first. */
export function Timeline({ id }: { id: string }) {
  const timeline = useTimeline(id);
  const mayAudit = useMay("audit:read");
  return (
    <>
      {timeline.error && <Trouble error={timeline.error} retry={timeline.refetch} />}
      <ol className={classes.list} aria-label="Timeline">
        {timeline.data?.pages
          .flatMap((page) => page.items)
          .map((entry) => (
            <li key={entry.id}>
              <div className={classes.meta}>
                <strong>{entry.actor.display_name}</strong>
                <Time at={entry.occurred_at} />
                {mayAudit && <Link href={`/audit/?id=${entry.audit_id}`}>Audit record</Link>}
              </div>
              <What entry={entry} />
            </li>
          ))}
      </ol>
      <More list={timeline} what="entries" />
    </>
  );
}

function What({ entry }: { entry: TimelineEntry }): ReactNode {
  const { data: directory } = useDirectory();
  const name = (id: string | null) => (id === null ? "nobody" : (directory?.get(id)?.display_name ?? "…"));
  switch (entry.kind) {
    case "created":
      return "Created the ticket";
    case "assigned":
      return `Assigned it to ${name(entry.to)}, from ${name(entry.from)}`;
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
      return entry.visibility === "internal" ? "Commented internally" : "Commented for auditors too";
    case "linked":
      return `Linked: ${words(entry.link.relation).toLowerCase()}, ${words(entry.link.target_type).toLowerCase()}`;
    case "unlinked":
      return `Removed a link: ${words(entry.link.relation).toLowerCase()}, ${words(entry.link.target_type).toLowerCase()}`;
    case "updated":
      return <Changes changes={entry.changes} />;
  }
}
