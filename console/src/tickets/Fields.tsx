"use client";

import { Button, Select, TagsInput } from "@mantine/core";
import type { Severity, Ticket, TicketPriority, TicketStatus } from "@oneprotect/ticketing-client";
import { type ReactNode, useState } from "react";
import { useDirectory } from "@/api/records";
import { useMay } from "@/api/session";
import { priorities, severities, transitions } from "@/contract";
import { Badge, words } from "@/parts/Badge";
import { Dialog } from "@/parts/Dialog";
import { Link } from "@/parts/Link";
import listClasses from "@/parts/List.module.css";
import { Text } from "@/parts/Text";
import { Time } from "@/parts/Time";
import { Assignee } from "./Assignee";
import { Conflict } from "./Conflict";
import { type Edit, useEdit } from "./edit";
import { ResolutionForm } from "./ResolutionForm";
import classes from "./TicketPage.module.css";

/** The fields beside the text, each changed where it stands by who may. */
export function Fields({ ticket }: { ticket: Ticket }) {
  const mayWrite = useMay("tickets:write") && ticket.status !== "closed";
  const edit = useEdit(ticket);
  const { data: directory } = useDirectory();
  return (
    <aside aria-label="Fields">
      <dl className={classes.fields}>
        <Status ticket={ticket} edit={edit} />
        <Row label="Priority">
          {mayWrite ? (
            <Choice
              label="Priority"
              options={priorities}
              value={ticket.priority}
              onChange={(priority: TicketPriority) => edit.save({ priority })}
            />
          ) : (
            <Badge kind="priority" value={ticket.priority} />
          )}
        </Row>
        <Row label="Severity">
          {mayWrite ? (
            <Choice
              label="Severity"
              options={severities}
              value={ticket.severity}
              onChange={(severity: Severity) => edit.save({ severity })}
            />
          ) : (
            <Badge kind="severity" value={ticket.severity} />
          )}
        </Row>
        <Row label="Assignee">
          {mayWrite ? (
            <Assignee value={ticket.assignee_id} onChange={(assignee_id) => edit.save({ assignee_id })} />
          ) : (
            (ticket.assignee_id && (directory?.get(ticket.assignee_id)?.display_name ?? "…")) || "Nobody"
          )}
        </Row>
        <Row label="Tags">
          {mayWrite ? (
            <Tags key={ticket.version} tags={ticket.tags} save={(tags) => edit.save({ tags })} />
          ) : (
            ticket.tags.map((tag) => (
              <span key={tag} className={listClasses.tag}>
                <Text>{tag}</Text>
              </span>
            ))
          )}
        </Row>
        <Row label="Reporter">{ticket.reporter.display_name}</Row>
        <Row label="Source">
          {ticket.source.alert_id ? <Link href={`/alerts/?id=${ticket.source.alert_id}`}>Alert</Link> : "Made by hand"}
        </Row>
        <Row label="Created">
          <Time at={ticket.created_at} />
        </Row>
        <Row label="Changed">
          <Time at={ticket.updated_at} />
        </Row>
        {(edit.conflict || edit.trouble) && (
          <dd className={classes.whole}>
            <Conflict edit={edit} onDiscard={edit.discard} />
            {edit.trouble}
          </dd>
        )}
      </dl>
    </aside>
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

function Choice<T extends string>(props: {
  label: string;
  options: readonly T[];
  value: T;
  onChange: (value: T) => void;
}) {
  const { label, options, value, onChange } = props;
  return (
    <Select
      size="xs"
      aria-label={label}
      allowDeselect={false}
      data={options.map((option) => ({ value: option, label: words(option) }))}
      value={value}
      onChange={(chosen) => chosen !== null && chosen !== value && onChange(chosen as T)}
    />
  );
}

/** The tags as they are being written: they are saved when the field is left. */
function Tags({ tags, save }: { tags: string[]; save: (tags: string[]) => void }) {
  const [draft, setDraft] = useState(tags);
  const isChanged = draft.join("\n") !== tags.join("\n");
  return (
    <TagsInput
      size="xs"
      aria-label="Tags"
      placeholder={draft.length ? "" : "A tag, then Enter"}
      maxTags={50}
      value={draft}
      onChange={setDraft}
      onBlur={() => isChanged && save(draft)}
    />
  );
}

function Status({ ticket, edit }: { ticket: Ticket; edit: Edit }) {
  const mayWrite = useMay("tickets:write");
  const mayReopen = useMay("tickets:reopen");
  const [resolving, setResolving] = useState(false);
  const moves = transitions[ticket.status].filter(({ needs }) => needs === undefined || mayReopen).map(({ to }) => to);
  const { resolution } = ticket;
  const move = (to: TicketStatus) => {
    if (to === "resolved") setResolving(true);
    else edit.save({ status: to });
  };
  return (
    <>
      <Row label="Status">
        {mayWrite && moves.length > 0 ? (
          <Choice label="Status" options={[ticket.status, ...moves]} value={ticket.status} onChange={move} />
        ) : (
          <Badge kind="status" value={ticket.status} />
        )}
      </Row>
      {resolution && (
        <Row label="Resolution">
          <strong>{words(resolution.reason)}</strong>
          {resolution.note && (
            <p className={classes.prose}>
              <Text>{resolution.note}</Text>
            </p>
          )}
          {mayWrite && ticket.status === "resolved" && (
            <Button size="compact-sm" variant="subtle" onClick={() => setResolving(true)}>
              Change the resolution
            </Button>
          )}
        </Row>
      )}
      {resolving && (
        <Dialog onClose={() => setResolving(false)} title={`Resolve #${ticket.number}`}>
          <ResolutionForm
            initial={resolution}
            isSaving={edit.isSaving}
            onSubmit={(chosen) => {
              setResolving(false);
              edit.save(
                ticket.status === "resolved" ? { resolution: chosen } : { status: "resolved", resolution: chosen },
              );
            }}
          />
        </Dialog>
      )}
    </>
  );
}
