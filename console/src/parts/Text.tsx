"use client";

import { useIsAuditor } from "@/api/session";
import { split } from "./characters";
import classes from "./Text.module.css";

const PLACEHOLDER = /(\[(?:account|arn|email|host|ip|secret|url|user)\])/;
const REDACTED = new Map([
  ["[account]", ["account", "cloud account"]],
  ["[arn]", ["ARN", "Amazon resource name"]],
  ["[email]", ["email", "email address"]],
  ["[host]", ["host", "host name"]],
  ["[ip]", ["IP", "IP address"]],
  ["[secret]", ["secret", "secret"]],
  ["[url]", ["URL", "URL"]],
  ["[user]", ["user", "user name"]],
]);

/**
 * Free text as it was written. Its direction is its own and does not affect the text around it, and its invisible
 * characters are marked. For auditors, the placeholders of redacted parts look like redactions.
 */
export function Text({ children }: { children: string }) {
  const isAuditor = useIsAuditor();
  return (
    <bdi className={classes.text}>
      {(isAuditor ? children.split(PLACEHOLDER) : [children]).map((part, index) => {
        const [label, description] = (isAuditor && REDACTED.get(part)) || [];
        if (label === undefined) return <Marked key={index} text={part} />;
        return (
          <span key={index} className={classes.redacted} title={`Redacted: ${description}`}>
            {label}
          </span>
        );
      })}
    </bdi>
  );
}

/** Text whose invisible characters have a label. They stay in the text, isolated, so that they are copied with it. */
function Marked({ text }: { text: string }) {
  return split(text).map((part, index) =>
    part.label === undefined ? (
      part.text
    ) : (
      <span key={index} className={classes.mark} role="img" data-label={part.label} {...named(part.name)}>
        {part.text}
      </span>
    ),
  );
}

function named(name: string | undefined) {
  return { title: name, "aria-label": name };
}
