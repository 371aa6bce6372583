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
import { seenBy, useEdit } from "./edit";
import { ResolutionForm, resolutionDraft } from "./ResolutionForm";
import { useMoves } from "./Status";

export type Field = "assignee" | "status" | "priority";

const TITLES: Record<Field, string> = {
  assignee: "Assign",
  status: "Change the status of",
  priority: "Change the priority of",
};

const SEEN: Record<Field, (keyof Ticket)[]> = {
  assignee: ["assignee_id"],
  status: ["status", "resolution"],
  priority: ["priority"],
};

/** Changes one field of a ticket by keyboard, from the list or from its page. */
export function QuickChange({ field, ticket, onClose }: { field: Field; ticket: Ticket; onClose: () => void }) {
  const [begun] = useState(ticket);
  const done = () => {
    dropDraft(resolutionDraft(ticket));
    onClose();
  };
  const edit = useEdit(seenBy(ticket, begun, SEEN[field]), done);
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
            {field === "status" && <Moves ticket={begun} save={save} isSaving={edit.isSaving} />}
          </>
        )}
        {edit.trouble}
      </Stack>
    </Dialog>
  );
}

function Moves({ ticket, save, isSaving }: { ticket: Ticket; save: (patch: TicketUpdate) => void; isSaving: boolean }) {
  const [resolving, setResolving] = useState(false);
  const moves = useMoves()(ticket);
  if (resolving) {
    return (
      <ResolutionForm
        ticket={ticket}
        isSaving={isSaving}
        onSubmit={(resolution) => save({ status: "resolved", resolution })}
      />
    );
  }
  if (moves.length === 0) return <>A closed ticket is reopened by an administrator.</>;
  return moves.map((to, index) => (
    <Button
      key={to}
      variant="default"
      onClick={() => (to === "resolved" ? setResolving(true) : save({ status: to }))}
      data-autofocus={index === 0 || undefined}
    >
      {words(to)}
    </Button>
  ));
}
