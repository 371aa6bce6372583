"use client";

import type { Ticket } from "@oneprotect/ticketing-client";
import type { ReactNode } from "react";
import { useDirectory } from "@/api/records";
import { useMay } from "@/api/session";
import { priorities, severities } from "@/contract";
import { Badge } from "@/parts/Badge";
import { userName } from "@/parts/fields";
import { Link } from "@/parts/Link";
import listClasses from "@/parts/List.module.css";
import { Text } from "@/parts/Text";
import { Time } from "@/parts/Time";
import { AssigneeField, SelectField, Tags } from "./FieldEdits";
import { Status } from "./Status";
import classes from "./TicketPage.module.css";

/** The fields beside the text, editable in place if the user may change them. */
export function Fields({ ticket }: { ticket: Ticket }) {
  const mayWrite = useMay("tickets:write") && ticket.status !== "closed";
  return (
    <aside aria-label="Ticket details">
      <dl className={classes.fields}>
        <Status ticket={ticket} />
        {mayWrite ? (
          <>
            <SelectField ticket={ticket} field="priority" label="Priority" options={() => priorities} />
            <SelectField ticket={ticket} field="severity" label="Severity" options={() => severities} />
            <AssigneeField ticket={ticket} />
            <Tags ticket={ticket} />
          </>
        ) : (
          <ReadOnlyFields ticket={ticket} />
        )}
        <Row label="Reported by">
          <bdi>{ticket.reporter.display_name}</bdi>
        </Row>
        <Row label="Source">
          {ticket.source.alert_id ? (
            <Link href={`/alerts/?id=${ticket.source.alert_id}`}>Alert</Link>
          ) : (
            "Created manually"
          )}
        </Row>
        <Row label="Created">
          <Time at={ticket.created_at} />
        </Row>
        <Row label="Updated">
          <Time at={ticket.updated_at} />
        </Row>
      </dl>
    </aside>
  );
}

function ReadOnlyFields({ ticket }: { ticket: Ticket }) {
  const { data: directory } = useDirectory();
  return (
    <>
      <Row label="Priority">
        <Badge kind="priority" value={ticket.priority} />
      </Row>
      <Row label="Severity">
        <Badge kind="severity" value={ticket.severity} />
      </Row>
      <Row label="Assigned to">
        {ticket.assignee_id === null ? "Unassigned" : <bdi>{userName(directory, ticket.assignee_id)}</bdi>}
      </Row>
      <Row label="Tags">
        {ticket.tags.map((tag) => (
          <span key={tag} className={listClasses.tag}>
            <Text>{tag}</Text>
          </span>
        ))}
      </Row>
    </>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
