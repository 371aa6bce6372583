"use client";

import { Table } from "@mantine/core";
import type { FieldChange } from "@oneprotect/ticketing-client";
import { fieldLabel, useFieldValue } from "./fields";
import { Text } from "./Text";

/** The changed fields with their values before and after. */
export function Changes({ changes }: { changes: readonly FieldChange[] }) {
  const format = useFieldValue();
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
            <Table.Th scope="row">{fieldLabel(field)}</Table.Th>
            <Value text={format(field, before)} />
            <Value text={format(field, after)} />
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Value({ text }: { text: string }) {
  return (
    <Table.Td style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
      <Text>{text}</Text>
    </Table.Td>
  );
}
