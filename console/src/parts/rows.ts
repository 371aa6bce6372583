import { useHotkeys } from "@mantine/hooks";
import { type RefObject, useRef } from "react";

/**
 * Lets `j` and `k` move the focus over the links of a list that carry ``data-row``; Enter is the link's own.
 * Gives the list's ref, and a function that tells which row has the focus, the first one where none has.
 */
export function useRows<T extends HTMLElement>(): { list: RefObject<T | null>; current: () => string | undefined } {
  const list = useRef<T>(null);
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  const focused = () => rows().findIndex((row) => row.closest("tr, li")?.contains(document.activeElement));
  const move = (step: number) => {
    const all = rows();
    const next = all[Math.min(Math.max(focused() + step, 0), all.length - 1)];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  useHotkeys([
    ["j", () => move(1)],
    ["k", () => move(-1)],
  ]);
  return { list, current: () => (rows()[focused()] ?? rows()[0])?.dataset.row };
}
