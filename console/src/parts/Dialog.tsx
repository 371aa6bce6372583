"use client";

import { Modal, type ModalProps } from "@mantine/core";
import { useEffect, useRef } from "react";

/** A dialog that is open while it is mounted and returns the focus when it closes. */
export function Dialog({ onClose, ...rest }: Omit<ModalProps, "opened">) {
  const focused = useRef<Element | null>(typeof document === "undefined" ? null : document.activeElement);
  useEffect(() => {
    const before = focused.current;
    return () => {
      setTimeout(() => {
        // The element may be gone by now, and the user may have moved the focus already.
        const isFocusLost = document.activeElement === document.body;
        if (isFocusLost && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
      });
    };
  }, []);
  return <Modal opened onClose={onClose} returnFocus={false} {...rest} />;
}
