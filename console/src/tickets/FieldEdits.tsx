"use client";

import { Loader, Select, TagsInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import type { Ticket } from "@oneprotect/ticketing-client";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { words } from "@/parts/Badge";
import { useDraft } from "@/parts/draft";
import { Assignee } from "./Assignee";
import { Conflict } from "./Conflict";
import { type Edit, seenBy, useEdit } from "./edit";
import classes from "./TicketPage.module.css";

/** A field with its label, and below it whatever stands against its change. */
function Field(props: { label: string; edit: Edit; onDiscard?: () => void; children: ReactNode }) {
  const { label, edit, onDiscard = edit.discard, children } = props;
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
      {(edit.conflict || edit.trouble) && (
        <dd className={classes.whole}>
          <Conflict edit={edit} onDiscard={onDiscard} />
          {edit.trouble}
        </dd>
      )}
    </>
  );
}

/**
 * Chooses one of some values. ``options`` gives those that a ticket can have; what is offered stays as it is while it
 * is open. ``instead`` takes a choice for which the value is not enough, and says that it has.
 */
export function Choice<F extends "priority" | "severity" | "status">(props: {
  ticket: Ticket;
  field: F;
  label: string;
  options: (ticket: Ticket) => readonly Ticket[F][];
  instead?: (value: Ticket[F]) => boolean;
}) {
  const { ticket, field, label, options, instead } = props;
  const [begun, setBegun] = useState<Ticket | null>(null);
  const shown = begun ?? ticket;
  const edit = useEdit(seenBy(ticket, shown, [field]));
  return (
    <Field label={label} edit={edit}>
      <Select
        size="xs"
        aria-label={label}
        allowDeselect={false}
        data={options(shown).map((option) => ({ value: option, label: words(option) }))}
        value={shown[field]}
        rightSection={edit.isSaving ? <Loader size={12} /> : undefined}
        onDropdownOpen={() => setBegun(ticket)}
        onDropdownClose={() => setBegun(null)}
        onChange={(chosen) => {
          const value = chosen as Ticket[F] | null;
          if (value === null || value === shown[field] || instead?.(value)) return;
          edit.save({ [field]: value });
        }}
      />
    </Field>
  );
}

/** Chooses who works on it. */
export function AssigneeField({ ticket }: { ticket: Ticket }) {
  const [begun, setBegun] = useState<Ticket | null>(null);
  const edit = useEdit(seenBy(ticket, begun ?? ticket, ["assignee_id"]));
  return (
    <Field label="Assignee" edit={edit}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only hears of the field that it holds */}
      <div onFocus={() => setBegun((before) => before ?? ticket)} onBlur={() => setBegun(null)}>
        <Assignee
          value={ticket.assignee_id}
          isSaving={edit.isSaving}
          onChange={(id) => edit.save({ assignee_id: id })}
        />
      </div>
    </Field>
  );
}

/** The tags as they are being written: they are saved when the field is left. */
export function Tags({ ticket }: { ticket: Ticket }) {
  const [draft, setDraft, latest] = useDraft<{ begun: Ticket; tags: string[] }>(`tags of ${ticket.id}`);
  const { begun, tags } = draft ?? { begun: ticket, tags: ticket.tags };
  const drop = () => setDraft(undefined);
  const edit = useEdit(seenBy(ticket, begun, ["tags"]), (saved) => {
    const written = latest()?.tags ?? saved.tags;
    // What was added while the answer was on its way is a draft of its own.
    setDraft(JSON.stringify(written) === JSON.stringify(saved.tags) ? undefined : { begun: saved, tags: written });
  });
  const field = useRef<HTMLDivElement>(null);
  // A tag that was typed without Enter is taken by the event that leaves the field: what there is then is saved at once.
  const leave = useDebouncedCallback(
    () => {
      const written = latest()?.tags;
      if (written === undefined || edit.isSaving || edit.conflict) return;
      if (JSON.stringify(written) === JSON.stringify(begun.tags)) drop();
      else edit.save({ tags: written });
    },
    { delay: 0, flushOnUnmount: true },
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a draft that is found when one comes back was not saved
  useEffect(leave, []);
  return (
    <Field label="Tags" edit={edit} onDiscard={drop}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only hears of the field that it holds */}
      <div ref={field} onBlur={leave}>
        <TagsInput
          size="xs"
          aria-label="Tags"
          placeholder={tags.length ? "" : "A tag, then Enter"}
          maxTags={50}
          maxLength={64}
          value={tags}
          onChange={(changed) => {
            setDraft({ begun, tags: changed });
            // A tag is removed by the mouse without the field having been entered.
            if (!field.current?.contains(document.activeElement)) leave();
          }}
        />
      </div>
    </Field>
  );
}
