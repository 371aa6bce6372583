"use client";

import { Button, Group, Select, Stack, Textarea } from "@mantine/core";
import type { Resolution, ResolutionReason } from "@oneprotect/ticketing-client";
import { useState } from "react";
import { resolutionReasons } from "@/contract";
import { words } from "@/parts/Badge";

/** Asks why a ticket is resolved, and what there is to say of it. */
export function ResolutionForm(props: {
  initial?: Resolution | null;
  isSaving: boolean;
  onSubmit: (resolution: Resolution) => void;
}) {
  const { initial, isSaving, onSubmit } = props;
  const [reason, setReason] = useState<ResolutionReason | null>(initial?.reason ?? null);
  const [note, setNote] = useState(initial?.note ?? "");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (reason) onSubmit({ reason, note: note.trim() || null });
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
          onChange={(value) => setReason(value as ResolutionReason)}
        />
        <Textarea
          label="Note"
          autosize
          minRows={3}
          maxRows={12}
          maxLength={10_000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={isSaving} disabled={!reason}>
            Resolve
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
