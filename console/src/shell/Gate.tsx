"use client";

import { Button, Center, Modal, Stack, Text, Title } from "@mantine/core";
import type { Session } from "@oneprotect/ticketing-client";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { onSignedOut } from "@/api/client";
import { SessionContext, useSessionQuery } from "@/api/session";
import { dropDrafts, guardDrafts } from "@/parts/draft";
import { Loading } from "./Loading";
import { Shell } from "./Shell";
import { SignIn } from "./SignIn";

/**
 * Lets the pages be seen by who is signed in. A session that ends while somebody works is taken up again over the
 * page: what was being written stays.
 */
export function Gate({ children }: { children: ReactNode }) {
  const { data: session, error, refetch } = useSessionQuery();
  const client = useQueryClient();
  const [last, setLast] = useState<Session | null>(null);

  useEffect(guardDrafts, []);
  useEffect(() => onSignedOut(() => client.setQueryData(["session"], null)), [client]);
  if (session && session !== last) {
    // Nothing that one principal has seen is left for the next one.
    if (last && last.me.principal.id !== session.me.principal.id) {
      dropDrafts();
      window.location.reload();
    } else setLast(session);
  }

  const shown = session ?? last;
  if (shown) {
    return (
      <SessionContext value={shown}>
        <Shell>{children}</Shell>
        <Modal
          opened={session === null}
          onClose={() => undefined}
          withCloseButton={false}
          title="Your session has ended"
        >
          <SignIn />
        </Modal>
      </SessionContext>
    );
  }
  if (session === null) {
    return (
      <Center component="main" id="main" mih="100vh" p="md">
        <Stack w={380}>
          <Title order={1} size="h3">
            OneProtect Ticketing
          </Title>
          <SignIn />
        </Stack>
      </Center>
    );
  }
  if (error) {
    return (
      <Center component="main" mih="100vh" p="md">
        <Stack align="center" role="alert">
          <Title order={1} size="h3">
            The server does not answer
          </Title>
          <Text>{error.message}</Text>
          <Button onClick={() => void refetch()}>Try again</Button>
        </Stack>
      </Center>
    );
  }
  return <Loading />;
}
