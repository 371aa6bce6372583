"use client";

import { Button, Group, Select, Stack, Textarea } from "@mantine/core";
import type { Resolution, ResolutionReason, Ticket } from "@oneprotect/ticketing-client";
import { limits, resolutionReasons } from "@/contract";
import { words } from "@/parts/Badge";
import { counter, fits } from "@/parts/counter";
import { useDraft } from "@/parts/draft";

interface Draft {
  reason: ResolutionReason | null;
  note: string;
}

/** Returns the name of the draft of a ticket's resolution, which is discarded when the resolution is saved. */
export function resolutionDraft(ticket: Ticket): string {
  return `resolution of ${ticket.id}`;
}

/** Asks for the reason of a resolution and an optional note. */
export function ResolutionForm(props: {
  ticket: Ticket;
  isSaving: boolean;
  onSubmit: (resolution: Resolution) => void;
}) {
  const { ticket, isSaving, onSubmit } = props;
  const [draft, setDraft] = useDraft<Draft>(resolutionDraft(ticket));
  const { reason, note } = draft ?? { reason: ticket.resolution?.reason ?? null, note: ticket.resolution?.note ?? "" };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (reason && fits(note, limits.note)) onSubmit({ reason, note: note.trim() || null });
      }}
    >
      <Stack gap="xs">
        <Select
          label="Reason"
          required
          data-autofocus
          autoFocus
          data={resolutionReasons.map((value) => ({ value, label: words(value) }))}
          value={reason}
          onChange={(value) => setDraft({ note, reason: value as ResolutionReason })}
        />
        <Textarea
          label="Note"
          autosize
          minRows={3}
          maxRows={12}
          {...counter(note, limits.note)}
          value={note}
          onChange={(event) => setDraft({ reason, note: event.currentTarget.value })}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={isSaving} disabled={!reason || !fits(note, limits.note)}>
            {ticket.status === "resolved" ? "Save resolution" : resolveLabel(reason)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function resolveLabel(reason: ResolutionReason | null): string {
  return reason === null || reason === "other" ? "Resolve" : `Resolve as ${words(reason).toLowerCase()}`;
}
