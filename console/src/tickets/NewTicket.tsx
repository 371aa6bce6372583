"use client";

import { Button, Group, Select, Stack, TagsInput, Textarea, TextInput } from "@mantine/core";
import type { Severity, TicketPriority } from "@oneprotect/ticketing-client";
import { useCreateTicket } from "@/api/tickets";
import { priorities, severities } from "@/contract";
import { words } from "@/parts/Badge";
import { Dialog } from "@/parts/Dialog";
import { useDraft } from "@/parts/draft";
import { openTicket } from "@/parts/PageLink";
import { Trouble } from "@/parts/Trouble";
import { Assignee } from "./Assignee";

const options = (values: readonly string[]) => values.map((value) => ({ value, label: words(value) }));

const EMPTY = {
  title: "",
  description: "",
  priority: "p3" as TicketPriority,
  severity: "medium" as Severity,
  assignee_id: null as string | null,
  tags: [] as string[],
};

/** Makes a ticket by hand and opens it; what was written stays when the dialog is closed. */
export function NewTicket({ onClose }: { onClose: () => void }) {
  const create = useCreateTicket();
  const [draft, setDraft] = useDraft<typeof EMPTY>("new ticket");
  const ticket = draft ?? EMPTY;
  const change = (part: Partial<typeof EMPTY>) => setDraft({ ...ticket, ...part });
  return (
    <Dialog onClose={onClose} title="New ticket" size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate(
            { ...ticket, title: ticket.title.trim() },
            {
              onSuccess: (made) => {
                setDraft(undefined);
                onClose();
                openTicket(made.id);
              },
            },
          );
        }}
      >
        <Stack gap="xs">
          <TextInput
            label="Title"
            required
            maxLength={160}
            data-autofocus
            value={ticket.title}
            onChange={(event) => change({ title: event.currentTarget.value })}
          />
          <Textarea
            label="Description"
            autosize
            minRows={4}
            maxRows={14}
            maxLength={30_000}
            value={ticket.description}
            onChange={(event) => change({ description: event.currentTarget.value })}
          />
          <Group grow>
            <Select
              label="Priority"
              allowDeselect={false}
              data={options(priorities)}
              value={ticket.priority}
              onChange={(value) => change({ priority: value as TicketPriority })}
            />
            <Select
              label="Severity"
              allowDeselect={false}
              data={options(severities)}
              value={ticket.severity}
              onChange={(value) => change({ severity: value as Severity })}
            />
          </Group>
          <span id="new-ticket-assignee" style={{ fontSize: 14, fontWeight: 500 }}>
            Assignee
          </span>
          <Assignee
            labelledBy="new-ticket-assignee"
            value={ticket.assignee_id}
            onChange={(assignee_id) => change({ assignee_id })}
          />
          <TagsInput
            label="Tags"
            maxTags={50}
            maxLength={64}
            value={ticket.tags}
            onChange={(tags) => change({ tags })}
          />
          {create.error && <Trouble error={create.error} />}
          <Group justify="flex-end">
            {draft && (
              <Button variant="default" onClick={() => setDraft(undefined)}>
                Clear
              </Button>
            )}
            <Button type="submit" loading={create.isPending} disabled={!ticket.title.trim()}>
              Create ticket
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
