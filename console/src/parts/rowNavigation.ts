import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { useKeys } from "./keys";
import type { ListPosition } from "./PageLink";

interface RowNavigation<T> {
  list: RefObject<T | null>;
  /** Returns the id of the focused row, or of the first row if none has the focus. */
  current: () => string | undefined;
  /** Whether the user has come back to the list, which is restored as it was. */
  isBack: boolean;
}

/** Binds `j` and `k` to move the focus over the links of a list that have ``data-row``; Enter follows the link. */
export function useRowNavigation<T extends HTMLElement>(): RowNavigation<T> {
  const list = useRef<T>(null);
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  const focused = () => rows().findIndex((row) => row.closest("tr, li")?.contains(document.activeElement));
  const move = (step: number) => {
    const all = rows();
    const next = all[Math.min(Math.max(focused() + step, 0), all.length - 1)];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  useKeys([
    ["j", () => move(1)],
    ["k", () => move(-1)],
  ]);
  const [position] = useState(() => window.history.state?.position as ListPosition | undefined);
  const pending = useRef(position);
  useLayoutEffect(() => {
    const row = pending.current && rows().find((one) => one.dataset.row === pending.current?.row);
    if (!row) return;
    window.scrollTo(0, pending.current?.scroll ?? 0);
    row.focus({ preventScroll: true });
    pending.current = undefined;
  });
  return { list, current: () => (rows()[focused()] ?? rows()[0])?.dataset.row, isBack: position !== undefined };
}
