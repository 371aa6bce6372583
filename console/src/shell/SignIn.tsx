"use client";

import { Button, Stack, Text } from "@mantine/core";
import type { DemoIdentity, Session } from "@oneprotect/ticketing-client";
import { useSignIn } from "@/api/session";
import { demoIdentities } from "@/contract";
import { Trouble } from "@/parts/Trouble";

const ABOUT: Record<DemoIdentity, [string, string]> = {
  admin: ["Admin", "Runs the tenant: all of it, reopening of closed tickets too"],
  analyst: ["Analyst", "Triages alerts and works tickets"],
  auditor: ["Auditor", "Reads the redacted view and nothing else"],
  "second-tenant-analyst": ["Analyst of another tenant", "Sees nothing of the first"],
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
              {ABOUT[identity][0]}
            </Text>
            <Text size="xs" c="dimmed" fw={400}>
              {ABOUT[identity][1]}
            </Text>
          </Stack>
        </Button>
      ))}
      {signIn.error && <Trouble error={signIn.error} />}
    </Stack>
  );
}
