import classes from "./Badge.module.css";

const WORDS: Record<string, string> = {
  new: "New",
  triaged: "Triaged",
  in_progress: "In progress",
  on_hold: "On hold",
  resolved: "Resolved",
  closed: "Closed",
  suppressed: "Suppressed",
  critical: "Critical",
  high: "High",
  medium: "Medium",
  low: "Low",
  informational: "Info",
  p1: "P1",
  p2: "P2",
  p3: "P3",
  p4: "P4",
  allowed: "Allowed",
  denied: "Denied",
};

/** Gives a value of an enumeration of the contract in words: ``true_positive`` is "True positive". */
export function words(value: string): string {
  return WORDS[value] ?? (value.charAt(0).toUpperCase() + value.slice(1)).replaceAll("_", " ");
}

/** A value of an enumeration, in its colour; the word says it, the colour helps. */
export function Badge({
  kind,
  value,
}: {
  kind: "status" | "severity" | "priority" | "outcome" | "verdict";
  value: string;
}) {
  return (
    <span className={classes.badge} data-kind={kind} data-value={value}>
      {words(value)}
    </span>
  );
}
