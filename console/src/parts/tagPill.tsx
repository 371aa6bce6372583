import { type ComboboxRenderPillInput, Pill } from "@mantine/core";
import { Text } from "./Text";

/** Shows a tag in a field of tags like any other text. */
export function tagPill({ value = "", onRemove, disabled = false }: ComboboxRenderPillInput) {
  return (
    <Pill withRemoveButton={!disabled} onRemove={() => onRemove?.()} disabled={disabled}>
      <Text>{value}</Text>
    </Pill>
  );
}
