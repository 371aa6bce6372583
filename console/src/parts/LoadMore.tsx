"use client";

import { Button } from "@mantine/core";

interface PagedList {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** Loads the next page of a list, if there is one. */
export function LoadMore({ list, what }: { list: PagedList; what: string }) {
  if (!list.hasNextPage) return null;
  return (
    <div style={{ textAlign: "center", margin: "8px 0" }}>
      <Button variant="default" size="xs" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        Load more {what}
      </Button>
    </div>
  );
}
