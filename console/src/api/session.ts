import type { ScopeName } from "@oneprotect/ticketing-client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, use } from "react";
import type { DemoIdentity, Session } from "@/session";
import { api, hasSession, ProblemError, rememberSession, unwrap, unwrapBody } from "./client";

const KEY = ["session"];
// Set while this browser is signed in; the cookie itself is hidden from scripts.
const HINT = "oneprotect:signed-in";

/** The current session, or null when signed out. */
export function useSessionQuery() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<Session | null> => {
      if (localStorage.getItem(HINT) === null) return null;
      try {
        const session = await unwrapBody(api.GET("/session", { signal }));
        rememberSession(session);
        return session;
      } catch (error) {
        if (!(error instanceof ProblemError && error.problem.status === 401)) throw error;
        if (!hasSession()) localStorage.removeItem(HINT);
        return null;
      }
    },
    // Another tab may have signed out, or in as somebody else.
    refetchOnWindowFocus: "always",
    staleTime: 60_000,
  });
}

/** Whether a user signed in with this browser and did not sign out; the session may have ended since. */
export function isSignedIn(): boolean {
  return localStorage.getItem(HINT) !== null;
}

/** Calls the listener when another tab signs in or out; returns a function that unsubscribes. */
export function onOtherTab(listener: () => void): () => void {
  const handle = ({ key }: StorageEvent) => (key === HINT || key === null) && listener();
  window.addEventListener("storage", handle);
  return () => window.removeEventListener("storage", handle);
}

/** Signs in as a demo identity. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (identity: DemoIdentity) => unwrapBody(api.POST("/session", { body: { identity } })),
    onSuccess: (session) => {
      // The value differs each time, so that other tabs receive a storage event.
      localStorage.setItem(HINT, session.expires_at);
      rememberSession(session);
      client.setQueryData(KEY, session);
    },
  });
}

/** Signs out and reloads the page, so that nothing that the user saw stays in memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: async () => {
      try {
        await unwrap(api.DELETE("/session"));
      } catch (error) {
        if (!(error instanceof ProblemError && error.problem.status === 401)) throw error;
      }
    },
    onSuccess: () => {
      localStorage.removeItem(HINT);
      // Nor does it stay in the back/forward cache.
      window.addEventListener("pagehide", () => document.body.replaceChildren());
      window.location.assign("/console/");
    },
  });
}

export const SessionContext = createContext<Session | null>(null);

/** The session of the signed-in user; only for components inside <Gate>. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error("useSession must be used inside <Gate>");
  return session;
}

/** Whether the signed-in user has a scope. */
export function useMay(scope: ScopeName): boolean {
  return useSession().me.permissions.includes(scope);
}

/** Whether the signed-in user sees the redacted view. */
export function useIsAuditor(): boolean {
  return useSession().me.roles.includes("auditor");
}
