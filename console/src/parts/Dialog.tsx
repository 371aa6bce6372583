"use client";

import { Modal, type ModalProps } from "@mantine/core";
import { useEffect, useRef } from "react";

/** A dialog that is there as long as it stands in the page; the focus goes back to where it came from. */
export function Dialog({ onClose, ...rest }: Omit<ModalProps, "opened">) {
  const from = useRef<Element | null>(typeof document === "undefined" ? null : document.activeElement);
  useEffect(() => {
    const before = from.current;
    return () => {
      // What had the focus may be another row of the same list by now, or gone.
      if (before instanceof HTMLElement && before.isConnected) setTimeout(() => before.focus({ preventScroll: true }));
    };
  }, []);
  return <Modal opened onClose={onClose} returnFocus={false} {...rest} />;
}
