"use client";

import { CloseButton, MultiSelect, TagsInput, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Filter } from "./Filters";
import type { FilterError } from "./filterErrors";
import { fromLocal, toLocal } from "./localTime";
import { Text } from "./Text";
import { tagPill } from "./tagPill";

/** The fields of the filters that are shown on request. */
export function MoreFilters({ filters, error }: { filters: readonly Filter[]; error: FilterError | undefined }) {
  return filters.map((filter) => (
    <Field key={filter.name} filter={filter} reason={error?.name === filter.name ? error.reason : undefined} />
  ));
}

function Field({ filter, reason }: { filter: Filter; reason: string | undefined }) {
  const { label } = filter;
  switch (filter.kind) {
    case "texts":
      return (
        <TagsInput
          size="xs"
          label={label}
          placeholder={filter.value.length ? "" : filter.placeholder}
          // A list that is pasted becomes one value for each line; commas may be part of a value.
          splitChars={["\n"]}
          maxTags={filter.max}
          renderPill={tagPill}
          data={[...(filter.suggestions ?? [])]}
          renderOption={renderOption}
          error={reason ?? filter.value.map((text) => filter.hint?.(text)).find(Boolean)}
          value={[...filter.value]}
          onChange={(values) => filter.onChange(values.map((text) => text.trim()).filter(Boolean))}
        />
      );
    case "choices":
      return (
        <MultiSelect
          size="xs"
          label={label}
          placeholder={filter.value.length ? "" : "Any"}
          searchable
          maxValues={20}
          nothingFoundMessage="No matches"
          data={[...new Set([...filter.options, ...filter.value])].map((option) => ({
            value: option,
            label: filter.option(option),
          }))}
          renderPill={(pill) => tagPill({ ...pill, value: filter.option(pill.value ?? "") })}
          renderOption={renderOption}
          error={reason}
          {...(filter.onOpen && { onDropdownOpen: filter.onOpen })}
          value={[...filter.value]}
          onChange={filter.onChange}
        />
      );
    default:
      return (
        <SingleValue type={filter.kind} label={label} value={filter.value} onChange={filter.onChange} reason={reason} />
      );
  }
}

function renderOption({ option }: { option: { value: string; label?: string } }) {
  return <Text>{option.label ?? option.value}</Text>;
}

/** A time or a number, which takes effect when the field is left or with Enter. */
function SingleValue(props: {
  type: "time" | "number";
  label: string;
  value: string | null;
  onChange: (value: string | null) => unknown;
  reason: string | undefined;
}) {
  const { type, label, value, onChange, reason } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [isIncomplete, setIsIncomplete] = useState(false);
  const isTime = type === "time";
  const shown = value === null ? "" : isTime ? toLocal(value) : value;
  const accept = (input: HTMLInputElement) => {
    setIsIncomplete(input.validity.badInput);
    if (typed === null || input.validity.badInput) return;
    const text = isTime ? typed : typed.trim().replace(/^#/, "");
    setTyped(null);
    if (text !== shown) onChange(text === "" ? null : isTime ? fromLocal(text) : text);
  };
  return (
    <TextInput
      size="xs"
      type={isTime ? "datetime-local" : "text"}
      inputMode={isTime ? undefined : "numeric"}
      max={isTime ? "2999-12-31T23:59" : undefined}
      label={label}
      error={isIncomplete ? "Enter a date and a time." : reason}
      rightSection={
        value !== null && (
          <CloseButton
            size="xs"
            aria-label={`Clear ${label}`}
            onClick={() => {
              setTyped(null);
              onChange(null);
            }}
          />
        )
      }
      value={typed ?? shown}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={(event) => accept(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key === "Enter") accept(event.currentTarget);
      }}
    />
  );
}
