"use client";

import { ActionIcon, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy, IconLink } from "@tabler/icons-react";

/** A button that copies a value; ``what`` names it. A URL gets a link icon. */
export function Copy({ what, value }: { what: string; value: string }) {
  const Icon = value.startsWith("http") ? IconLink : IconCopy;
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          aria-label={copied ? "Copied" : `Copy ${what}`}
          title={`Copy ${what}`}
          onClick={copy}
        >
          {copied ? <IconCheck size={14} /> : <Icon size={14} />}
        </ActionIcon>
      )}
    </CopyButton>
  );
}
