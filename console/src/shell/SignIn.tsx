"use client";

import { Button, Stack, Text } from "@mantine/core";
import { useSignIn } from "@/api/session";
import { demoIdentities } from "@/contract";
import { ErrorAlert } from "@/parts/ErrorAlert";
import type { DemoIdentity, Session } from "@/session";

const DESCRIPTIONS: Record<DemoIdentity, [string, string]> = {
  admin: ["Administrator", "Full access, including reopening closed tickets"],
  analyst: ["Analyst", "Triage alerts and work on tickets"],
  auditor: ["Auditor", "Read-only access with sensitive details redacted"],
  "second-tenant-analyst": ["Analyst in another tenant", "No access to the data of the first tenant"],
};

/** The list of demo identities. */
export function SignIn({ onSignedIn }: { onSignedIn?: (session: Session) => unknown }) {
  const signIn = useSignIn();
  return (
    <Stack gap="xs">
      <Text size="sm">Sign in as</Text>
      {demoIdentities.map((identity) => (
        <Button
          key={identity}
          variant="default"
          h="auto"
          py={8}
          justify="flex-start"
          loading={signIn.isPending && signIn.variables === identity}
          onClick={() => signIn.mutate(identity, { onSuccess: (session) => void onSignedIn?.(session) })}
        >
          <Stack gap={0} align="flex-start">
            <Text fw={600} size="sm">
              {DESCRIPTIONS[identity][0]}
            </Text>
            <Text size="xs" c="dimmed" fw={400}>
              {DESCRIPTIONS[identity][1]}
            </Text>
          </Stack>
        </Button>
      ))}
      {signIn.error && <ErrorAlert error={signIn.error} />}
    </Stack>
  );
}
