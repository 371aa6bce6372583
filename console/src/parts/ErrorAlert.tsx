"use client";

import { Alert, Anchor, Button, Group, Text } from "@mantine/core";
import { use } from "react";
import { isTransient, ProblemError } from "@/api/client";
import { SessionContext } from "@/api/session";
import { Link } from "@/parts/Link";

/** An error with its next step: try again, or look at the audit record of a denied change. */
export function ErrorAlert({ error, retry }: { error: Error; retry?: () => unknown }) {
  const mayAudit = use(SessionContext)?.me.permissions.includes("audit:read") ?? false;
  const problem = error instanceof ProblemError ? error.problem : undefined;
  return (
    <Alert color="red" variant="outline" role="alert" title={problem?.title ?? "No connection"}>
      <Text size="sm">
        {problem?.status === 401 ? "Your session has ended. Sign in again." : (problem?.detail ?? error.message)}
      </Text>
      {problem?.errors?.map(({ pointer, detail }) => (
        <Text key={pointer + detail} size="sm">
          {pointer}: {detail}
        </Text>
      ))}
      <Group gap="sm" mt="xs">
        {retry && isTransient(error) && (
          <Button size="compact-sm" variant="default" onClick={() => void retry()}>
            Try again
          </Button>
        )}
        {problem?.audit_id && mayAudit && (
          <Anchor component={Link} size="sm" href={`/audit/?id=${problem.audit_id}`}>
            View audit record
          </Anchor>
        )}
        {problem?.request_id && (
          <Text size="xs" c="dimmed">
            {problem.code} · request ID {problem.request_id}
          </Text>
        )}
      </Group>
    </Alert>
  );
}
