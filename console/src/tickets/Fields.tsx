"use client";

import { Button, Select, Stack, TagsInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import type { Severity, Ticket, TicketPriority, TicketStatus } from "@oneprotect/ticketing-client";
import { type ReactNode, useRef, useState } from "react";
import { useDirectory } from "@/api/records";
import { useMay } from "@/api/session";
import { priorities, severities, transitions } from "@/contract";
import { Badge, words } from "@/parts/Badge";
import { Dialog } from "@/parts/Dialog";
import { useDraft } from "@/parts/draft";
import { Link } from "@/parts/Link";
import listClasses from "@/parts/List.module.css";
import { Text } from "@/parts/Text";
import { Time } from "@/parts/Time";
import { Assignee } from "./Assignee";
import { Conflict } from "./Conflict";
import { type Edit, seenBy, useEdit } from "./edit";
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
            <Tags ticket={ticket} />
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
function Tags({ ticket }: { ticket: Ticket }) {
  const [draft, setDraft, latest] = useDraft<{ begun: Ticket; tags: string[] }>(`tags of ${ticket.id}`);
  const { begun, tags } = draft ?? { begun: ticket, tags: ticket.tags };
  const drop = () => setDraft(undefined);
  const edit = useEdit(seenBy(ticket, begun, ["tags"]), drop);
  const field = useRef<HTMLDivElement>(null);
  // A tag that was typed without Enter is taken by the event that leaves the field: what there is then is saved at once.
  const leave = useDebouncedCallback(
    () => {
      const written = latest()?.tags;
      if (written === undefined) return;
      if (JSON.stringify(written) === JSON.stringify(begun.tags)) drop();
      else edit.save({ tags: written });
    },
    { delay: 0, flushOnUnmount: true },
  );
  return (
    <Stack gap={4} ref={field} onBlur={leave}>
      <TagsInput
        size="xs"
        aria-label="Tags"
        placeholder={tags.length ? "" : "A tag, then Enter"}
        maxTags={50}
        value={tags}
        onChange={(changed) => {
          setDraft({ begun, tags: changed });
          // A tag is removed by the mouse without the field having been entered.
          if (!field.current?.contains(document.activeElement)) leave();
        }}
      />
      <Conflict edit={edit} onDiscard={drop} />
      {edit.trouble}
    </Stack>
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
      {resolving && <Resolve ticket={ticket} onClose={() => setResolving(false)} />}
    </>
  );
}

/** The dialog of a resolution, which stays with what was written in it until that is saved or dropped. */
function Resolve({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const [begun] = useState(ticket);
  const edit = useEdit(seenBy(ticket, begun, ["status", "resolution"]), onClose);
  return (
    <Dialog onClose={onClose} title={`Resolve #${ticket.number}`}>
      <Stack gap="xs">
        {edit.conflict ? (
          <Conflict edit={edit} onDiscard={onClose} />
        ) : (
          <ResolutionForm
            initial={begun.resolution}
            isSaving={edit.isSaving}
            onSubmit={(resolution) =>
              edit.save(begun.status === "resolved" ? { resolution } : { status: "resolved", resolution })
            }
          />
        )}
        {edit.trouble}
      </Stack>
    </Dialog>
  );
}
