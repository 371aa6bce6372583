import type { Alert, AlertUpdate } from "@oneprotect/ticketing-client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type HeldAlert, useChangeAlert } from "@/api/alerts";
import { ProblemError } from "@/api/client";
import { words } from "@/parts/Badge";
import { tell } from "@/parts/notices";
import { useIsThere } from "@/parts/there";

type Field = keyof AlertUpdate;

/**
 * Saves one field of an alert's triage as the user saw it; when somebody else was faster (412), what the user wants is
 * kept until it is reapplied.
 */
export function useTriage<F extends Field>(alert: Alert, field: F) {
  const client = useQueryClient();
  const change = useChangeAlert(alert.id);
  const isThere = useIsThere();
  const [wanted, setWanted] = useState<{ value: Alert[F] }>();
  const [isConflict, setIsConflict] = useState(false);
  const [failure, setFailure] = useState<{ error: Error; retry: () => void }>();

  const send = async (value: Alert[F], etag: string) => {
    setFailure(undefined);
    setWanted({ value });
    try {
      await change.mutateAsync({ etag, patch: { [field]: value } });
      setWanted(undefined);
      setIsConflict(false);
    } catch (error) {
      if (!isThere.current) {
        const href = `/alerts/?id=${alert.id}`;
        tell({ what: `${words(field)} of the alert ${alert.title}`, href, error: error as Error });
      } else if (error instanceof ProblemError && error.problem.code === "version-mismatch") {
        await client.refetchQueries({ queryKey: ["alert", alert.id] });
        setIsConflict(true);
      } else {
        setFailure({ error: error as Error, retry: () => void send(value, etag) });
      }
    }
  };
  return {
    /** Saves a value, held by the alert that the user has seen. */
    save: (value: Alert[F], seen: Alert) => void send(value, `"${seen.version}"`),
    isSaving: change.isPending,
    /** What was asked for and is not on the server. */
    wanted,
    isConflict,
    failure,
    reapply: () => {
      const now = client.getQueryData<HeldAlert>(["alert", alert.id]);
      if (wanted && now) void send(wanted.value, now.etag);
    },
    discard: () => {
      setIsConflict(false);
      setWanted(undefined);
    },
  };
}
