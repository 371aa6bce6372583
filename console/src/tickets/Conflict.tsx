"use client";

import { Alert, Button, Group, Table } from "@mantine/core";
import type { Ticket, TicketUpdate } from "@oneprotect/ticketing-client";
import { fieldLabel, useFieldValue } from "@/parts/fields";
import { Text } from "@/parts/Text";
import type { Edit } from "./ticketEdit";

/** Compares the user's change with the current values and lets the user apply or discard it. */
export function Conflict({ edit, onDiscard }: { edit: Edit; onDiscard: () => void }) {
  const format = useFieldValue();
  if (!edit.conflict) return null;
  const { mine, server } = edit.conflict;
  return (
    <Alert color="orange" variant="outline" role="alert" title="Someone else changed this ticket">
      <Table verticalSpacing={4} withRowBorders={false} aria-label="Your change and the current value">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Field</Table.Th>
            <Table.Th scope="col">Your change</Table.Th>
            <Table.Th scope="col">Current value</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {(Object.keys(mine) as (keyof TicketUpdate & keyof Ticket)[]).map((field) => (
            <Table.Tr key={field}>
              <Table.Th scope="row">{fieldLabel(field)}</Table.Th>
              <Table.Td style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                <Text>{format(field, mine[field])}</Text>
              </Table.Td>
              <Table.Td style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                <Text>{format(field, server.ticket[field])}</Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" loading={edit.isSaving} onClick={edit.reapply}>
          Apply my change
        </Button>
        <Button size="compact-sm" variant="default" onClick={onDiscard}>
          Discard my change
        </Button>
      </Group>
    </Alert>
  );
}
