import { type HotkeyItem, useHotkeys } from "@mantine/hooks";

// A form with this attribute takes the keys for itself.
export const TAKES_KEYS = { "data-takes-keys": true };
const COVERS = "[role=dialog], [role=combobox][aria-expanded=true], [role=menu]";
let covered = false;

// What lies over the page may be closed by the very key, before the page hears of it: this is asked first.
if (typeof window !== "undefined") {
  const look = ({ target }: KeyboardEvent) => {
    const isTaken = target instanceof Element && target.closest("[data-takes-keys]") !== null;
    covered = isTaken || document.querySelector(COVERS) !== null;
  };
  window.addEventListener("keydown", look, true);
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
