import { Button, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

/** What stands where there is nothing to show: why, and what to do; ``isPage`` where it is all of the page. */
export function Nothing({
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

/** What stands where the filters leave nothing. */
export function NoMatch({ what, clear }: { what: string; clear: () => unknown }) {
  return (
    <Nothing title={`No ${what} fits these filters`}>
      <Button size="xs" variant="default" onClick={clear}>
        Clear filters
      </Button>
    </Nothing>
  );
}
