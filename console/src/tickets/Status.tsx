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
import { SelectField } from "./FieldEdits";
import { ResolutionForm, resolutionDraft } from "./ResolutionForm";
import classes from "./TicketPage.module.css";
import { baseVersion, useTicketEdit } from "./ticketEdit";

/** Returns the statuses that the user can set, by the transitions of the contract. */
export function useAllowedStatuses(): (ticket: Ticket) => TicketStatus[] {
  const mayReopen = useMay("tickets:reopen");
  return ({ status }) =>
    transitions[status].filter(({ needs }) => needs === undefined || mayReopen).map(({ to }) => to);
}

/** The status with its allowed transitions, and the resolution if there is one. */
export function Status({ ticket }: { ticket: Ticket }) {
  const mayWrite = useMay("tickets:write");
  const allowedStatuses = useAllowedStatuses();
  const [resolving, setResolving] = useState(false);
  const { resolution } = ticket;
  return (
    <>
      {mayWrite && allowedStatuses(ticket).length > 0 ? (
        <SelectField
          ticket={ticket}
          field="status"
          label="Status"
          options={(seen) => [seen.status, ...allowedStatuses(seen)]}
          intercept={(to) => {
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
                aria-label="Change resolution"
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

/** The resolution dialog; its draft is kept until it is saved or discarded. */
function Resolve({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const [original] = useState(ticket);
  const done = () => {
    dropDraft(resolutionDraft(ticket));
    onClose();
  };
  const edit = useTicketEdit(baseVersion(ticket, original, ["status", "resolution"]), done);
  return (
    <Dialog
      onClose={onClose}
      title={`${original.status === "resolved" ? "Change resolution of" : "Resolve"} #${ticket.number}`}
    >
      <Stack gap="xs">
        {edit.conflict ? (
          <Conflict edit={edit} onDiscard={done} />
        ) : (
          <ResolutionForm
            ticket={original}
            isSaving={edit.isSaving}
            onSubmit={(resolution) =>
              edit.save(original.status === "resolved" ? { resolution } : { status: "resolved", resolution })
            }
          />
        )}
        {edit.errorAlert}
      </Stack>
    </Dialog>
  );
}
