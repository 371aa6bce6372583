"use client";

import { Kbd, Table } from "@mantine/core";
import type { ScopeName } from "@oneprotect/ticketing-client";
import { useSession } from "@/api/session";
import { Dialog } from "@/parts/Dialog";

const SHORTCUTS: [string[], string, ScopeName?][] = [
  [["j"], "Next row or alert"],
  [["k"], "Previous row or alert"],
  [["Enter"], "Open the selected row"],
  [["c"], "In the list: create a ticket. In a ticket: comment", "tickets:write"],
  [["a"], "Assign", "tickets:write"],
  [["s"], "Change status", "tickets:write"],
  [["p"], "Change priority", "tickets:write"],
  [["v"], "Set the verdict of an alert", "alerts:write"],
  [["t"], "Create the alert's ticket, or open it", "tickets:write"],
  [["/"], "Search"],
  [["Ctrl", "K"], "Go to a page, ticket or alert"],
  [["Esc"], "Close, or go back to the list"],
  [["?"], "Show keyboard shortcuts"],
];

/** Lists the shortcuts that the user's role can use. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
  const { permissions } = useSession().me;
  const shortcuts = SHORTCUTS.filter(([, , scope]) => scope === undefined || permissions.includes(scope));
  return (
    <Dialog onClose={onClose} title="Keyboard shortcuts">
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {shortcuts.map(([keys, description]) => (
            <Table.Tr key={description}>
              <Table.Td w={110}>
                {keys.map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{description}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Dialog>
  );
}
