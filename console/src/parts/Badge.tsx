import classes from "./Badge.module.css";

const SHORT: Record<string, string> = { informational: "Info" };
const ABBREVIATIONS = /\b(dns|http|ip|url)\b/gi;

/** Returns an enum value of the contract as a label: ``true_positive`` becomes "True positive". */
export function words(value: string): string {
  const spaced = (SHORT[value] ?? value.charAt(0).toUpperCase() + value.slice(1)).replace(/[_-]/g, " ");
  return spaced.replace(ABBREVIATIONS, (abbreviation) => abbreviation.toUpperCase());
}

/** An enum value as a coloured label; the colour never carries information that the text lacks. */
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
