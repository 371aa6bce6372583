import classes from "./Badge.module.css";

const SHORT: Record<string, string> = { informational: "Info" };
const ABBREVIATIONS = /\b(dns|http|ip|url)\b/gi;

/** Gives a value of an enumeration of the contract in words: ``true_positive`` is "True positive". */
export function words(value: string): string {
  const spaced = (SHORT[value] ?? value.charAt(0).toUpperCase() + value.slice(1)).replaceAll("_", " ");
  return spaced.replace(ABBREVIATIONS, (abbreviation) => abbreviation.toUpperCase());
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
