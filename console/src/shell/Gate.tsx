"use client";

import { Button, Center, Modal, Stack, Text, Title } from "@mantine/core";
import type { Session } from "@oneprotect/ticketing-client";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { onSignedOut } from "@/api/client";
import { isSignedIn, onOtherTab, SessionContext, useSessionQuery } from "@/api/session";
import { dropDrafts, guardDrafts, hasDraft } from "@/parts/draft";
import { Loading } from "./Loading";
import { Shell } from "./Shell";
import { SignIn } from "./SignIn";

/**
 * Lets the pages be seen by who is signed in. A session that ends while somebody works is taken up again over the
 * page: what was being written stays. Nothing that one principal has seen is left for the next one.
 */
export function Gate({ children }: { children: ReactNode }) {
  const { data: session, error, refetch } = useSessionQuery();
  const client = useQueryClient();
  const [last, setLast] = useState<Session | null>(null);

  useEffect(guardDrafts, []);
  useEffect(() => onSignedOut(() => client.setQueryData(["session"], null)), [client]);
  useEffect(() => onOtherTab(() => void refetch()), [refetch]);
  useEffect(leaveNoOldPage, []);
  const isOther = last !== null && session != null && last.me.principal.id !== session.me.principal.id;
  if (session && session !== last && !isOther) setLast(session);
  const hasLost = last !== null && (session === null || isOther) && !hasDraft();
  useEffect(() => {
    // Who has signed out in another tab, or is somebody else by now, has left nothing here to be kept.
    if (hasLost && (isOther || !isSignedIn())) window.location.reload();
  }, [hasLost, isOther]);

  const shown = last ?? session;
  if (shown) {
    return (
      <SessionContext value={shown}>
        <Shell>{children}</Shell>
        <Modal
          opened={session === null || isOther}
          onClose={() => undefined}
          withCloseButton={false}
          zIndex={1000}
          overlayProps={{ color: "var(--mantine-color-body)", backgroundOpacity: 1 }}
          title={isOther ? "Somebody else has signed in" : "Your session has ended"}
        >
          <Stack gap="xs">
            {hasDraft() && (
              <Text size="sm">
                What {shown.me.principal.display_name} has begun to write here is kept until the same user signs in
                again.
              </Text>
            )}
            {isOther && (
              <Button variant="default" onClick={goOn}>
                Go on as {session.me.principal.display_name}, and drop it
              </Button>
            )}
            <SignIn onSignedIn={({ me }) => me.principal.id !== shown.me.principal.id && goOn()} />
          </Stack>
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

function goOn(): void {
  dropDrafts();
  window.location.reload();
}

/** Loads a page anew that the browser has kept whole for the way back: its reader may have signed out since. */
function leaveNoOldPage(): () => void {
  const look = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return;
    document.body.hidden = true;
    window.location.reload();
  };
  window.addEventListener("pageshow", look);
  return () => window.removeEventListener("pageshow", look);
}
