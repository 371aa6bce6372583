import type { AlertUpdate } from "@oneprotect/ticketing-client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type HeldAlert, useChangeAlert } from "@/api/alerts";
import { ProblemError } from "@/api/client";

/** Saves triage of an alert as the user saw it; when somebody else was faster (412), it is kept until it is reapplied. */
export function useTriage(id: string, etag: string) {
  const client = useQueryClient();
  const change = useChangeAlert();
  const [conflict, setConflict] = useState<AlertUpdate | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);

  const send = async (patch: AlertUpdate, held: string) => {
    setFailure(null);
    try {
      await change.mutateAsync({ id, etag: held, patch });
      setConflict(null);
    } catch (error) {
      if (error instanceof ProblemError && error.problem.code === "version-mismatch") {
        await client.refetchQueries({ queryKey: ["alert", id] });
        setConflict(patch);
      } else {
        setFailure(error as Error);
      }
    }
  };
  return {
    save: (patch: AlertUpdate) => void send(patch, etag),
    conflict,
    failure,
    reapply: () => conflict && void send(conflict, client.getQueryData<HeldAlert>(["alert", id])?.etag ?? etag),
    discard: () => setConflict(null),
  };
}
