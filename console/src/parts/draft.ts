import { useState } from "react";

// Drafts outlive the fields that they are written in, in this tab's memory alone.
const drafts = new Map<string, unknown>();

/**
 * Keeps what is being written under a name until it is set to undefined, wherever the user goes in the console
 * meanwhile. The third of what it gives reads the draft as it is at that moment, before the page shows it.
 */
export function useDraft<T>(name: string): [T | undefined, (draft: T | undefined) => void, () => T | undefined] {
  const [draft, setDraft] = useState(drafts.get(name) as T | undefined);
  const keep = (changed: T | undefined) => {
    if (changed === undefined) drafts.delete(name);
    else drafts.set(name, changed);
    setDraft(changed);
  };
  return [draft, keep, () => drafts.get(name) as T | undefined];
}

/** Says whether something is being written under a name; without one, whether anything is. */
export function hasDraft(name?: string): boolean {
  return name === undefined ? drafts.size > 0 : drafts.has(name);
}

/** Drops a draft whose field is not there any more. */
export function dropDraft(name: string): void {
  drafts.delete(name);
}

/** Drops every draft: what one user has begun to write is nothing to the next one. */
export function dropDrafts(): void {
  drafts.clear();
}

/** Has the browser ask before it leaves the console with something that was written and not sent; gives what stops it. */
export function guardDrafts(): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (hasDraft()) event.preventDefault();
  };
  window.addEventListener("beforeunload", ask);
  return () => window.removeEventListener("beforeunload", ask);
}
