import { type HotkeyItem, useHotkeys } from "@mantine/hooks";

/** Marks a form that handles the shortcut keys itself. */
export const TAKES_KEYS = { "data-takes-keys": true };
const OVERLAYS = "[role=dialog], [role=combobox][aria-expanded=true], [role=menu]";
let isSuppressed = false;

// The same key press may close an overlay before the page handles it, so this is checked in the capture phase.
if (typeof window !== "undefined") {
  const check = ({ target }: KeyboardEvent) => {
    const isTaken = target instanceof Element && target.closest("[data-takes-keys]") !== null;
    isSuppressed = isTaken || document.querySelector(OVERLAYS) !== null;
  };
  window.addEventListener("keydown", check, true);
}

/** Binds shortcut keys on a page; they do nothing while a dialog, an open list or a menu is over it. */
export function useKeys(keys: readonly [string, () => unknown][]): void {
  useHotkeys(
    keys.map(
      ([key, act]): HotkeyItem => [
        key,
        () => {
          if (!isSuppressed) act();
        },
      ],
    ),
  );
}
