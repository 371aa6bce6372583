"use client";

import { Button, Stack } from "@mantine/core";
import type { Ticket, TicketUpdate } from "@oneprotect/ticketing-client";
import { useState } from "react";
import { priorities } from "@/contract";
import { words } from "@/parts/Badge";
import { Dialog } from "@/parts/Dialog";
import { dropDraft } from "@/parts/draft";
import { Assignee } from "./Assignee";
import { Conflict } from "./Conflict";
import { ResolutionForm, resolutionDraft } from "./ResolutionForm";
import { useAllowedStatuses } from "./Status";
import { baseVersion, useTicketEdit } from "./ticketEdit";

export type Field = "assignee" | "status" | "priority";

const TITLES: Record<Field, string> = {
  assignee: "Assign",
  status: "Change status of",
  priority: "Change priority of",
};

// A change of one of these by someone else is a conflict.
const COMPARED: Record<Field, (keyof Ticket)[]> = {
  assignee: ["assignee_id"],
  status: ["status", "resolution"],
  priority: ["priority"],
};

/** Changes one field of a ticket with the keyboard, from the list or from its page. */
export function QuickChange({ field, ticket, onClose }: { field: Field; ticket: Ticket; onClose: () => void }) {
  const [original] = useState(ticket);
  const done = () => {
    dropDraft(resolutionDraft(ticket));
    onClose();
  };
  const edit = useTicketEdit(baseVersion(ticket, original, COMPARED[field]), done);
  const save = (patch: TicketUpdate) => edit.save(patch);
  return (
    <Dialog onClose={onClose} title={`${TITLES[field]} #${ticket.number}`}>
      <Stack gap="xs">
        {edit.conflict ? (
          <Conflict edit={edit} onDiscard={done} />
        ) : (
          <>
            {field === "assignee" && (
              <Assignee value={ticket.assignee_id} onChange={(assignee_id) => save({ assignee_id })} autoOpen />
            )}
            {field === "priority" &&
              priorities.map((priority, index) => (
                <Button
                  key={priority}
                  variant={priority === ticket.priority ? "light" : "default"}
                  onClick={() => save({ priority })}
                  data-autofocus={index === 0 || undefined}
                >
                  {words(priority)}
                </Button>
              ))}
            {field === "status" && <StatusButtons ticket={original} save={save} isSaving={edit.isSaving} />}
          </>
        )}
        {edit.errorAlert}
      </Stack>
    </Dialog>
  );
}

function StatusButtons(props: { ticket: Ticket; save: (patch: TicketUpdate) => void; isSaving: boolean }) {
  const { ticket, save, isSaving } = props;
  const [resolving, setResolving] = useState(false);
  const statuses = useAllowedStatuses()(ticket);
  if (resolving) {
    return (
      <ResolutionForm
        ticket={ticket}
        isSaving={isSaving}
        onSubmit={(resolution) => save({ status: "resolved", resolution })}
      />
    );
  }
  if (statuses.length === 0) return <>Only an administrator can reopen a closed ticket.</>;
  return statuses.map((to, index) => (
    <Button
      key={to}
      variant="default"
      onClick={() => (to === "resolved" ? setResolving(true) : save({ status: to }))}
      data-autofocus={index === 0 || undefined}
    >
      Mark as {words(to).toLowerCase()}
    </Button>
  ));
}
