"use client";

import { Button, Stack } from "@mantine/core";
import type { Ticket, TicketStatus } from "@oneprotect/ticketing-client";
import { useState } from "react";
import { useMay } from "@/api/session";
import { transitions } from "@/contract";
import { Badge, words } from "@/parts/Badge";
import { Dialog } from "@/parts/Dialog";
import { dropDraft } from "@/parts/draft";
import { Text } from "@/parts/Text";
import { Conflict } from "./Conflict";
import { seenBy, useEdit } from "./edit";
import { Choice } from "./FieldEdits";
import { ResolutionForm, resolutionDraft } from "./ResolutionForm";
import classes from "./TicketPage.module.css";

/** Gives the statuses that the user can move a ticket to, by the contract's table. */
export function useMoves(): (ticket: Ticket) => TicketStatus[] {
  const mayReopen = useMay("tickets:reopen");
  return ({ status }) =>
    transitions[status].filter(({ needs }) => needs === undefined || mayReopen).map(({ to }) => to);
}

/** The status with the moves that there are from it, and the resolution where there is one. */
export function Status({ ticket }: { ticket: Ticket }) {
  const mayWrite = useMay("tickets:write");
  const moves = useMoves();
  const [resolving, setResolving] = useState(false);
  const { resolution } = ticket;
  return (
    <>
      {mayWrite && moves(ticket).length > 0 ? (
        <Choice
          ticket={ticket}
          field="status"
          label="Status"
          options={(seen) => [seen.status, ...moves(seen)]}
          instead={(to) => {
            if (to === "resolved") setResolving(true);
            return to === "resolved";
          }}
        />
      ) : (
        <>
          <dt>Status</dt>
          <dd>
            <Badge kind="status" value={ticket.status} />
          </dd>
        </>
      )}
      {resolution && (
        <>
          <dt>Resolution</dt>
          <dd>
            <strong>{words(resolution.reason)}</strong>
            {resolution.note && (
              <p className={classes.prose}>
                <Text>{resolution.note}</Text>
              </p>
            )}
            {mayWrite && ticket.status === "resolved" && (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label="Change the resolution"
                onClick={() => setResolving(true)}
              >
                Change
              </Button>
            )}
          </dd>
        </>
      )}
      {resolving && <Resolve ticket={ticket} onClose={() => setResolving(false)} />}
    </>
  );
}

/** The dialog of a resolution, which stays with what was written in it until that is saved or dropped. */
function Resolve({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const [begun] = useState(ticket);
  const done = () => {
    dropDraft(resolutionDraft(ticket));
    onClose();
  };
  const edit = useEdit(seenBy(ticket, begun, ["status", "resolution"]), done);
  return (
    <Dialog onClose={onClose} title={`Resolve #${ticket.number}`}>
      <Stack gap="xs">
        {edit.conflict ? (
          <Conflict edit={edit} onDiscard={done} />
        ) : (
          <ResolutionForm
            ticket={begun}
            isSaving={edit.isSaving}
            onSubmit={(resolution) =>
              edit.save(begun.status === "resolved" ? { resolution } : { status: "resolved", resolution })
            }
          />
        )}
        {edit.trouble}
      </Stack>
    </Dialog>
  );
}
