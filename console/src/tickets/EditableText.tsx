"use client";

import { ActionIcon, Button, Group, Stack, Textarea, TextInput, VisuallyHidden } from "@mantine/core";
import type { Ticket } from "@oneprotect/ticketing-client";
import { IconPencil } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useMay } from "@/api/session";
import { useDraft } from "@/parts/draft";
import { TAKES_KEYS } from "@/parts/keys";
import { Text } from "@/parts/Text";
import { Conflict } from "./Conflict";
import { seenBy, useEdit } from "./edit";
import classes from "./TicketPage.module.css";

/** The title, which becomes a field where it stands. */
export function Title({ ticket }: { ticket: Ticket }) {
  return (
    <Editable ticket={ticket} field="title" label="title">
      {(pencil) => (
        <Group gap={6} wrap="nowrap" align="flex-start">
          <h1 className={classes.title}>
            <Text>{ticket.title}</Text>
          </h1>
          {pencil}
        </Group>
      )}
    </Editable>
  );
}

/** The description, which becomes a field where it stands. */
export function Description({ ticket }: { ticket: Ticket }) {
  return (
    <section aria-labelledby="description">
      <Editable ticket={ticket} field="description" label="description" isLong>
        {(pencil) => (
          <>
            <div className={classes.head}>
              <h2 id="description">Description</h2>
              {pencil}
            </div>
            <p className={classes.prose}>
              {ticket.description ? <Text>{ticket.description}</Text> : <em>There is none.</em>}
            </p>
          </>
        )}
      </Editable>
    </section>
  );
}

/** What is being written, and the ticket as it was when that began. */
interface Draft {
  begun: Ticket;
  text: string;
}

interface EditableProps {
  ticket: Ticket;
  field: "title" | "description";
  label: string;
  isLong?: boolean;
  children: (pencil: ReactNode) => ReactNode;
}

/** Shows a text, or its draft while it is being edited: a draft is lost only when its writer drops it. */
function Editable({ ticket, field, label, isLong = false, children }: EditableProps) {
  const mayWrite = useMay("tickets:write") && ticket.status !== "closed";
  const [draft, setDraft, latest] = useDraft<Draft>(`${field} of ${ticket.id}`);
  const [begun, setBegun] = useState(draft?.begun);
  const pencil = useRef<HTMLButtonElement>(null);
  const [wasEditing, setWasEditing] = useState(false);
  useEffect(() => {
    if (begun) setWasEditing(true);
    else if (wasEditing) pencil.current?.focus();
  }, [begun, wasEditing]);

  if (begun) {
    const write = (text: string) => setDraft(text === begun[field] ? undefined : { begun, text });
    const end = () => {
      setDraft(undefined);
      setBegun(undefined);
    };
    const saved = (now: Ticket) => {
      const text = latest()?.text;
      // What was written while the answer was on its way is a draft of its own.
      if (text === undefined || (isLong ? text : text.trim()) === now[field]) return end();
      setDraft({ begun: now, text });
      setBegun(now);
    };
    return (
      <DraftForm
        {...{ ticket, field, label, isLong, begun, write, end, saved }}
        written={draft?.text ?? begun[field]}
      />
    );
  }
  return children(
    mayWrite && (
      <ActionIcon
        ref={pencil}
        variant="subtle"
        color="gray"
        aria-label={`Edit the ${label}`}
        title={`Edit the ${label}`}
        onClick={() => setBegun(ticket)}
      >
        <IconPencil size={16} />
      </ActionIcon>
    ),
  );
}

function DraftForm(
  props: Omit<EditableProps, "children"> & {
    begun: Ticket;
    written: string;
    write: (text: string) => void;
    end: () => void;
    saved: (now: Ticket) => void;
  },
) {
  const { ticket, field, label, isLong, begun, written, write, end, saved } = props;
  const edit = useEdit(seenBy(ticket, begun, [field]), saved);
  const text = isLong ? written : written.trim();
  const isUnchanged = text === begun[field];
  const save = () => (isUnchanged ? end() : edit.save({ [field]: text }));
  const shared = {
    "aria-label": `The ${label}`,
    autoFocus: true,
    value: written,
    onChange: (event: { currentTarget: { value: string } }) => write(event.currentTarget.value),
  };
  return (
    <form
      {...TAKES_KEYS}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && (isUnchanged || window.confirm("Drop what you have written?"))) end();
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
      }}
    >
      <Stack gap="xs">
        {field === "title" && <VisuallyHidden component="h1">{ticket.title}</VisuallyHidden>}
        {isLong ? (
          <Textarea autosize minRows={6} maxRows={30} maxLength={30_000} {...shared} />
        ) : (
          <TextInput required maxLength={160} {...shared} />
        )}
        {edit.conflict && <Conflict edit={edit} onDiscard={end} />}
        {edit.trouble}
        <Group gap="xs">
          <Button
            type="submit"
            size="compact-sm"
            loading={edit.isSaving}
            disabled={(!isLong && !text) || edit.conflict !== null}
          >
            Save
          </Button>
          <Button size="compact-sm" variant="default" onClick={end}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
