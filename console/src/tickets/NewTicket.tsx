"use client";

import { Button, Group, Select, Stack, TagsInput, Textarea, TextInput } from "@mantine/core";
import type { Severity, TicketPriority } from "@oneprotect/ticketing-client";
import { useState } from "react";
import { useCreateTicket } from "@/api/tickets";
import { priorities, severities } from "@/contract";
import { words } from "@/parts/Badge";
import { Dialog } from "@/parts/Dialog";
import { openTicket } from "@/parts/PageLink";
import { Trouble } from "@/parts/Trouble";
import { Assignee } from "./Assignee";

const options = (values: readonly string[]) => values.map((value) => ({ value, label: words(value) }));

/** Makes a ticket by hand and opens it. */
export function NewTicket({ onClose }: { onClose: () => void }) {
  const create = useCreateTicket();
  const [title, setTitle] = useState("");
  const [description, setDescription] = useState("");
  const [priority, setPriority] = useState<TicketPriority>("p3");
  const [severity, setSeverity] = useState<Severity>("medium");
  const [assignee, setAssignee] = useState<string | null>(null);
  const [tags, setTags] = useState<string[]>([]);
  return (
    <Dialog onClose={onClose} title="New ticket" size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate(
            { title: title.trim(), description, priority, severity, assignee_id: assignee, tags },
            {
              onSuccess: (ticket) => {
                onClose();
                openTicket(ticket.id);
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
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Textarea
            label="Description"
            autosize
            minRows={4}
            maxRows={14}
            maxLength={30_000}
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          <Group grow>
            <Select
              label="Priority"
              allowDeselect={false}
              data={options(priorities)}
              value={priority}
              onChange={(value) => setPriority(value as TicketPriority)}
            />
            <Select
              label="Severity"
              allowDeselect={false}
              data={options(severities)}
              value={severity}
              onChange={(value) => setSeverity(value as Severity)}
            />
          </Group>
          <span id="new-ticket-assignee" style={{ fontSize: 14, fontWeight: 500 }}>
            Assignee
          </span>
          <Assignee labelledBy="new-ticket-assignee" value={assignee} onChange={setAssignee} />
          <TagsInput label="Tags" maxTags={50} maxLength={64} value={tags} onChange={setTags} />
          {create.error && <Trouble error={create.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={create.isPending} disabled={!title.trim()}>
              Create ticket
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
