"use client";

import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { cut } from "./characters";
import { useKeys } from "./keys";

const MAX_LENGTH = 200; // characters

/** A search field: `/` moves the focus to it, and it searches when typing pauses. */
export function Search({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const [lastValue, setLastValue] = useState(value);
  const search = useDebouncedCallback(onChange, 120);
  useKeys([["/", () => field.current?.select()]]);
  useEffect(() => () => search.cancel(), [search]);
  // The URL was changed by something else, such as the back button or a view.
  if (value !== lastValue) {
    setLastValue(value);
    if (value !== typed.trim()) setTyped(value);
  }
  const change = (written: string) => {
    const text = cut(written, MAX_LENGTH);
    setTyped(text);
    search(text.trim());
  };
  return (
    <TextInput
      ref={field}
      size="xs"
      w={240}
      type="search"
      aria-label={label}
      placeholder={`${label} ( / )`}
      leftSection={<IconSearch size={14} />}
      rightSection={typed && <CloseButton size="xs" aria-label="Clear search" onClick={() => change("")} />}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" && event.key !== "Enter") return;
        // By default, Escape clears the field.
        event.preventDefault();
        event.currentTarget.blur();
      }}
    />
  );
}
