"use client";

import { Combobox, Group, InputBase, Loader, Text, useCombobox } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useAssignable, useDirectory } from "@/api/records";
import { useSession } from "@/api/session";
import { userName } from "@/parts/fields";

const UNASSIGNED = "unassigned";

/** Selects the assignee by part of a name; the signed-in user comes first. */
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
  const { data: matches } = useAssignable(q, combobox.dropdownOpened);
  // Results for an earlier query are filtered again, so that Enter cannot select someone else.
  const users = (matches ?? [])
    .filter(({ display_name }) => display_name.toLowerCase().includes((typed ?? "").trim().toLowerCase()))
    .sort((a, b) => Number(b.id === me.principal.id) - Number(a.id === me.principal.id));
  const name = value === null ? "Unassigned" : userName(directory, value);

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        combobox.closeDropdown();
        const chosen = id === UNASSIGNED ? null : id;
        if (chosen !== value) onChange(chosen);
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <InputBase
          size="xs"
          role="combobox"
          aria-label={labelledBy === undefined ? "Assigned to" : undefined}
          aria-labelledby={labelledBy}
          data-autofocus={autoOpen || undefined}
          rightSection={isSaving ? <Loader size={12} /> : <Combobox.Chevron />}
          rightSectionPointerEvents="none"
          value={typed ?? name}
          placeholder="Search by name"
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
          {users.map((user) => (
            <Combobox.Option key={user.id} value={user.id} active={user.id === value}>
              <Group gap={6}>
                <bdi>{user.display_name}</bdi>
                {user.id === me.principal.id && (
                  <Text size="xs" c="dimmed">
                    you
                  </Text>
                )}
              </Group>
            </Combobox.Option>
          ))}
          {!q && <Combobox.Option value={UNASSIGNED}>Unassigned</Combobox.Option>}
          {q && users.length === 0 && <Combobox.Empty>No matching users</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
