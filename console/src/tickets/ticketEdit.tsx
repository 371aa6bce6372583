"use client";

import type { Ticket, TicketUpdate } from "@oneprotect/ticketing-client";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { api, ProblemError, unwrap } from "@/api/client";
import { cacheTicket, type TicketWithEtag, useChangeTicket } from "@/api/tickets";
import { ErrorAlert } from "@/parts/ErrorAlert";
import { fieldLabel } from "@/parts/fields";
import { useIsMounted } from "@/parts/mounted";
import { notify } from "@/parts/notices";

/** An edit of a ticket: its state, and the conflict or error that prevents it. */
export interface Edit {
  save: (patch: TicketUpdate) => void;
  isSaving: boolean;
  /** Someone else changed the ticket first: the user's change, and the current ticket. */
  conflict: { mine: TicketUpdate; server: TicketWithEtag } | null;
  reapply: () => void;
  discard: () => void;
  errorAlert: ReactNode;
}

/**
 * Saves changes of a ticket, conditional on the version that the user saw. If the server has a newer one (412), both are
 * kept in ``conflict`` until the user applies or discards the change.
 */
export function useTicketEdit(seen: Ticket, onSaved?: (saved: Ticket) => void): Edit {
  const client = useQueryClient();
  const change = useChangeTicket(seen.id);
  const [conflict, setConflict] = useState<Edit["conflict"]>(null);
  const [failure, setFailure] = useState<{ error: Error; retry: () => void } | null>(null);

  const isMounted = useIsMounted();

  const send = async (patch: TicketUpdate, etag: string) => {
    setFailure(null);
    try {
      const { ticket } = await change.mutateAsync({ etag, patch });
      setConflict(null);
      onSaved?.(ticket);
    } catch (error) {
      if (!isMounted.current) {
        const what = `${Object.keys(patch).map(fieldLabel).join(", ")} of #${seen.number}`;
        notify({ what, href: `/tickets/?id=${seen.id}`, error: error as Error });
      } else if (error instanceof ProblemError && error.problem.code === "version-mismatch") {
        await compare(patch);
      } else {
        setFailure({ error: error as Error, retry: () => void send(patch, etag) });
      }
    }
  };
  const compare = async (mine: TicketUpdate) => {
    try {
      const { data, etag } = await unwrap(
        api.GET("/tickets/{ticket_id}", { params: { path: { ticket_id: seen.id } } }),
      );
      const server = { ticket: data, etag };
      cacheTicket(client, server);
      setConflict({ mine, server });
    } catch (error) {
      setFailure({ error: error as Error, retry: () => void send(mine, `"${seen.version}"`) });
    }
  };

  return {
    save: (patch) => void send(patch, `"${seen.version}"`),
    isSaving: change.isPending,
    conflict,
    reapply: () => conflict && void send(conflict.mine, conflict.server.etag),
    discard: () => setConflict(null),
    errorAlert: failure && <ErrorAlert error={failure.error} retry={failure.retry} />,
  };
}

/**
 * Returns the ticket whose version an edit of some fields sends: the current one while those fields are as they were
 * when the edit began, since a change of other fields is no conflict, and the original one otherwise.
 */
export function baseVersion(ticket: Ticket, original: Ticket, fields: readonly (keyof Ticket)[]): Ticket {
  const isSame = fields.every((field) => JSON.stringify(ticket[field]) === JSON.stringify(original[field]));
  return isSame ? ticket : original;
}
