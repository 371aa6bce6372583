"use client";

import type { Ticket, TicketUpdate } from "@oneprotect/ticketing-client";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { answer, api, ProblemError } from "@/api/client";
import { type Held, show, useChangeTicket } from "@/api/tickets";
import { words } from "@/parts/Badge";
import { tell } from "@/parts/notices";
import { Trouble } from "@/parts/Trouble";
import { useIsThere } from "@/parts/there";

/** An edit of a ticket under way: what was asked for, and what stands against it. */
export interface Edit {
  save: (patch: TicketUpdate) => void;
  isSaving: boolean;
  /** Somebody else was faster: what the user wants, and the ticket as it is on the server now. */
  conflict: { mine: TicketUpdate; server: Held } | null;
  reapply: () => void;
  discard: () => void;
  trouble: ReactNode;
}

/**
 * Saves changes of a ticket as the user saw it. When the server has a newer one (412), nothing is lost: both are kept
 * in ``conflict`` until the user reapplies or discards.
 */
export function useEdit(seen: Ticket, onSaved?: (saved: Ticket) => void): Edit {
  const client = useQueryClient();
  const change = useChangeTicket(seen.id);
  const [conflict, setConflict] = useState<Edit["conflict"]>(null);
  const [failure, setFailure] = useState<{ error: Error; retry: () => void } | null>(null);

  const isThere = useIsThere();

  const send = async (patch: TicketUpdate, etag: string) => {
    setFailure(null);
    try {
      const { ticket } = await change.mutateAsync({ etag, patch });
      setConflict(null);
      onSaved?.(ticket);
    } catch (error) {
      if (!isThere.current) {
        const what = `${Object.keys(patch).map(words).join(", ")} of #${seen.number}`;
        tell({ what, href: `/tickets/?id=${seen.id}`, error: error as Error });
      } else if (error instanceof ProblemError && error.problem.code === "version-mismatch") {
        await compare(patch);
      } else {
        setFailure({ error: error as Error, retry: () => void send(patch, etag) });
      }
    }
  };
  const compare = async (mine: TicketUpdate) => {
    try {
      const { data, etag } = await answer(
        api.GET("/tickets/{ticket_id}", { params: { path: { ticket_id: seen.id } } }),
      );
      const server = { ticket: data, etag };
      show(client, server);
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
    trouble: failure && <Trouble error={failure.error} retry={failure.retry} />,
  };
}

/**
 * Gives the version that an edit of some fields is held by: the ticket as it is now as long as these fields are what
 * they were when the edit began, for only what moved in them is a conflict; else the ticket as it was then.
 */
export function seenBy(ticket: Ticket, begun: Ticket, fields: readonly (keyof Ticket)[]): Ticket {
  const isSame = fields.every((field) => JSON.stringify(ticket[field]) === JSON.stringify(begun[field]));
  return isSame ? ticket : begun;
}
