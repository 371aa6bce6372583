"use client";

import { Combobox, Group, InputBase, Loader, Text, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useAssignable, useDirectory } from "@/api/records";
import { useSession } from "@/api/session";

const NOBODY = "nobody";

/** Chooses who works on it, by a part of the name; who is signed in comes first. */
export function Assignee(props: {
  value: string | null;
  onChange: (id: string | null) => void;
  autoOpen?: boolean;
  isSaving?: boolean;
  label?: string;
  labelledBy?: string;
}) {
  const { value, onChange, autoOpen = false, isSaving = false, labelledBy } = props;
  const { me } = useSession();
  const { data: directory } = useDirectory();
  const combobox = useCombobox({ defaultOpened: autoOpen, onDropdownClose: () => setTyped(null) });
  const [typed, setTyped] = useState<string | null>(null);
  const [q] = useDebouncedValue((typed ?? "").trim(), 120);
  const { data: found } = useAssignable(q, combobox.dropdownOpened);
  // What was found for a part of what is typed by now is narrowed at once, so that Enter takes nobody else.
  const people = (found ?? [])
    .filter(({ display_name }) => display_name.toLowerCase().includes((typed ?? "").trim().toLowerCase()))
    .sort((a, b) => Number(b.id === me.principal.id) - Number(a.id === me.principal.id));
  const name = value === null ? "Nobody" : (directory?.get(value)?.display_name ?? "…");

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        combobox.closeDropdown();
        const chosen = id === NOBODY ? null : id;
        if (chosen !== value) onChange(chosen);
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <InputBase
          size="xs"
          role="combobox"
          aria-label={labelledBy === undefined ? "Assignee" : undefined}
          aria-labelledby={labelledBy}
          data-autofocus={autoOpen || undefined}
          rightSection={isSaving ? <Loader size={12} /> : <Combobox.Chevron />}
          rightSectionPointerEvents="none"
          value={typed ?? name}
          placeholder="A name"
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onClick={() => combobox.openDropdown()}
          onFocus={(event) => {
            event.currentTarget.select();
            if (autoOpen) combobox.openDropdown();
          }}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} style={{ overflowY: "auto" }}>
          {people.map((person) => (
            <Combobox.Option key={person.id} value={person.id} active={person.id === value}>
              <Group gap={6}>
                {person.display_name}
                {person.id === me.principal.id && (
                  <Text size="xs" c="dimmed">
                    you
                  </Text>
                )}
              </Group>
            </Combobox.Option>
          ))}
          {!q && <Combobox.Option value={NOBODY}>Nobody</Combobox.Option>}
          {q && people.length === 0 && <Combobox.Empty>Nobody has that name.</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
