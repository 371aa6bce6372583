import type { Alert, AlertUpdate } from "@oneprotect/ticketing-client";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type AlertWithEtag, useChangeAlert } from "@/api/alerts";
import { ProblemError } from "@/api/client";
import { fieldLabel } from "@/parts/fields";
import { useIsMounted } from "@/parts/mounted";
import { notify } from "@/parts/notices";

type Field = keyof AlertUpdate;

/**
 * Saves one field of an alert, conditional on the version that the user saw. On a conflict (412) the user's value is
 * kept until it is applied again or discarded.
 */
export function useTriage<F extends Field>(alert: Alert, field: F) {
  const client = useQueryClient();
  const change = useChangeAlert(alert.id);
  const isMounted = useIsMounted();
  const [pending, setPending] = useState<{ value: Alert[F] }>();
  const [isConflict, setIsConflict] = useState(false);
  const [failure, setFailure] = useState<{ error: Error; retry: () => void }>();

  const send = async (value: Alert[F], etag: string) => {
    setFailure(undefined);
    setPending({ value });
    try {
      await change.mutateAsync({ etag, patch: { [field]: value } });
      setPending(undefined);
      setIsConflict(false);
    } catch (error) {
      if (!isMounted.current) {
        const href = `/alerts/?id=${alert.id}`;
        notify({ what: `${fieldLabel(field)} of alert “${alert.title}”`, href, error: error as Error });
      } else if (error instanceof ProblemError && error.problem.code === "version-mismatch") {
        await client.refetchQueries({ queryKey: ["alert", alert.id] });
        setIsConflict(true);
      } else {
        setFailure({ error: error as Error, retry: () => void send(value, etag) });
      }
    }
  };
  return {
    /** Saves a value, conditional on the version of the alert that the user has seen. */
    save: (value: Alert[F], seen: Alert) => void send(value, `"${seen.version}"`),
    isSaving: change.isPending,
    /** The value that is not saved yet. */
    pending,
    isConflict,
    failure,
    reapply: () => {
      const latest = client.getQueryData<AlertWithEtag>(["alert", alert.id]);
      if (pending && latest) void send(pending.value, latest.etag);
    },
    discard: () => {
      setIsConflict(false);
      setPending(undefined);
    },
  };
}
