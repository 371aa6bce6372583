"use client";

import { Kbd, Table } from "@mantine/core";
import { Dialog } from "@/parts/Dialog";

const KEYS: [string[], string][] = [
  [["j"], "Next row, or next alert"],
  [["k"], "Row or alert before"],
  [["Enter"], "Open it"],
  [["c"], "Create a ticket in the list; comment in a ticket"],
  [["a"], "Assign"],
  [["s"], "Change the status"],
  [["p"], "Change the priority"],
  [["v"], "Verdict of an alert"],
  [["t"], "Create the alert's ticket, or open it"],
  [["/"], "Search"],
  [["Ctrl", "K"], "Go anywhere"],
  [["Esc"], "Close, or back to the list"],
  [["?"], "This list"],
];

/** The list of keys. */
export function Keys({ onClose }: { onClose: () => void }) {
  return (
    <Dialog onClose={onClose} title="Keyboard shortcuts">
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {KEYS.map(([keys, what]) => (
            <Table.Tr key={what}>
              <Table.Td w={110}>
                {keys.map((key) => (
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
