import { Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** What stands where there is nothing to show: why, and what to do. */
export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Stack align="center" gap="xs" py={48} px="md">
      <Title order={2} size="h4">
        {title}
      </Title>
      {children && (
        <Text component="div" size="sm" c="dimmed" ta="center">
          {children}
        </Text>
      )}
    </Stack>
  );
}
