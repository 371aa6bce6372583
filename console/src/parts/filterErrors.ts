import { ProblemError } from "@/api/client";
import { filterLimits } from "@/contract";
import { isMalformedNetwork } from "./cidr";

// The detail of the problem names the parameter, as the documentation of its code says.
const PARAMETER = /query parameter (\w+)/;
const TIME = "Enter a date and time between 1970 and 2999.";
const REASONS: Record<string, string> = {
  asset: tooMany("assets", filterLimits.asset),
  source: tooMany("sources", filterLimits.source),
  rule_id: tooMany("rules", filterLimits.rule_id),
  reporter_id: "The link contains something that is not the ID of a user. Select users from the list.",
  number: "Enter a ticket number, such as 12.",
  created_from: TIME,
  created_to: TIME,
  updated_from: TIME,
  updated_to: TIME,
  detected_from: TIME,
  detected_to: TIME,
};

function tooMany(what: string, { values, characters }: { values: number; characters: number }): string {
  return `Use at most ${values} ${what}, each with at most ${characters.toLocaleString("en")} characters.`;
}

/** The filter that the API rejected, and the reason in the console's own words. */
export interface FilterError {
  name: string;
  reason: string;
}

/** Returns which filter an error of a list is about, if the console has a field for it. */
export function filterError(error: Error | null): FilterError | undefined {
  if (!(error instanceof ProblemError) || error.problem.code !== "invalid-parameter") return undefined;
  const name = PARAMETER.exec(error.problem.detail)?.[1] ?? "";
  const reason = REASONS[name];
  return reason === undefined ? undefined : { name, reason };
}

/** Says that a value that looks like a network is none, which the API accepts as the name of an asset. */
export function assetHint(value: string): string | undefined {
  if (!isMalformedNetwork(value)) return undefined;
  return `“${value}” is not a network such as 10.0.0.0/8. It matches only an asset with exactly this value.`;
}
