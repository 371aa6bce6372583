import { type ComboboxRenderPillInput, Pill } from "@mantine/core";
import { plain } from "./characters";
import { Text } from "./Text";

/** Shows a tag in a field of tags like any other text. */
export function tagPill({ value = "", onRemove, disabled = false }: ComboboxRenderPillInput) {
  return (
    <Pill
      withRemoveButton={!disabled}
      onRemove={() => onRemove?.()}
      disabled={disabled}
      // Backspace removes it by keyboard; for screen readers, the button has a name instead of being hidden.
      removeButtonProps={{ "aria-label": `Remove ${plain(value)}`, "aria-hidden": false }}
    >
      <Text>{value}</Text>
    </Pill>
  );
}
