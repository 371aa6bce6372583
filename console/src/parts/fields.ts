import type { Resolution } from "@oneprotect/ticketing-client";
import { useDirectory } from "@/api/records";
import { words } from "./Badge";

const LABELS: Record<string, string> = { assignee_id: "Assigned to" };
const ENUMS = new Set(["status", "priority", "severity", "verdict", "relation", "target_type", "visibility", "report"]);

/** Returns the label of a field of a record. */
export function fieldLabel(field: string): string {
  return LABELS[field] ?? words(field);
}

/** Returns a function that formats a field's value as people read it. */
export function useFieldValue(): (field: string, value: unknown) => string {
  const { data: directory } = useDirectory();
  return (field, value) => {
    if (field === "assignee_id") return value ? userName(directory, String(value)) : "Unassigned";
    if (value === null || value === undefined || value === "") return "–";
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value.join(", ") || "–";
    if (field === "resolution" && typeof value === "object" && "reason" in value) {
      const { reason, note } = value as Resolution;
      return note ? `${words(reason)}: ${note}` : words(reason);
    }
    if (typeof value !== "string") return JSON.stringify(value, null, 1);
    return ENUMS.has(field) ? words(value) : value;
  };
}

/** Returns the display name of a user; an ellipsis until the directory is loaded. */
export function userName(directory: Map<string, { display_name: string }> | undefined, id: string): string {
  return directory === undefined ? "…" : (directory.get(id)?.display_name ?? "Unknown user");
}
