"use client";

import { Loader, Select, TagsInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import type { Ticket } from "@oneprotect/ticketing-client";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { limits } from "@/contract";
import { words } from "@/parts/Badge";
import { cut } from "@/parts/characters";
import { useDraft } from "@/parts/draft";
import { tagPill } from "@/parts/tagPill";
import { Assignee } from "./Assignee";
import { Conflict } from "./Conflict";
import classes from "./TicketPage.module.css";
import { baseVersion, type Edit, useTicketEdit } from "./ticketEdit";

/** A field with its label and, below it, the conflict or error of its change. */
function Field(props: { label: string; edit: Edit; onDiscard?: () => void; children: ReactNode }) {
  const { label, edit, onDiscard = edit.discard, children } = props;
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
      {(edit.conflict || edit.errorAlert) && (
        <dd className={classes.whole}>
          <Conflict edit={edit} onDiscard={onDiscard} />
          {edit.errorAlert}
        </dd>
      )}
    </>
  );
}

/**
 * A field with a fixed set of values. ``options`` returns the values that a ticket can have; they do not change while
 * the list is open. ``intercept`` may handle a choice that needs more input, and returns whether it did.
 */
export function SelectField<F extends "priority" | "severity" | "status">(props: {
  ticket: Ticket;
  field: F;
  label: string;
  options: (ticket: Ticket) => readonly Ticket[F][];
  intercept?: (value: Ticket[F]) => boolean;
}) {
  const { ticket, field, label, options, intercept } = props;
  const [original, setOriginal] = useState<Ticket | null>(null);
  const shown = original ?? ticket;
  const edit = useTicketEdit(baseVersion(ticket, shown, [field]));
  return (
    <Field label={label} edit={edit}>
      <Select
        size="xs"
        aria-label={label}
        allowDeselect={false}
        data={options(shown).map((option) => ({ value: option, label: words(option) }))}
        value={shown[field]}
        rightSection={edit.isSaving ? <Loader size={12} /> : undefined}
        onDropdownOpen={() => setOriginal(ticket)}
        onDropdownClose={() => setOriginal(null)}
        onChange={(chosen) => {
          const value = chosen as Ticket[F] | null;
          if (value === null || value === shown[field] || intercept?.(value)) return;
          edit.save({ [field]: value });
        }}
      />
    </Field>
  );
}

/** The assignee. */
export function AssigneeField({ ticket }: { ticket: Ticket }) {
  const [original, setOriginal] = useState<Ticket | null>(null);
  const edit = useTicketEdit(baseVersion(ticket, original ?? ticket, ["assignee_id"]));
  return (
    <Field label="Assigned to" edit={edit}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only observes the focus of the field inside */}
      <div onFocus={() => setOriginal((before) => before ?? ticket)} onBlur={() => setOriginal(null)}>
        <Assignee
          value={ticket.assignee_id}
          isSaving={edit.isSaving}
          onChange={(id) => edit.save({ assignee_id: id })}
        />
      </div>
    </Field>
  );
}

/** The tags, saved when the field loses the focus. */
export function Tags({ ticket }: { ticket: Ticket }) {
  const [draft, setDraft, latest] = useDraft<{ original: Ticket; tags: string[] }>(`tags of ${ticket.id}`);
  const { original, tags } = draft ?? { original: ticket, tags: ticket.tags };
  const drop = () => setDraft(undefined);
  const edit = useTicketEdit(baseVersion(ticket, original, ["tags"]), (saved) => {
    const written = latest()?.tags ?? saved.tags;
    // Tags added while the request was in flight remain a draft.
    setDraft(JSON.stringify(written) === JSON.stringify(saved.tags) ? undefined : { original: saved, tags: written });
  });
  const field = useRef<HTMLDivElement>(null);
  // Blur also adds a tag that was typed without Enter, so the tags are read after that event.
  const leave = useDebouncedCallback(
    () => {
      const written = latest()?.tags;
      if (written === undefined || edit.isSaving || edit.conflict) return;
      if (JSON.stringify(written) === JSON.stringify(original.tags)) drop();
      else edit.save({ tags: written });
    },
    { delay: 0, flushOnUnmount: true },
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once: a draft that exists on mount was not saved
  useEffect(leave, []);
  return (
    <Field label="Tags" edit={edit} onDiscard={drop}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only observes the focus of the field inside */}
      <div ref={field} onBlur={leave}>
        <TagsInput
          size="xs"
          aria-label="Tags"
          placeholder={tags.length ? "" : "Type a tag, press Enter"}
          maxTags={50}
          renderPill={tagPill}
          value={tags}
          onChange={(changed) => {
            setDraft({ original, tags: changed.map((tag) => cut(tag, limits.tag)) });
            // A tag can be removed with the mouse while the field has no focus.
            if (!field.current?.contains(document.activeElement)) leave();
          }}
        />
      </div>
    </Field>
  );
}
