"use client";

import { Button } from "@mantine/core";
import { Nothing } from "@/parts/Nothing";

/** What stands in place of a page that could not be drawn, as when a newer console has been installed meanwhile. */
export default function Failed() {
  return (
    <Nothing title="This page could not be shown" isPage>
      <p>A newer console may have been installed. Loading it anew loses nothing that was saved.</p>
      <Button size="xs" onClick={() => window.location.reload()}>
        Load it anew
      </Button>
    </Nothing>
  );
}
