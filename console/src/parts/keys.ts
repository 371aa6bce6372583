import { type HotkeyItem, useHotkeys } from "@mantine/hooks";

const COVERS = "[role=dialog], [role=combobox][aria-expanded=true], [role=menu]";
let covered = false;

// What lies over the page may be closed by the very key, before the page hears of it: this is asked first.
if (typeof window !== "undefined") {
  window.addEventListener("keydown", () => (covered = document.querySelector(COVERS) !== null), true);
}

/** Lets keys do something on a page, unless something lies over it: a dialog, an open list or menu. */
export function useKeys(keys: readonly [string, () => unknown][]): void {
  useHotkeys(
    keys.map(
      ([key, act]): HotkeyItem => [
        key,
        () => {
          if (!covered) act();
        },
      ],
    ),
  );
}
