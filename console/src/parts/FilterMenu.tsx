"use client";

import { Button, Checkbox, Popover, Stack } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { words } from "./Badge";

/** A filter that accepts several values. */
export function FilterMenu<T extends string>(props: {
  label: string;
  options: readonly T[];
  value: readonly T[];
  onChange: (value: T[]) => void;
  onOpen?: () => void;
  name?: (value: T) => string;
}) {
  const { label, options, value, onChange, onOpen, name = words } = props;
  // The URL may contain a value that is not an option, such as a user who has left.
  const all = [...options, ...value.filter((selected) => !options.includes(selected))];
  const shown = value.length === 0 ? label : `${label}: ${value.map(name).join(", ")}`;
  return (
    <Popover position="bottom-start" shadow="md" trapFocus returnFocus {...(onOpen && { onOpen })}>
      <Popover.Target>
        <Button
          size="xs"
          variant={value.length ? "light" : "default"}
          rightSection={<IconChevronDown size={14} />}
          maw={260}
        >
          {shown}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Checkbox.Group
          value={[...value]}
          onChange={(values) => onChange(all.filter((option) => values.includes(option)))}
        >
          <Stack gap={6} mah={320} style={{ overflowY: "auto" }}>
            {all.map((option) => (
              <Checkbox key={option} size="xs" value={option} label={name(option)} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  );
}
