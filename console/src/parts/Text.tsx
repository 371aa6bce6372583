"use client";

import { useIsAuditor } from "@/api/session";
import classes from "./Text.module.css";

const PLACEHOLDER = /(\[(?:email|host|ip|secret|url)\])/;

/** Free text as its writer wrote it; for an auditor what was taken out of it looks taken out. */
export function Text({ children }: { children: string }) {
  const isAuditor = useIsAuditor();
  if (!isAuditor) return children;
  return children.split(PLACEHOLDER).map((part, index) =>
    // Every second part is what the pattern has caught.
    index % 2 === 1 ? (
      <span key={index} className={classes.redacted} title={`Redacted: ${part.slice(1, -1)}`}>
        {part.slice(1, -1)}
      </span>
    ) : (
      part
    ),
  );
}
