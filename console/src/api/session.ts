import type { DemoIdentity, ScopeName, Session } from "@oneprotect/ticketing-client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, use } from "react";
import { answer, api, body, carry, hasSession, ProblemError } from "./client";

const KEY = ["session"];
// Says whether it is worth asking who is signed in: the cookie itself is hidden from scripts.
const HINT = "oneprotect:signed-in";

/** Asks who is signed in; null is nobody. */
export function useSessionQuery() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<Session | null> => {
      if (localStorage.getItem(HINT) === null) return null;
      try {
        const session = await body(api.GET("/session", { signal }));
        carry(session);
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

/** Says whether somebody has signed in with this browser and not out again, though the session may have ended. */
export function isSignedIn(): boolean {
  return localStorage.getItem(HINT) !== null;
}

/** Calls back when another tab has signed in or out; gives what stops it. */
export function onOtherTab(listener: () => void): () => void {
  const hear = ({ key }: StorageEvent) => (key === HINT || key === null) && listener();
  window.addEventListener("storage", hear);
  return () => window.removeEventListener("storage", hear);
}

/** Signs in as a demo identity. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (identity: DemoIdentity) => body(api.POST("/session", { body: { identity } })),
    onSuccess: (session) => {
      // Another value each time, so that other tabs hear of it.
      localStorage.setItem(HINT, session.expires_at);
      carry(session);
      client.setQueryData(KEY, session);
    },
  });
}

/** Signs out; the page is loaded anew, so that nothing of what was seen stays in memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: async () => {
      try {
        await answer(api.DELETE("/session"));
      } catch (error) {
        if (!(error instanceof ProblemError && error.problem.status === 401)) throw error;
      }
    },
    onSuccess: () => {
      localStorage.removeItem(HINT);
      // Nor does it stay where the way back would find it.
      window.addEventListener("pagehide", () => document.body.replaceChildren());
      window.location.assign("/console/");
    },
  });
}

export const SessionContext = createContext<Session | null>(null);

/** Gives who is signed in, below the gate. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error("useSession is for what stands below <Gate>");
  return session;
}

/** Says whether who is signed in holds a scope. */
export function useMay(scope: ScopeName): boolean {
  return useSession().me.permissions.includes(scope);
}

/** Says whether who is signed in sees the redacted view. */
export function useIsAuditor(): boolean {
  return useSession().me.roles.includes("auditor");
}
