"use client";

import { Button, Group, Skeleton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconChevronUp, IconX } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { type ReactNode, useId, useRef } from "react";
import classes from "./Filters.module.css";
import type { FilterError } from "./filterErrors";
import { readable } from "./localTime";
import { ClearFilters } from "./SortSelect";
import { Text } from "./Text";

const MoreFilters = dynamic(() => import("./MoreFilters").then(({ MoreFilters }) => MoreFilters), {
  ssr: false,
  loading: () => <Skeleton height={58} />,
});

/** A filter that is shown on request. ``name`` is the query parameter of the API. */
export type Filter = { name: string; label: string } & (
  | {
      kind: "texts";
      value: readonly string[];
      onChange: (value: string[]) => unknown;
      /** How many values the API accepts. */
      max: number;
      placeholder?: string;
      suggestions?: readonly string[];
      /** Says why a value finds less than its writer expects, if it does. */
      hint?: (value: string) => string | undefined;
    }
  | {
      kind: "choices";
      value: readonly string[];
      onChange: (value: string[]) => unknown;
      options: readonly string[];
      option: (value: string) => string;
      onOpen?: () => void;
    }
  | { kind: "time"; value: string | null; onChange: (value: string | null) => unknown }
  | { kind: "number"; value: string | null; onChange: (value: string | null) => unknown }
);

/**
 * The filters of a list and its sort order. ``children`` are the filters that are always shown; ``more`` are shown on
 * request, and while they are hidden each of their values is a button that removes it.
 */
export function Filters(props: {
  children: ReactNode;
  more: readonly Filter[];
  error: FilterError | undefined;
  isFiltered: boolean;
  clear: () => unknown;
  sort: ReactNode;
}) {
  const { children, more, error, isFiltered, clear, sort } = props;
  const [isOpen, { toggle }] = useDisclosure(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const values = more.flatMap(valuesOf);
  const Chevron = isOpen ? IconChevronUp : IconChevronDown;
  return (
    <search aria-label="Filters" className={classes.filters}>
      <Group gap={6}>
        {children}
        <Button
          ref={button}
          size="xs"
          variant="default"
          rightSection={<Chevron size={14} />}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={toggle}
        >
          More filters{values.length > 0 && ` (${values.length})`}
        </Button>
        <ClearFilters isFiltered={isFiltered} clear={clear} />
        {sort}
      </Group>
      {isOpen && (
        <div id={id} className={classes.more}>
          <MoreFilters filters={more} error={error} />
        </div>
      )}
      {!isOpen && values.length > 0 && (
        <ul className={classes.values} aria-label="Active filters">
          {values.map(({ name, label, text, remove, note }) => (
            <li key={`${name} ${text}`}>
              <Button
                size="compact-xs"
                variant="default"
                maw={320}
                aria-label={`Remove filter ${label}: ${text}`}
                title={note ?? "Remove filter"}
                rightSection={<IconX size={12} />}
                onClick={() => {
                  remove();
                  button.current?.focus();
                }}
              >
                {label}:&nbsp;<Text>{text}</Text>
              </Button>
              {note && <span className={classes.note}>{note}</span>}
              {error?.name === name && (
                <span className={classes.note} role="alert">
                  {error.reason}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </search>
  );
}

interface ActiveValue {
  name: string;
  label: string;
  text: string;
  remove: () => unknown;
  note?: string | undefined;
}

function valuesOf(filter: Filter): ActiveValue[] {
  const { name, label } = filter;
  if (filter.kind === "time" || filter.kind === "number") {
    if (filter.value === null) return [];
    const text = filter.kind === "time" ? readable(filter.value) : filter.value;
    return [{ name, label, text, remove: () => filter.onChange(null) }];
  }
  return filter.value.map((value) => ({
    name,
    label,
    text: filter.kind === "choices" ? filter.option(value) : value,
    remove: () => filter.onChange(filter.value.filter((other) => other !== value)),
    note: filter.kind === "texts" ? filter.hint?.(value) : undefined,
  }));
}
