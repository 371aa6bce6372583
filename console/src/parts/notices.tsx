"use client";

import { Button, Group } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { Link } from "./Link";
import classes from "./notices.module.css";
import { Trouble } from "./Trouble";

interface Notice {
  /** What was not saved, and where. */
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

/** Says on whatever page the user is by now that something was not saved. */
export function tell(notice: Notice): void {
  set([...notices, notice]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What was not saved after the user had gone on. */
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
          Not saved: {notice.what} (<Link href={notice.href}>look at it</Link>)
        </strong>
        <Button size="compact-xs" variant="default" onClick={() => set(notices.filter((one) => one !== notice))}>
          Dismiss
        </Button>
      </Group>
      <Trouble error={notice.error} />
    </section>
  ));
}
