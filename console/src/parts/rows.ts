import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { useKeys } from "./keys";
import type { Left } from "./PageLink";

interface Rows<T> {
  list: RefObject<T | null>;
  /** Tells which row has the focus, the first one where none has. */
  current: () => string | undefined;
  /** Whether the user has come back to the list, which is found as it was left. */
  isBack: boolean;
}

/** Lets `j` and `k` move the focus over the links of a list that carry ``data-row``; Enter is the link's own. */
export function useRows<T extends HTMLElement>(): Rows<T> {
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
  const [left] = useState(() => window.history.state?.left as Left | undefined);
  const toFind = useRef(left);
  useLayoutEffect(() => {
    const row = toFind.current && rows().find((one) => one.dataset.row === toFind.current?.row);
    if (!row) return;
    window.scrollTo(0, toFind.current?.scroll ?? 0);
    row.focus({ preventScroll: true });
    toFind.current = undefined;
  });
  return { list, current: () => (rows()[focused()] ?? rows()[0])?.dataset.row, isBack: left !== undefined };
}
