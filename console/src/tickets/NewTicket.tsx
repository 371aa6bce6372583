"use client";

import { Button, Group, Select, Stack, TagsInput, Textarea, TextInput } from "@mantine/core";
import type { Severity, TicketPriority } from "@oneprotect/ticketing-client";
import { forgetKeys } from "@/api/client";
import { useCreateTicket } from "@/api/tickets";
import { limits, priorities, severities } from "@/contract";
import { words } from "@/parts/Badge";
import { cut, isBlank, plain } from "@/parts/characters";
import { counter, fits } from "@/parts/counter";
import { Dialog } from "@/parts/Dialog";
import { useDraft } from "@/parts/draft";
import { ErrorAlert } from "@/parts/ErrorAlert";
import { useIsMounted } from "@/parts/mounted";
import { notify } from "@/parts/notices";
import { openTicket } from "@/parts/PageLink";
import { tagPill } from "@/parts/tagPill";
import { Assignee } from "./Assignee";
import classes from "./TicketPage.module.css";

const options = (values: readonly string[]) => values.map((value) => ({ value, label: words(value) }));

const EMPTY = {
  title: "",
  description: "",
  priority: "p3" as TicketPriority,
  severity: "medium" as Severity,
  assignee_id: null as string | null,
  tags: [] as string[],
};

/** Creates a ticket and opens it. The draft is kept when the dialog is closed. */
export function NewTicket({ onClose }: { onClose: () => void }) {
  const create = useCreateTicket();
  const isMounted = useIsMounted();
  const [draft, setDraft] = useDraft<typeof EMPTY>("new ticket");
  const ticket = draft ?? EMPTY;
  const change = (part: Partial<typeof EMPTY>) => setDraft({ ...ticket, ...part });
  const isValid =
    !isBlank(ticket.title) && fits(ticket.title, limits.title) && fits(ticket.description, limits.description);
  const submit = async () => {
    if (create.isPending || !isValid) return;
    try {
      const created = await create.mutateAsync({ ...ticket, title: ticket.title.trim() });
      setDraft(undefined);
      if (!isMounted.current) return;
      onClose();
      openTicket(created.id);
    } catch (error) {
      if (!isMounted.current)
        notify({ what: `New ticket “${plain(ticket.title)}”`, href: "/tickets/", error: error as Error });
    }
  };
  return (
    <Dialog onClose={onClose} title="New ticket" size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <fieldset disabled={create.isPending} className={classes.plain}>
          <Stack gap="xs">
            <TextInput
              label="Title"
              required
              data-autofocus
              {...counter(ticket.title, limits.title)}
              value={ticket.title}
              onChange={(event) => change({ title: event.currentTarget.value })}
            />
            <Textarea
              label="Description"
              autosize
              minRows={4}
              maxRows={14}
              {...counter(ticket.description, limits.description)}
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
              Assigned to
            </span>
            <Assignee
              labelledBy="new-ticket-assignee"
              value={ticket.assignee_id}
              onChange={(assignee_id) => change({ assignee_id })}
            />
            <TagsInput
              label="Tags"
              maxTags={50}
              renderPill={tagPill}
              value={ticket.tags}
              onChange={(tags) => change({ tags: tags.map((tag) => cut(tag, limits.tag)) })}
            />
            {create.error && <ErrorAlert error={create.error} />}
            <Group justify="flex-end">
              {draft && (
                <Button
                  variant="default"
                  onClick={() => {
                    setDraft(undefined);
                    forgetKeys("create a ticket");
                  }}
                >
                  Discard draft
                </Button>
              )}
              <Button type="submit" loading={create.isPending} disabled={!isValid}>
                Create ticket
              </Button>
            </Group>
          </Stack>
        </fieldset>
      </form>
    </Dialog>
  );
}
