"use client";

import { Alert, Button, Group, Table } from "@mantine/core";
import type { Ticket, TicketUpdate } from "@oneprotect/ticketing-client";
import { useDirectory } from "@/api/records";
import { words } from "@/parts/Badge";
import type { Edit } from "./edit";

/** Mine beside the server's, field by field; one press reapplies mine on top of what others did. */
export function Conflict({ edit, onDiscard }: { edit: Edit; onDiscard: () => void }) {
  const show = useShown();
  if (!edit.conflict) return null;
  const { mine, server } = edit.conflict;
  return (
    <Alert color="orange" variant="outline" role="alert" title="Somebody else has changed this ticket meanwhile">
      <Table verticalSpacing={4} withRowBorders={false} aria-label="Your change and the server's">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Field</Table.Th>
            <Table.Th scope="col">Yours</Table.Th>
            <Table.Th scope="col">On the server now</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {(Object.keys(mine) as (keyof TicketUpdate & keyof Ticket)[]).map((field) => (
            <Table.Tr key={field}>
              <Table.Th scope="row">{words(field.replace("_id", ""))}</Table.Th>
              <Table.Td style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                {show(field, mine[field])}
              </Table.Td>
              <Table.Td style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                {show(field, server.ticket[field])}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" loading={edit.isSaving} onClick={edit.reapply}>
          Apply mine
        </Button>
        <Button size="compact-sm" variant="default" onClick={onDiscard}>
          Keep the server's
        </Button>
      </Group>
    </Alert>
  );
}

function useShown(): (field: string, value: unknown) => string {
  const { data: directory } = useDirectory();
  return (field, value) => {
    if (value === null || value === undefined || value === "") return "–";
    if (Array.isArray(value)) return value.length ? value.join(", ") : "–";
    if (field === "assignee_id") return directory?.get(String(value))?.display_name ?? String(value);
    if (typeof value === "object") return Object.values(value).filter(Boolean).map(String).map(words).join(": ");
    return ["status", "priority", "severity"].includes(field) ? words(String(value)) : String(value);
  };
}
