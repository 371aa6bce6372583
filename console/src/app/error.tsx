"use client";

import { Button } from "@mantine/core";
import { EmptyState } from "@/parts/EmptyState";

/** Replaces a page that could not be rendered, for example because a newer console has been deployed. */
export default function RenderError() {
  return (
    <EmptyState title="This page could not be displayed" isPage>
      <p>The console may have been updated. Reload the page; nothing you have saved is lost.</p>
      <Button size="xs" onClick={() => window.location.reload()}>
        Reload page
      </Button>
    </EmptyState>
  );
}
