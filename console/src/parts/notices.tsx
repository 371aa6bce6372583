"use client";

import { Button, Group } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { ErrorAlert } from "./ErrorAlert";
import { Link } from "./Link";
import classes from "./notices.module.css";

interface Notice {
  /** What was not saved, and the page that it belongs to. */
  what: string;
  href: string;
  error: Error;
}

let notices: readonly Notice[] = [];
const listeners = new Set<() => void>();

function set(changed: readonly Notice[]): void {
  notices = changed;
  for (const listener of listeners) listener();
}

/** Shows that something was not saved, on whatever page the user is by now. */
export function notify(notice: Notice): void {
  set([...notices, notice]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Changes that failed after the user had left their page. */
export function Notices() {
  const shown = useSyncExternalStore(
    subscribe,
    () => notices,
    () => notices,
  );
  return shown.map((notice, index) => (
    <section key={index} className={classes.notice} aria-label="Not saved">
      <Group justify="space-between">
        <strong>
          Not saved: {notice.what} (<Link href={notice.href}>view</Link>)
        </strong>
        <Button size="compact-xs" variant="default" onClick={() => set(notices.filter((one) => one !== notice))}>
          Dismiss
        </Button>
      </Group>
      <ErrorAlert error={notice.error} />
    </section>
  ));
}
