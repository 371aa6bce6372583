"use client";

import { Button, Center, Modal, Stack, Text, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { onSignedOut } from "@/api/client";
import { isSignedIn, onOtherTab, SessionContext, useSessionQuery } from "@/api/session";
import { dropDrafts, guardDrafts, hasDraft } from "@/parts/draft";
import type { Session } from "@/session";
import { Loading } from "./Loading";
import { Shell } from "./Shell";
import { SignIn } from "./SignIn";

/**
 * Shows the pages to signed-in users only. If the session ends while a user works, the sign-in covers the page and the
 * page keeps its drafts. Nothing that one user has seen is left for the next one.
 */
export function Gate({ children }: { children: ReactNode }) {
  const { data: session, error, refetch } = useSessionQuery();
  const client = useQueryClient();
  const [last, setLast] = useState<Session | null>(null);

  useEffect(guardDrafts, []);
  useEffect(() => onSignedOut(() => client.setQueryData(["session"], null)), [client]);
  useEffect(() => onOtherTab(() => void refetch()), [refetch]);
  useEffect(reloadRestoredPage, []);
  const isOtherUser = last !== null && session != null && last.me.principal.id !== session.me.principal.id;
  if (session && session !== last && !isOtherUser) setLast(session);
  const isObsolete = last !== null && (session === null || isOtherUser) && !hasDraft();
  useEffect(() => {
    // Without drafts there is nothing to keep after a sign-out in another tab, or for a different user.
    if (isObsolete && (isOtherUser || !isSignedIn())) window.location.reload();
  }, [isObsolete, isOtherUser]);

  const shown = last ?? session;
  if (shown) {
    return (
      <SessionContext value={shown}>
        <Shell>{children}</Shell>
        <Modal
          opened={session === null || isOtherUser}
          onClose={() => undefined}
          withCloseButton={false}
          zIndex={1000}
          overlayProps={{ color: "var(--mantine-color-body)", backgroundOpacity: 1 }}
          title={isOtherUser ? "A different user has signed in" : "Your session has ended"}
        >
          <Stack gap="xs">
            {hasDraft() && (
              <Text size="sm">
                Unsaved work by {shown.me.principal.display_name} is kept on this page until they sign in again.
              </Text>
            )}
            {isOtherUser && (
              <Button variant="default" onClick={discardDraftsAndReload}>
                Continue as {session.me.principal.display_name} and discard unsaved work
              </Button>
            )}
            <SignIn onSignedIn={({ me }) => me.principal.id !== shown.me.principal.id && discardDraftsAndReload()} />
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
            The server is not responding
          </Title>
          <Text>{error.message}</Text>
          <Button onClick={() => void refetch()}>Try again</Button>
        </Stack>
      </Center>
    );
  }
  return <Loading />;
}

function discardDraftsAndReload(): void {
  dropDrafts();
  window.location.reload();
}

/** Reloads a page that the browser restores from its back/forward cache: the user may have signed out since. */
function reloadRestoredPage(): () => void {
  const reload = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return;
    document.body.hidden = true;
    window.location.reload();
  };
  window.addEventListener("pageshow", reload);
  return () => window.removeEventListener("pageshow", reload);
}
