"use client";

import { Button, Select } from "@mantine/core";

/** Takes all filters back, where there are any. */
export function Clear({ isFiltered, clear }: { isFiltered: boolean; clear: () => unknown }) {
  if (!isFiltered) return null;
  return (
    <Button size="xs" variant="subtle" onClick={clear}>
      Clear filters
    </Button>
  );
}

/** The order of a list: one of those that have a name. */
export function Order<T extends string>(props: {
  orders: Readonly<Record<T, string>>;
  value: T;
  onChange: (order: T) => unknown;
}) {
  const { orders, value, onChange } = props;
  return (
    <Select
      size="xs"
      w={150}
      ml="auto"
      aria-label="Order"
      allowDeselect={false}
      data={(Object.keys(orders) as T[]).map((order) => ({ value: order, label: orders[order] }))}
      value={value}
      onChange={(order) => order !== null && onChange(order as T)}
    />
  );
}
