"use client";

import { Button } from "@mantine/core";

interface Paged {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** Asks for the next page of a list, where there is one. */
export function More({ list, what }: { list: Paged; what: string }) {
  if (!list.hasNextPage) return null;
  return (
    <div style={{ textAlign: "center", margin: "8px 0" }}>
      <Button variant="default" size="xs" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        More {what}
      </Button>
    </div>
  );
}
