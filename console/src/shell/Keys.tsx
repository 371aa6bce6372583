"use client";

import { Kbd, Table } from "@mantine/core";
import type { ScopeName } from "@oneprotect/ticketing-client";
import { useSession } from "@/api/session";
import { Dialog } from "@/parts/Dialog";

const KEYS: [string[], string, ScopeName?][] = [
  [["j"], "Next row, or next alert"],
  [["k"], "Row or alert before"],
  [["Enter"], "Open it"],
  [["c"], "Create a ticket in the list; comment in a ticket", "tickets:write"],
  [["a"], "Assign", "tickets:write"],
  [["s"], "Change the status", "tickets:write"],
  [["p"], "Change the priority", "tickets:write"],
  [["v"], "Verdict of an alert", "alerts:write"],
  [["t"], "Create the alert's ticket; once more opens it", "tickets:write"],
  [["/"], "Search"],
  [["Ctrl", "K"], "Go anywhere"],
  [["Esc"], "Close, or back to the list"],
  [["?"], "This list"],
];

/** The list of keys. */
export function Keys({ onClose }: { onClose: () => void }) {
  const { permissions } = useSession().me;
  const keys = KEYS.filter(([, , scope]) => scope === undefined || permissions.includes(scope));
  return (
    <Dialog onClose={onClose} title="Keyboard shortcuts">
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {keys.map(([names, what]) => (
            <Table.Tr key={what}>
              <Table.Td w={110}>
                {names.map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Dialog>
  );
}
