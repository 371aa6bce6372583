"use client";

import type { Link as TicketLink, TimelineEntry } from "@oneprotect/ticketing-client";
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
import { Target } from "./Links";
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
      return <Linked what="Linked" link={entry.link} />;
    case "unlinked":
      return <Linked what="Removed a link" link={entry.link} />;
    case "updated":
      return <Changes changes={entry.changes} />;
  }
}

function Linked({ what, link }: { what: string; link: TicketLink }) {
  return (
    <>
      {what}: {words(link.relation).toLowerCase()}, <Target link={link} ticketId={link.ticket_id} />
    </>
  );
}
