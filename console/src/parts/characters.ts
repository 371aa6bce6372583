/**
 * A character without a visible form: a control, format or default-ignorable character, or a blank that looks like
 * none. Spaces, tabs and line breaks are not among them. Joiners and selectors are left alone where a script or an emoji
 * needs them.
 */
const EMOJI = String.raw`\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f)?(?:\u200d\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f)?)*`;
const FLAG_OR_KEYCAP = String.raw`\u{1f3f4}[\u{e0020}-\u{e007f}]+|[0-9#*]\ufe0f?\u20e3`;
const JOINING_LETTER = String.raw`(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}])[\p{L}\p{M}]`;
const JOINED = String.raw`(?<=${JOINING_LETTER})[\u200c\u200d](?=${JOINING_LETTER})`;
const INVISIBLE = String.raw`(?![\t\n]|\r\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\u2800]`;
const NEEDED_OR_INVISIBLE = new RegExp(`${FLAG_OR_KEYCAP}|${EMOJI}|${JOINED}|(${INVISIBLE})`, "gu");
const BLANK = /^[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

const NAMES: Record<string, [string, string]> = {
  "\u00ad": ["SHY", "soft hyphen"],
  "\u061c": ["ALM", "Arabic letter mark"],
  "\u200b": ["ZWSP", "zero-width space"],
  "\u200c": ["ZWNJ", "zero-width non-joiner"],
  "\u200d": ["ZWJ", "zero-width joiner"],
  "\u200e": ["LRM", "left-to-right mark"],
  "\u200f": ["RLM", "right-to-left mark"],
  "\u202a": ["LRE", "left-to-right embedding"],
  "\u202b": ["RLE", "right-to-left embedding"],
  "\u202c": ["PDF", "pop directional formatting"],
  "\u202d": ["LRO", "left-to-right override"],
  "\u202e": ["RLO", "right-to-left override"],
  "\u2060": ["WJ", "word joiner"],
  "\u2066": ["LRI", "left-to-right isolate"],
  "\u2067": ["RLI", "right-to-left isolate"],
  "\u2068": ["FSI", "first strong isolate"],
  "\u2069": ["PDI", "pop directional isolate"],
  "\u2800": ["BLANK", "blank Braille pattern"],
  "\u3164": ["HF", "Hangul filler"],
  "\ufeff": ["BOM", "byte order mark"],
};

/** Whether a text has no visible character; the server rejects such a text. */
export function isBlank(text: string): boolean {
  return BLANK.test(text);
}

/** Returns the number of characters (code points) of a text, as the API counts them; ``length`` counts UTF-16 units. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Returns the beginning of a text, of at most ``max`` characters. */
export function cut(text: string, max: number): string {
  return text.length <= max ? text : [...text].slice(0, max).join("");
}

/** A part of a text: visible text, or one invisible character with its label and its name. */
export type Part = { text: string; label?: string; name?: string };

/** Splits a text at its invisible characters. */
export function split(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(NEEDED_OR_INVISIBLE)) {
    const character = match[1];
    if (character === undefined) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    end = match.index + character.length;
    const code = codePoint(character);
    const [label, name] = NAMES[character] ?? [code, "invisible character"];
    parts.push({ text: character, label, name: `${name} (${code})` });
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** Returns a text with its invisible characters as labels, for places that show plain text only. */
export function plain(text: string): string {
  return split(text)
    .map((part) => (part.label === undefined ? part.text : `[${part.label}]`))
    .join("");
}

/** Returns JSON with its invisible characters as escapes, which leave its meaning as it is. */
export function escapeJson(json: string): string {
  return split(json)
    .map((part) =>
      part.label === undefined ? part.text : [...Array(part.text.length).keys()].map(unit(part)).join(""),
    )
    .join("");
}

function unit({ text }: Part): (index: number) => string {
  return (index) => `\\u${text.charCodeAt(index).toString(16).padStart(4, "0")}`;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
