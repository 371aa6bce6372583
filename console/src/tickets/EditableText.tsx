"use client";

import { ActionIcon, Button, Group, Stack, Textarea, TextInput, VisuallyHidden } from "@mantine/core";
import type { Ticket } from "@oneprotect/ticketing-client";
import { IconPencil } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useMay } from "@/api/session";
import { limits } from "@/contract";
import { words } from "@/parts/Badge";
import { isBlank, plain } from "@/parts/characters";
import { counter, fits } from "@/parts/counter";
import { useDraft } from "@/parts/draft";
import { TAKES_KEYS } from "@/parts/keys";
import { Text } from "@/parts/Text";
import { Conflict } from "./Conflict";
import classes from "./TicketPage.module.css";
import { baseVersion, useTicketEdit } from "./ticketEdit";

/** The title, edited in place. */
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

/** The description, edited in place. */
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
              {ticket.description ? <Text>{ticket.description}</Text> : <em>No description</em>}
            </p>
          </>
        )}
      </Editable>
    </section>
  );
}

/** The text being written, and the ticket as it was when editing began. */
interface Draft {
  original: Ticket;
  text: string;
}

interface EditableProps {
  ticket: Ticket;
  field: "title" | "description";
  label: string;
  isLong?: boolean;
  children: (pencil: ReactNode) => ReactNode;
}

/** Shows a text, or its draft while it is edited. Only the user discards a draft. */
function Editable({ ticket, field, label, isLong = false, children }: EditableProps) {
  const mayWrite = useMay("tickets:write") && ticket.status !== "closed";
  const [draft, setDraft, latest] = useDraft<Draft>(`${field} of ${ticket.id}`);
  const [original, setOriginal] = useState(draft?.original);
  const pencil = useRef<HTMLButtonElement>(null);
  const [wasEditing, setWasEditing] = useState(false);
  useEffect(() => {
    if (original) setWasEditing(true);
    else if (wasEditing) pencil.current?.focus();
  }, [original, wasEditing]);

  if (original) {
    const write = (text: string) => setDraft(text === original[field] ? undefined : { original, text });
    const end = () => {
      setDraft(undefined);
      setOriginal(undefined);
    };
    const saved = (current: Ticket) => {
      const text = latest()?.text;
      // Text written while the request was in flight remains a draft.
      if (text === undefined || (isLong ? text : text.trim()) === current[field]) return end();
      setDraft({ original: current, text });
      setOriginal(current);
    };
    return (
      <DraftForm
        {...{ ticket, field, label, isLong, original, write, end, saved }}
        written={draft?.text ?? original[field]}
      />
    );
  }
  return children(
    mayWrite && (
      <ActionIcon
        ref={pencil}
        variant="subtle"
        color="gray"
        aria-label={`Edit ${label}`}
        title={`Edit ${label}`}
        onClick={() => setOriginal(ticket)}
      >
        <IconPencil size={16} />
      </ActionIcon>
    ),
  );
}

function DraftForm(
  props: Omit<EditableProps, "children"> & {
    original: Ticket;
    written: string;
    write: (text: string) => void;
    end: () => void;
    saved: (current: Ticket) => void;
  },
) {
  const { ticket, field, label, isLong, original, written, write, end, saved } = props;
  const edit = useTicketEdit(baseVersion(ticket, original, [field]), saved);
  const text = isLong ? written : written.trim();
  const isUnchanged = text === original[field];
  const isValid = fits(text, limits[field]) && (isLong || !isBlank(text));
  const save = () => (isUnchanged ? end() : isValid && edit.save({ [field]: text }));
  const shared = {
    "aria-label": words(label),
    autoFocus: true,
    value: written,
    ...counter(written, limits[field]),
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
        if (event.key === "Escape" && (isUnchanged || window.confirm("Discard your changes?"))) end();
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
      }}
    >
      <Stack gap="xs">
        {field === "title" && <VisuallyHidden component="h1">{plain(ticket.title)}</VisuallyHidden>}
        {isLong ? <Textarea autosize minRows={6} maxRows={30} {...shared} /> : <TextInput required {...shared} />}
        {edit.conflict && <Conflict edit={edit} onDiscard={end} />}
        {edit.errorAlert}
        <Group gap="xs">
          <Button type="submit" size="compact-sm" loading={edit.isSaving} disabled={!isValid || edit.conflict !== null}>
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
