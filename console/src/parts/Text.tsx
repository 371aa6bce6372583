"use client";

import { useIsAuditor } from "@/api/session";
import classes from "./Text.module.css";

const PLACEHOLDER = /(\[(?:email|host|ip|secret|url)\])/;
const REDACTED = new Map([
  ["[email]", ["email", "email address"]],
  ["[host]", ["host", "host name"]],
  ["[ip]", ["IP", "IP address"]],
  ["[secret]", ["secret", "secret"]],
  ["[url]", ["URL", "URL"]],
]);

/** Free text as it was written; for auditors, the placeholders of redacted parts look like redactions. */
export function Text({ children }: { children: string }) {
  const isAuditor = useIsAuditor();
  if (!isAuditor) return children;
  return children.split(PLACEHOLDER).map((part, index) => {
    const [label, description] = REDACTED.get(part) ?? [];
    if (label === undefined) return part;
    return (
      <span key={index} className={classes.redacted} title={`Redacted: ${description}`}>
        {label}
      </span>
    );
  });
}
