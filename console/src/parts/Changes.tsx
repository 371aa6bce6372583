"use client";

import { Table } from "@mantine/core";
import type { FieldChange, JsonValue } from "@oneprotect/ticketing-client";
import { words } from "./Badge";
import { Text } from "./Text";

/** What moved: field by field, before and after. */
export function Changes({ changes }: { changes: readonly FieldChange[] }) {
  return (
    <Table verticalSpacing={2} fz="sm" aria-label="Changed fields">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Field</Table.Th>
          <Table.Th scope="col">Before</Table.Th>
          <Table.Th scope="col">After</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changes.map(({ field, before, after }) => (
          <Table.Tr key={field}>
            <Table.Th scope="row">{words(field)}</Table.Th>
            <Value value={before} />
            <Value value={after} />
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Value({ value }: { value: JsonValue }) {
  const shown = value === null ? "–" : typeof value === "string" ? value : JSON.stringify(value, null, 1);
  return (
    <Table.Td style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
      <Text>{shown}</Text>
    </Table.Td>
  );
}
