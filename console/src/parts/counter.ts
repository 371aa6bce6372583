import { countCharacters } from "./characters";

const SHOWN_FROM = 0.9; // of the limit

interface Counter {
  /** The count near the limit, below the field. */
  description?: string;
  /** What is wrong with a text that is too long. */
  error?: string;
  inputWrapperOrder: ("label" | "input" | "description" | "error")[];
}

/** Returns the properties that count the characters of a field, as the API counts them. Nothing is cut off. */
export function counter(text: string, max: number): Counter {
  const order: Counter["inputWrapperOrder"] = ["label", "input", "description", "error"];
  const count = countCharacters(text);
  const label = `${count.toLocaleString("en")} of ${max.toLocaleString("en")} characters`;
  if (count > max) return { error: `${label}: shorten the text`, inputWrapperOrder: order };
  return count > max * SHOWN_FROM ? { description: label, inputWrapperOrder: order } : { inputWrapperOrder: order };
}

/** Whether a text has at most ``max`` characters. */
export function fits(text: string, max: number): boolean {
  return countCharacters(text) <= max;
}
