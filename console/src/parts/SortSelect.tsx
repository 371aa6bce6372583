"use client";

import { Button, Select } from "@mantine/core";

/** Removes all filters, if there are any. */
export function ClearFilters({ isFiltered, clear }: { isFiltered: boolean; clear: () => unknown }) {
  if (!isFiltered) return null;
  return (
    <Button size="xs" variant="subtle" onClick={clear}>
      Clear filters
    </Button>
  );
}

/** The sort order of a list. */
export function SortSelect<T extends string>(props: {
  orders: Readonly<Record<T, string>>;
  value: T;
  onChange: (order: T) => unknown;
}) {
  const { orders, value, onChange } = props;
  return (
    <Select
      size="xs"
      w={180}
      ml="auto"
      aria-label="Sort by"
      allowDeselect={false}
      data={(Object.keys(orders) as T[]).map((order) => ({ value: order, label: orders[order] }))}
      value={value}
      onChange={(order) => order !== null && onChange(order as T)}
    />
  );
}
