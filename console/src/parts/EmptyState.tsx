import { Button, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** Explains why there is nothing to show and what to do; ``isPage`` if it replaces the whole page. */
export function EmptyState({
  title,
  isPage = false,
  children,
}: {
  title: string;
  isPage?: boolean;
  children?: ReactNode;
}) {
  return (
    <Stack align="center" gap="xs" py={48} px="md">
      <Title order={isPage ? 1 : 2} size="h4">
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

/** The empty state of a list whose filters match nothing; ``what`` is the plural of what it lists. */
export function NoMatches({ what, clear }: { what: string; clear: () => unknown }) {
  return (
    <EmptyState title={`No ${what} match these filters`}>
      <Button size="xs" variant="default" onClick={clear}>
        Clear filters
      </Button>
    </EmptyState>
  );
}
