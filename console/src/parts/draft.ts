import { useState } from "react";

// Drafts outlive the fields that they are written in, but live only in the memory of this tab.
const drafts = new Map<string, unknown>();

/**
 * Keeps a draft under a name until it is set to undefined, wherever the user goes in the console meanwhile. Returns the
 * draft, its setter, and a function that reads the current draft before the next render.
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

/** Whether there is a draft under a name; without a name, whether there is any draft. */
export function hasDraft(name?: string): boolean {
  return name === undefined ? drafts.size > 0 : drafts.has(name);
}

/** Discards a draft whose field is no longer on the page. */
export function dropDraft(name: string): void {
  drafts.delete(name);
}

/** Discards all drafts, so that none is left for the next user. */
export function dropDrafts(): void {
  drafts.clear();
}

/** Makes the browser ask before it leaves the console with a draft; returns a function that stops this. */
export function guardDrafts(): () => void {
  const confirmLeaving = (event: BeforeUnloadEvent) => {
    if (hasDraft()) event.preventDefault();
  };
  window.addEventListener("beforeunload", confirmLeaving);
  return () => window.removeEventListener("beforeunload", confirmLeaving);
}
